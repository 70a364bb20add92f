using HrCollab.Engine;
using HrCollab.Engine.Kernel;

namespace HrCollab.Cli;

/// <summary>format: writes definitions as the designer would, so that a diff shows only what somebody meant.</summary>
internal static class FormatCommand
{
    public static int Run(Folder folder, bool checkOnly, Report report)
    {
        var (changed, broken) = (0, 0);
        foreach (var file in folder.Files())
        {
            if (DefinitionKinds.All.FirstOrDefault(k => k.Owns(file.Path)) is not { } kind) continue;
            if (kind.Canonical(file) is not { } canonical)
            {
                broken++;
                report.Line(new Text("{0}:无法解析,先用 check 查看。", "{0}: cannot be read; see check.").With(folder.PathOf(file.Path)));
            }
            else if (checkOnly ? !Unchanged(folder, file, canonical) : folder.Write(file.Path, canonical))
            {
                changed++;
                report.Line(checkOnly
                    ? new Text("{0}:不是规范格式。", "{0}: not canonical.").With(folder.PathOf(file.Path))
                    : new Text("{0}:已改写。", "{0}: written.").With(folder.PathOf(file.Path)));
            }
        }

        return broken > 0 || (checkOnly && changed > 0) ? 1 : 0;
    }

    private static bool Unchanged(Folder folder, DefinitionFile file, ReadOnlySpan<byte> canonical) =>
        File.ReadAllBytes(folder.PathOf(file.Path)).AsSpan().SequenceEqual(canonical);
}
