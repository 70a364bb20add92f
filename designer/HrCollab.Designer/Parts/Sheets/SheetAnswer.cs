using System.Collections.Immutable;
using System.Text;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Differences;
using HrCollab.Workspace.Exchanges;
using HrCollab.Workspace.Sheets;

namespace HrCollab.Designer.Parts.Sheets;

/// <summary>What a workbook would make of a definition.</summary>
/// <param name="Onto">Text of the definition that it was read onto.</param>
/// <param name="Text">Text that the definition would have.</param>
/// <param name="Changes">What differs, in sentences.</param>
/// <param name="Faults">Why it cannot be taken, by cell; empty when it can.</param>
internal sealed record SheetAnswer(string Onto, string Text, ImmutableArray<Change> Changes, ImmutableArray<ImportFault> Faults)
{
    /// <summary>Reads a workbook onto the definitions as they stand. It must be one of the definition at <paramref name="path"/>.</summary>
    public static SheetAnswer Of(ReadOnlyMemory<byte> workbook, string path, ImmutableArray<DefinitionFile> files)
    {
        switch (SheetWorkbook.Import(workbook, files))
        {
            case ImportOutcome.Read { File: var read } when read.Path != path:
                return Refused(new Text("这是 {0} 的表格,不是 {1} 的。", "This is a sheet of {0}, not of {1}.").With(read.Path, path));
            case ImportOutcome.Read { File: var read }:
                var onto = files.First(f => f.Path == path);
                return new SheetAnswer(Said(onto), Said(read), SemanticDiff.Of(files, [.. files.Where(f => f.Path != path), read]).Changes, []);
            case ImportOutcome.Conflicting { Conflicts: var conflicts }:
                return new SheetAnswer("", "", [], [.. conflicts.Select(c => new ImportFault("-", new Text("{0}:两边都改了。导出时是 {1},文件里是 {2},现在是 {3}。", "{0}: changed on both sides. It was {1}, the file says {2}, it says {3} now.").With(c.What, c.Base ?? "—", c.Ours ?? "—", c.Theirs ?? "—")))]);
            case ImportOutcome.Refused { Faults: var faults }:
                return new SheetAnswer("", "", [], faults);
            default:
                throw new InvalidOperationException("An outcome nobody handles.");
        }
    }

    /// <summary>Nothing could be read, for one reason.</summary>
    public static SheetAnswer Refused(Text why) => new("", "", [], [new ImportFault("-", why)]);

    private static string Said(DefinitionFile file) => Encoding.UTF8.GetString(file.Utf8.Span);
}
