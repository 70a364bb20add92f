using System.Collections.Immutable;
using System.Text;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Differences;
using HrCollab.Workspace.Exchanges;
using HrCollab.Workspace.Sheets;

namespace HrCollab.Designer.Tests.Exchanges;

/// <summary>X17: out to a spreadsheet, sorted and edited there, and back without loss.</summary>
public sealed class SheetWorkbookTests
{
    private const string Probation = "rules/probation.rules.json";
    private const string Responsibilities = "responsibilities/transfer.responsibilities.json";
    private const string Permissions = "permissions/person.permissions.json";

    private static readonly ImmutableArray<DefinitionFile> Shipped =
        [.. HrCollab.Tests.Repository.Files("definitions", ".json").Select(f => new DefinitionFile(f.Path["definitions/".Length..], Encoding.UTF8.GetBytes(f.Text)))];

    /// <summary>Every table and matrix that ships comes back byte for byte, from sheets of whatever order.</summary>
    [Fact]
    public void X17_SortedInTheSpreadsheet_ComesBackIdentical()
    {
        var seen = 0;
        foreach (var file in Shipped)
        {
            if (SheetWorkbook.Export(file, Shipped, Language.Chinese) is not { } workbook) continue;
            seen++;
            var sorted = Edited(workbook, rows => [.. rows[..2], .. Enumerable.Reverse(rows[2..])]);
            var read = Assert.IsType<ImportOutcome.Read>(SheetWorkbook.Import(sorted, Shipped));
            Assert.Equal(file.Path, read.File.Path);
            Assert.Equal(Encoding.UTF8.GetString(file.Utf8.Span), Encoding.UTF8.GetString(read.File.Utf8.Span));
        }

        Assert.True(seen >= 10, $"{seen} sheets");
    }

    [Fact]
    public void X17_EditedCells_AreTheOnlyDifference()
    {
        Assert.Equal(
            ["规则“试用期”:行“mid”的试用期上限(月)由 2 改为 1。"],
            Changes(Probation, "mid", "then.maxMonths", SheetValue.Of(1m)).Select(c => c.Zh));
        Assert.Single(Changes(Responsibilities, "release", "deadline", SheetValue.Of("3 wd")));
        Assert.Single(Changes(Responsibilities, "release", "cooperating", SheetValue.Of("hrbp of person.employment.department\npayroll climb")));
        Assert.Single(Changes(Permissions, "manager", "allow.contact", SheetValue.Of("-")));
    }

    /// <summary>What somebody changed in the definition after the export stays; the same cell asks.</summary>
    [Fact]
    public void X17_ChangedMeanwhile_IsMergedAndTheSameCellAsks()
    {
        var workbook = Set(SheetWorkbook.Export(File(Probation), Shipped, Language.English)!, "mid", "then.maxMonths", SheetValue.Of(1m));
        var read = Assert.IsType<ImportOutcome.Read>(SheetWorkbook.Import(workbook, With(Probation, "\"then\": [6] },\n      { \"id\": \"task\"", "\"then\": [5] },\n      { \"id\": \"task\"")));
        var text = Encoding.UTF8.GetString(read.File.Utf8.Span);
        Assert.Contains("\"[12..36)\"], \"then\": [1]", text);
        Assert.Contains("\"then\": [5]", text);
        var conflict = Assert.Single(Assert.IsType<ImportOutcome.Conflicting>(SheetWorkbook.Import(workbook, With(Probation, "\"then\": [2]", "\"then\": [0]"))).Conflicts);
        Assert.Equal(("2", "1", "0"), (conflict.Base, conflict.Ours, conflict.Theirs));
    }

