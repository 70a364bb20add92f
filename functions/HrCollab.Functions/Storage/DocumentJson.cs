using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace HrCollab.Functions.Storage;

/// <summary>The form in which documents are stored: camel case, defaults left out, Chinese as Chinese (half the bytes of escapes).</summary>
internal static class DocumentJson
{
    private const int LargestKept = 64 * 1024;
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _scratch;

    /// <summary>
    /// The document as UTF-8, by the code that was generated for its type. A context uses that code only as its own <c>Default</c>: options made at
    /// run time, with an encoder or converters as reading needs them, would make it look every member up instead.
    /// </summary>
    public static byte[] Write<T>(T document, JsonTypeInfo<T> type)
    {
        var buffer = _scratch ?? new ArrayBufferWriter<byte>(LargestKept / 8);
        _scratch = null; // a converter that writes another document meanwhile gets a buffer of its own
        using (var writer = new Utf8JsonWriter(buffer, Writing)) JsonSerializer.Serialize(writer, document, type);
        var written = buffer.WrittenSpan.ToArray();
        buffer.ResetWrittenCount();
        if (buffer.Capacity <= LargestKept) _scratch = buffer;
        return written;
    }

    /// <summary>Options to read with, for one source-generated context; each context owns its options.</summary>
    public static JsonSerializerOptions Options(params ReadOnlySpan<JsonConverter> converters)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        foreach (var converter in converters) options.Converters.Add(converter);
        return options;
    }
}

/// <summary>
/// A dictionary read in ordinal order: the serializer's own would compare keys by the rules of a language, which is slow and takes
/// different keys for equal.
/// </summary>
internal sealed class OrdinalDictionary<T> : JsonConverter<ImmutableSortedDictionary<string, T>>
{
    public override ImmutableSortedDictionary<string, T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        var values = ImmutableSortedDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            values[key] = JsonSerializer.Deserialize(ref reader, type)!;
        }

        return values.ToImmutable();
    }

    public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, T> value, JsonSerializerOptions options)
    {
        var type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        writer.WriteStartObject();
        foreach (var (key, item) in value)
        {
            writer.WritePropertyName(key);
            JsonSerializer.Serialize(writer, item, type);
        }

        writer.WriteEndObject();
    }
}
