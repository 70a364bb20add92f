using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HrCollab.Engine.Kernel;

namespace HrCollab.Functions.Http;

/// <summary>Reads JSON bodies with every limit on: size, depth, duplicate members, unknown members, content type.</summary>
internal static class RequestBody
{
    /// <summary>Bytes of an ordinary body. Imports and definition bundles have limits of their own.</summary>
    public const int MostBytes = 1024 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = Limits.JsonDepth, AllowDuplicateProperties = false };

    /// <summary>The body's bytes as sent.</summary>
    public static async ValueTask<byte[]> Bytes(HttpRequest request, int most, CancellationToken cancel)
    {
        if (request.ContentLength > most) throw new RequestRefusedException(StatusCodes.Status413PayloadTooLarge, ApiFindings.TooLarge, most);
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancel);
            if (read.Buffer.Length > most) throw new RequestRefusedException(StatusCodes.Status413PayloadTooLarge, ApiFindings.TooLarge, most);
            if (!read.IsCompleted)
            {
                request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            var bytes = read.Buffer.ToArray();
            request.BodyReader.AdvanceTo(read.Buffer.End);
            return bytes;
        }
    }

    /// <summary>The body as JSON of a known form; the caller keeps the raw bytes for the idempotency check.</summary>
    public static async ValueTask<Body<T>> Read<T>(HttpContext context, JsonTypeInfo<T> json, int most = MostBytes)
        where T : class
    {
        RequireJson(context.Request);
        var bytes = await Bytes(context.Request, most, context.RequestAborted);
        using var document = Parse(bytes);
        if (Nulls.In(document.RootElement, json) is { } member) throw new RequestRefusedException(StatusCodes.Status400BadRequest, ApiFindings.UnknownMember, member);
        try
        {
            var value = document.RootElement.Deserialize(json) ?? throw new RequestRefusedException(StatusCodes.Status400BadRequest, ApiFindings.NotJson);
            return new Body<T>(value, bytes);
        }
        catch (JsonException e)
        {
            throw new RequestRefusedException(StatusCodes.Status400BadRequest, ApiFindings.UnknownMember, Where(e));
        }
    }

    /// <summary>The body as any JSON object.</summary>
    public static async ValueTask<Body<JsonElementBox>> Read(HttpContext context, int most = MostBytes)
    {
        RequireJson(context.Request);
        var bytes = await Bytes(context.Request, most, context.RequestAborted);
        using var document = Parse(bytes);
        return new Body<JsonElementBox>(new JsonElementBox(document.RootElement.Clone()), bytes);
    }

    private static JsonDocument Parse(byte[] bytes)
    {
        try
        {
            var document = JsonDocument.Parse(bytes, Strict);
            if (bytes.AsSpan().IndexOf("\\ud"u8) < 0 && bytes.AsSpan().IndexOf("\\uD"u8) < 0) return document;
            if (IsUnicode(document.RootElement)) return document;
            document.Dispose();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Said below. InvalidOperation: a name with an escape that is half a character
        }

        throw new RequestRefusedException(StatusCodes.Status400BadRequest, ApiFindings.NotJson);
    }

    /// <summary>False when a name or a text has an escape that is half a surrogate pair: it is no text, and nothing that reads it later expects that.</summary>
    private static bool IsUnicode(JsonElement json)
    {
        try
        {
            return json.ValueKind switch
            {
                JsonValueKind.Object => json.EnumerateObject().All(m => m.Name.Length >= 0 && IsUnicode(m.Value)),
                JsonValueKind.Array => json.EnumerateArray().All(IsUnicode),
                JsonValueKind.String => json.GetString() is not null,
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static void RequireJson(HttpRequest request)
    {
        if (!request.HasJsonContentType() && request.ContentType?.StartsWith("application/merge-patch+json", StringComparison.OrdinalIgnoreCase) != true)
            throw new RequestRefusedException(StatusCodes.Status415UnsupportedMediaType, ApiFindings.WrongContentType, "application/json");
    }

    /// <summary>The member the serializer stumbled over, without its type names.</summary>
    private static string Where(JsonException e)
    {
        var quoted = e.Message.Split('\'');
        return e.Message.StartsWith("The JSON property", StringComparison.Ordinal) && quoted.Length > 1 ? quoted[1] : e.Path is { Length: > 2 } path ? path[2..] : "$";
    }
}

/// <summary>A parsed body and its bytes.</summary>
internal sealed record Body<T>(T Value, byte[] Bytes);

/// <summary>A JSON value of free form.</summary>
internal sealed record JsonElementBox(JsonElement Json);
