using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Http;

/// <summary>A JSON tree as an answer; personal answers are never cached by anyone.</summary>
internal sealed class JsonAnswer(int status, JsonNode body, string contentType = "application/json") : IResult
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonAnswer Ok(JsonNode body) => new(StatusCodes.Status200OK, body);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var bytes = Bytes(body);
        await Write(httpContext, status, bytes, contentType);
    }

    /// <summary>The tree as UTF-8, Chinese as Chinese.</summary>
    public static byte[] Bytes(JsonNode body)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(2_048);
        using (var writer = new Utf8JsonWriter(buffer, Options)) body.WriteTo(writer);
        return buffer.WrittenSpan.ToArray();
    }

    public static Task Write(HttpContext context, int status, ReadOnlyMemory<byte> bytes, string contentType = "application/json")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }
}

/// <summary>Bytes that were made before: the stored answer of a command.</summary>
internal sealed class StoredAnswer(int status, ReadOnlyMemory<byte> body) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => JsonAnswer.Write(httpContext, status, body);
}
