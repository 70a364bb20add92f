using System.Text;
using HrCollab.Engine.Kernel;

namespace HrCollab.Workspace.Histories;

/// <summary>Where an element of a canonical text ends.</summary>
internal static class ElementLines
{
    /// <summary>The last line of the element that begins on a line: canonical text closes it at the indent it was opened with.</summary>
    public static int Last(DefinitionFile file, string pointer, int first)
    {
        if (pointer.Length == 0) return int.MaxValue - 1;
        var lines = Encoding.UTF8.GetString(file.Utf8.Span).Split('\n');
        if (first > lines.Length || !lines[first - 1].TrimEnd().EndsWith('{') && !lines[first - 1].TrimEnd().EndsWith('[')) return first;
        var indent = Indent(lines[first - 1]);
        for (var i = first; i < lines.Length; i++)
        {
            if (lines[i].Length > 0 && Indent(lines[i]) <= indent) return i + 1;
        }

        return lines.Length;
    }

    private static int Indent(string line) => line.Length - line.TrimStart(' ').Length;
}
