using System.Text;
using System.Xml.Linq;

namespace HrCollab.Workspace.Exchanges;

/// <summary>Names of the DMN XML that is read and written: 1.3 (OMG formal/2021-02-01) is written, 1.3 to 1.5 are read.</summary>
internal static class DmnNames
{
    public static readonly XNamespace Written = "https://www.omg.org/spec/DMN/20191111/MODEL/";

    /// <summary>Attributes of ours that DMN has no place for: the second language, what is read, limits. Other tools keep them.</summary>
    public static readonly XNamespace Ours = "urn:hrcollab:dmn";

    public static readonly XNamespace[] Read = [Written, "https://www.omg.org/spec/DMN/20211108/MODEL/", "https://www.omg.org/spec/DMN/20230324/MODEL/"];

    /// <summary>An id as XML takes it: unique in the document, beginning with a letter.</summary>
    public static string XmlId(string prefix, string id)
    {
        var text = new StringBuilder(prefix).Append('_');
        foreach (var c in id) text.Append(char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' ? c : '_');
        return text.ToString();
    }

    /// <summary>The type of a column in FEEL.</summary>
    public static string Feel(string? type) => type switch { "integer" or "decimal" => "number", "boolean" => "boolean", "date" => "date", "duration" => "yearMonthDuration", _ => "string" };

    /// <summary>The type of a column from FEEL; null for one that no column has.</summary>
    public static string? Type(string? feel) => feel switch { "number" => "decimal", "integer" or "long" => "integer", "double" => "decimal", "boolean" => "boolean", "date" => "date", "yearMonthDuration" or "dayTimeDuration" => "duration", "string" or null => "text", _ => null };
}
