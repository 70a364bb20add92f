using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HrCollab.Engine.Expressions;

/// <summary>Rows as one text: a JSON array of objects, as documents keep it and files send it.</summary>
internal static class RowsText
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(ImmutableArray<RecordValues> rows)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Options)) Write(writer, rows);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the rows; what is missing is left out.</summary>
    public static void Write(Utf8JsonWriter writer, ImmutableArray<RecordValues> rows)
    {
        writer.WriteStartArray();
        foreach (var row in rows)
        {
            writer.WriteStartObject();
            foreach (var (name, value) in row.Present)
            {
                writer.WritePropertyName(name);
                Write(writer, value);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes one value: dates, durations and decimals as texts, integers as numbers.</summary>
    public static void Write(Utf8JsonWriter writer, FieldValue value)
    {
        switch (value.Content)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case NumberContent number when value.Type == ValueType.Integer:
                writer.WriteNumberValue(number.Value);
                break;
            case ImmutableArray<RecordValues> rows:
                Write(writer, rows);
                break;
            case ImmutableSortedSet<string> codes:
                writer.WriteStartArray();
                foreach (var code in codes) writer.WriteStringValue(code);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(value.ToString());
                break;
        }
    }
}