    [Theory]
    [InlineData("then.maxMonths", "Formula", "1+1", "这里是公式“=1+1”,请改成值。", "This is a formula, '=1+1'; enter its value.")]
    [InlineData("then.maxMonths", "Text", "abc", "这里应是整数,写的是“abc”。", "This takes a whole number, not 'abc'.")]
    [InlineData("then.maxMonths", "Number", "1.5", "这里应是整数,写的是“1.5”。", "This takes a whole number, not '1.5'.")]
    public void X17_FormulaOrBadType_IsRefusedWithItsCell(string column, string kind, string text, string zh, string en)
    {
        var workbook = SheetWorkbook.Export(File(Probation), Shipped, Language.Chinese)!;
        var bad = Set(workbook, "mid", column, new SheetValue(Enum.Parse<SheetKind>(kind), text));
        var fault = Assert.Single(Assert.IsType<ImportOutcome.Refused>(SheetWorkbook.Import(bad, Shipped)).Faults);
        Assert.Equal(("E5", zh, en), (fault.Where, fault.Why.Zh, fault.Why.En));
    }

    /// <summary>What only the engine can judge stands at its cell too: a test that cannot be read, rows that overlap.</summary>
    [Fact]
    public void X17_FindingsOfTheEngine_StandAtTheirCell()
    {
        var workbook = SheetWorkbook.Export(File(Probation), Shipped, Language.Chinese)!;
        Assert.Equal("D5", Assert.Single(Assert.IsType<ImportOutcome.Refused>(SheetWorkbook.Import(Set(workbook, "mid", "when.term", SheetValue.Of("[12..")), Shipped)).Faults).Where);
        Assert.Equal("B5", Assert.Single(Assert.IsType<ImportOutcome.Refused>(SheetWorkbook.Import(Set(workbook, "mid", "when.term", SheetValue.Of("[11..36)")), Shipped)).Faults).Where);
    }

    [Fact]
    public void HostileWorkbooks_AreRefused()
    {
        var bomb = new byte[XlsxReader.MostBytes + 1];
        foreach (var bytes in (byte[][])[[], [1, 2, 3], bomb, XlsxWriter.Write([new Worksheet("a", [[SheetValue.Of("x")]])])])
            Assert.IsType<ImportOutcome.Refused>(SheetWorkbook.Import(bytes, Shipped));
    }

    private static IEnumerable<Text> Changes(string path, string row, string column, SheetValue value)
    {
        var workbook = Set(SheetWorkbook.Export(File(path), Shipped, Language.Chinese)!, row, column, value);
        var outcome = SheetWorkbook.Import(workbook, Shipped);
        var read = outcome as ImportOutcome.Read ?? throw new InvalidOperationException(string.Join('\n', ((ImportOutcome.Refused)outcome).Faults));
        return SemanticDiff.Of(Shipped, [.. Shipped.Where(f => f.Path != path), read.File]).Changes.Select(c => c.Sentence);
    }

    private static DefinitionFile File(string path) => Shipped.Single(f => f.Path == path);

    private static ImmutableArray<DefinitionFile> With(string path, string old, string text)
    {
        var now = Encoding.UTF8.GetString(File(path).Utf8.Span);
        Assert.Contains(old, now);
        return [.. Shipped.Where(f => f.Path != path), new DefinitionFile(path, Encoding.UTF8.GetBytes(now.Replace(old, text)))];
    }

    private static byte[] Set(byte[] workbook, string row, string column, SheetValue value) => Edited(workbook, rows =>
    {
        var (r, c) = (rows.FindIndex(x => x[1].Text == row), rows[0].FindIndex(x => x.Text == column));
        rows[r][c] = value;
        return rows;
    });

    /// <summary>The workbook with its first sheet changed, as a spreadsheet program would save it.</summary>
    private static byte[] Edited(byte[] workbook, Func<List<List<SheetValue>>, List<List<SheetValue>>> edit)
    {
        var sheets = XlsxReader.Read(workbook).Select((s, i) => new Worksheet(s.Key, i == 0 ? edit(Grid(s.Value)) : Grid(s.Value), s.Key == "hrcollab"));
        return XlsxWriter.Write([.. sheets]);
    }

    private static List<List<SheetValue>> Grid(IReadOnlyDictionary<CellAddress, SheetValue> cells)
    {
        var (rows, columns) = (cells.Keys.Max(c => c.Row) + 1, cells.Keys.Max(c => c.Column) + 1);
        return [.. Enumerable.Range(0, rows).Select(r => Enumerable.Range(0, columns).Select(c => cells.GetValueOrDefault(new CellAddress(r, c), SheetValue.Empty)).ToList())];
    }
}
