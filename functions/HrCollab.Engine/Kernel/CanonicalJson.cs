using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace HrCollab.Engine.Kernel;

/// <summary>
/// The one way a definition is written: members in the order of the model, two spaces, whatever fits on one line on one line, so that
/// saving what did not change changes no byte and a changed row is one line of a diff.
/// </summary>
public static class CanonicalJson
{
    private const int Width = 160;

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>UTF-8 text with a line feed at the end.</summary>
    public static byte[] Write<T>(T definition, JsonTypeInfo<T> json)
    {
        using var document = JsonSerializer.SerializeToDocument(definition, json);
        return Write(document.RootElement);
    }

    /// <summary>The layout alone: members keep the order they have.</summary>
    public static byte[] Write(JsonElement element)
    {
        var text = new StringBuilder();
        Append(text, element, 0, "", root: true);
        return Encoding.UTF8.GetBytes(text.Append('\n').ToString());
    }

    private static void Append(StringBuilder text, JsonElement element, int indent, string lead, bool root)
    {
        var inline = Inline(element);
        if ((!root && indent + Columns(lead) + Columns(inline) <= Width) || element.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            text.Append(inline);
            return;
        }

        var (open, close) = element.ValueKind == JsonValueKind.Object ? ('{', '}') : ('[', ']');
        text.Append(open);
        var first = true;
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                var name = $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(member.Name)}\": ";
                Line(text, ref first, indent + 2).Append(name);
                Append(text, member.Value, indent + 2, name, root: false);
            }
        }
        else
        {
            foreach (var item in element.EnumerateArray())
                Append(Line(text, ref first, indent + 2), item, indent + 2, "", root: false);
        }

        text.Append('\n').Append(' ', indent).Append(close);
    }

    private static StringBuilder Line(StringBuilder text, ref bool first, int indent)
    {
        if (!first) text.Append(',');
        first = false;
        return text.Append('\n').Append(' ', indent);
    }

    private static string Inline(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var members = element.EnumerateObject().Select(m => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(m.Name)}\": {Inline(m.Value)}").ToList();
                return members.Count == 0 ? "{}" : "{ " + string.Join(", ", members) + " }";
            case JsonValueKind.Array:
                return "[" + string.Join(", ", element.EnumerateArray().Select(Inline)) + "]";
            default:
                using (var buffer = new MemoryStream())
                {
                    using (var writer = new Utf8JsonWriter(buffer, Compact)) element.WriteTo(writer);
                    return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
                }
        }
    }

    /// <summary>Columns on a screen: East Asian wide characters take two.</summary>
    private static int Columns(string text) => text.Sum(c => c >= 0x2E80 ? 2 : 1);
}
