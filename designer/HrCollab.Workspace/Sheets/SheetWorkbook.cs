using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Exchanges;
using HrCollab.Workspace.Merging;
using HrCollab.Workspace.Words;

namespace HrCollab.Workspace.Sheets;

/// <summary>
/// Decision tables, responsibility and permission matrices as workbooks and back without loss (X17). A hidden sheet carries the whole definition as it
/// was exported: what no cell shows stays, and what changed elsewhere in the meantime is merged.
/// </summary>
public static class SheetWorkbook
{
    /// <summary>Largest workbook that is read, in bytes.</summary>
    public const int MostBytes = XlsxReader.MostBytes;

    internal const string Order = "#";
    private const string Settings = "hrcollab";
    private const int Chunk = 30_000;

    /// <summary>The workbook, or null when the definition has no rows to show as a sheet.</summary>
    /// <param name="file">The definition.</param>
    /// <param name="files">Other definitions, for headings.</param>
    /// <param name="language">Language of the headings.</param>
    public static byte[]? Export(DefinitionFile file, IEnumerable<DefinitionFile> files, Language language)
    {
        if (Elements.Parse(file.Utf8) is not JsonObject tree || Form(file.Path, tree, Lookup(files)) is not { } form) return null;
        IReadOnlyList<SheetValue> keys = [SheetValue.Of(Order), SheetValue.Of(form.Key), .. form.Columns.Select(c => SheetValue.Of(c.Key))];
        IReadOnlyList<SheetValue> heads = [SheetValue.Of(new Text("序号", "Order").In(language)), SheetValue.Of(new Text("编号", "Id").In(language)), .. form.Columns.Select(c => SheetValue.Of(c.Title.In(language)))];
        var rows = form.Rows(tree).OfType<JsonObject>().Select((r, i) => (IReadOnlyList<SheetValue>)[SheetValue.Of(i + 1), SheetValue.Of(Cells.StringOf(r[form.Key])), .. form.Columns.Select(c => c.Read(r))]);
        var text = Encoding.UTF8.GetString(file.Utf8.Span);
        var settings = Enumerable.Range(0, (text.Length + Chunk - 1) / Chunk).Select(i => (IReadOnlyList<SheetValue>)[SheetValue.Of(text[(i * Chunk)..Math.Min(text.Length, (i + 1) * Chunk)])]);
        return XlsxWriter.Write([new Worksheet(SheetName(file.Path), [keys, heads, .. rows]), new Worksheet(Settings, [[SheetValue.Of(file.Path)], .. settings], Hidden: true)]);
    }

    /// <summary>Reads a workbook that was exported here and brings its changes into what the definition says now.</summary>
    /// <param name="workbook">The bytes.</param>
    /// <param name="files">The definitions as they are now.</param>
    public static ImportOutcome Import(ReadOnlyMemory<byte> workbook, ImmutableArray<DefinitionFile> files)
    {
        try
        {
            var sheets = XlsxReader.Read(workbook);
            if (!sheets.TryGetValue(Settings, out var settings) || settings.GetValueOrDefault(new CellAddress(0, 0)).Text is not { Length: > 0 } path || !sheets.TryGetValue(SheetName(path), out var cells))
                return new ImportOutcome.Refused("-", new Text("这个工作簿不是从这里导出的:缺少隐藏的工作表“hrcollab”。", "This workbook was not exported here: the hidden sheet 'hrcollab' is missing."));
            var text = string.Concat(settings.Where(c => c.Key is { Column: 0, Row: > 0 }).OrderBy(c => c.Key.Row).Select(c => c.Value.Text));
            return Import(new DefinitionFile(path, Encoding.UTF8.GetBytes(text)), cells, files);
        }
        catch (Exception e) when (e is InvalidDataException or XmlException)
        {
            return new ImportOutcome.Refused("-", new Text("这不是 .xlsx 工作簿,或文件已损坏;请重新导出一份。({0})", "This is no .xlsx workbook, or it is damaged; export it anew. ({0})").With(e.Message));
        }
    }

    private static ImportOutcome Import(DefinitionFile origin, IReadOnlyDictionary<CellAddress, SheetValue> cells, ImmutableArray<DefinitionFile> files)
    {
        if (Elements.Parse(origin.Utf8) is not JsonObject tree || Form(origin.Path, tree, Lookup(files)) is not { } form)
            return new ImportOutcome.Refused("-", new Text("隐藏的工作表被改动过,请重新导出。", "The hidden sheet was changed; export again."));
        var import = new SheetImport(form, cells);
        import.Into(tree);
        if (import.Faults.Count > 0) return new ImportOutcome.Refused([.. import.Faults]);
        var edited = DefinitionsRepository.Canonical(new DefinitionFile(origin.Path, CanonicalJson.Write(System.Text.Json.JsonSerializer.SerializeToElement(tree))));
        var faults = Judged(new DefinitionFile(origin.Path, edited), files, import.Places);
        if (faults.Length > 0) return new ImportOutcome.Refused(faults);
        var merged = SemanticMerge.Files(origin.Path, origin.Utf8, edited, files.FirstOrDefault(f => f.Path == origin.Path)?.Utf8);
        return merged.Conflicts.IsEmpty ? new ImportOutcome.Read(new DefinitionFile(origin.Path, merged.Utf8 ?? edited)) : new ImportOutcome.Conflicting(merged.Conflicts);
    }

    /// <summary>What the engine refuses of the cells, at their addresses; findings that stand elsewhere are for check.</summary>
    private static ImmutableArray<ImportFault> Judged(DefinitionFile edited, ImmutableArray<DefinitionFile> files, Dictionary<string, CellAddress> places) =>
    [
        .. DefinitionCompiler.Compile(files.Where(f => f.Path != edited.Path).Append(edited), proven: true).Diagnostics
            .Where(d => d.Severity == Severity.Error && d.File == edited.Path)
            .Select(d => (d, At: Place(d.Path, places))).Where(d => d.At is not null).Select(d => new ImportFault(d.At!.Value.ToString(), d.d.Message)),
    ];

    private static CellAddress? Place(string pointer, Dictionary<string, CellAddress> places)
    {
        for (var at = pointer; at.Length > 0; at = at[..at.LastIndexOf('/')])
        {
            if (places.TryGetValue(at, out var cell)) return cell;
        }

        return null;
    }

    private static SheetForm? Form(string path, JsonObject tree, Func<string, JsonNode?> files) => path.Split('/')[0] switch
    {
        "rules" => TableSheet.Of(tree),
        "responsibilities" => ResponsibilitySheet.Of(tree),
        "permissions" => PermissionSheet.Of(tree, files),
        _ => null,
    };

    private static Func<string, JsonNode?> Lookup(IEnumerable<DefinitionFile> files) => path => files.FirstOrDefault(f => f.Path == path) is { } file ? Elements.Parse(file.Utf8) : null;

    /// <summary>Spreadsheets take 31 characters, without some.</summary>
    private static string SheetName(string path)
    {
        var name = path.Split('/')[^1].Split('.')[0];
        return name.Length <= 30 && name != Settings ? name : "sheet";
    }
}
