using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;

namespace HrCollab.Cli;

/// <summary>What a verb says, in one language.</summary>
internal sealed class Report(TextWriter output, Language language)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Line(Text text) => output.WriteLine(text.In(language));

    /// <summary>JSON for other programs, the same in every language.</summary>
    public void Json(JsonNode answer) => output.WriteLine(answer.ToJsonString(Readable));

    /// <summary>A finding for other programs.</summary>
    public static JsonObject Json(Diagnostic found) => new()
    {
        ["code"] = found.Code,
        ["severity"] = found.Severity.ToString().ToLowerInvariant(),
        ["file"] = found.File,
        ["path"] = found.Path,
        ["line"] = found.Line,
        ["zh"] = found.Message.Zh,
        ["en"] = found.Message.En,
    };

    /// <summary>Two texts for other programs.</summary>
    public static JsonObject Json(Text text) => new() { ["zh"] = text.Zh, ["en"] = text.En };

    /// <summary>A finding in the form that editors and build servers turn into a link: file(line): severity code: message.</summary>
    public void Finding(Folder folder, Diagnostic found)
    {
        output.WriteLine($"{folder.PathOf(found.File)}({found.Line}): {found.Severity.ToString().ToLowerInvariant()} {found.Code}: {found.Message.In(language)} [{found.Path}]");
        output.WriteLine($"    {found.Help.In(language)}");
    }
}
