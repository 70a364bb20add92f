using System.Text.Json.Nodes;
using HrCollab.Engine.Cases;
using HrCollab.Engine.Kernel;

namespace HrCollab.Cli;

/// <summary>fmt: writes definitions as the designer would, so that a diff shows only what somebody meant.</summary>
internal static class FormatCommand
{
    public static int Run(Folder folder, bool checkOnly, bool json, Report report)
    {
        var (changed, broken) = (new List<string>(), new List<string>());
        foreach (var file in folder.Files())
        {
            if (!DefinitionCompiler.IsKnown(file.Path) || file.Path.StartsWith("schema/", StringComparison.Ordinal)) continue;
            if (Canonical(file) is not { } canonical)
            {
                broken.Add(file.Path);
                if (!json) report.Line(new Text("{0}:无法解析,先用 check 查看。", "{0}: cannot be read; see check.").With(folder.PathOf(file.Path)));
            }
            else if (checkOnly ? !Unchanged(folder, file, canonical) : folder.Write(file.Path, canonical))
            {
                changed.Add(file.Path);
                if (!json) report.Line(checkOnly
                    ? new Text("{0}:不是规范格式。", "{0}: not canonical.").With(folder.PathOf(file.Path))
                    : new Text("{0}:已改写。", "{0}: written.").With(folder.PathOf(file.Path)));
            }
        }

        if (json) report.Json(new JsonObject { ["changed"] = Names(changed), ["unreadable"] = Names(broken) });
        return broken.Count > 0 || (checkOnly && changed.Count > 0) ? 1 : 0;
    }

    private static byte[]? Canonical(DefinitionFile file) =>
        GoldenCases.FormOf(file.Path) is not null ? GoldenCases.Canonical(file) : AskedCases.Of(file.Path) is not null ? AskedCases.Canonical(file) : DefinitionCompiler.Canonical(file);

    private static JsonArray Names(List<string> paths) => new([.. paths.Select(p => (JsonNode)p)]);

    private static bool Unchanged(Folder folder, DefinitionFile file, ReadOnlySpan<byte> canonical) =>
        File.ReadAllBytes(folder.PathOf(file.Path)).AsSpan().SequenceEqual(canonical);
}
