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
        var nested = element.ValueKind is JsonValueKind.Object or JsonValueKind.Array;
        var room = nested ? Width - indent - Columns(lead) : int.MaxValue;
        if (!(nested && root) && Inline(text, element, ref room)) return;

        var (open, close) = element.ValueKind == JsonValueKind.Object ? ('{', '}') : ('[', ']');
        text.Append(open);
        var first = true;
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                var name = Name(member);
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

    /// <summary>Appends the element on one line; false, with nothing appended, as soon as it turns out to take more columns than there is room.</summary>
    private static bool Inline(StringBuilder text, JsonElement element, ref int room)
    {
        var start = text.Length;
        var fits = element.ValueKind switch
        {
            JsonValueKind.Object => Members(text, element, ref room),
            JsonValueKind.Array => Items(text, element, ref room),
            JsonValueKind.String => Put(text, Quoted(element.GetString()!), ref room),
            _ => Put(text, element.GetRawText(), ref room),
        };
        if (!fits) text.Length = start;
        return fits;
    }

    private static bool Members(StringBuilder text, JsonElement element, ref int room)
    {
        var before = "{ ";
        foreach (var member in element.EnumerateObject())
        {
            if (!Put(text, before, ref room) || !Put(text, Name(member), ref room) || !Inline(text, member.Value, ref room)) return false;
            before = ", ";
        }

        return Put(text, before == ", " ? " }" : "{}", ref room);
    }

    private static bool Items(StringBuilder text, JsonElement element, ref int room)
    {
        var before = "[";
        foreach (var item in element.EnumerateArray())
        {
            if (!Put(text, before, ref room) || !Inline(text, item, ref room)) return false;
            before = ", ";
        }

        return Put(text, before == ", " ? "]" : "[]", ref room);
    }

    private static bool Put(StringBuilder text, string part, ref int room)
    {
        room -= Columns(part);
        if (room < 0) return false;
        text.Append(part);
        return true;
    }

    private static string Name(JsonProperty member) => Quoted(member.Name) + ": ";

    private static string Quoted(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    /// <summary>Columns on a screen: East Asian wide characters take two.</summary>
    private static int Columns(string text)
    {
        var columns = text.Length;
        foreach (var c in text)
        {
            if (c >= 0x2E80) columns++;
        }

        return columns;
    }
}
