using System.Collections.Immutable;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;

namespace HrCollab.Workspace.Sheets;

/// <summary>A standard's document as a workbook to be signed: it goes out only, the designer is where a standard is written.</summary>
public static class StandardWorkbook
{
    /// <summary>The document: version, fields, rules, code lists.</summary>
    /// <param name="set">The definitions.</param>
    /// <param name="standard">The standard.</param>
    /// <param name="repository">Where they are kept, if in git: the commit that is checked out is named when it holds this standard as it is.</param>
    public static ImmutableArray<DocumentTable> Document(DefinitionSet set, Standard standard, DefinitionsRepository? repository)
    {
        var file = set.Files[standard.Place.File];
        var commit = repository?.File(repository.Head, file.Path) is { } kept && kept.Utf8.Span.SequenceEqual(file.Utf8.Span) ? $" · git {repository.Head[..12]}" : "";
        return StandardDocument.Of(set, standard, new DocumentVersion(set.Hash[..12] + commit, DefinitionCompiler.Hash(file)!, StandardDocument.Duty(set, StandardDocument.Approver(set))));
    }

    /// <summary>The document as a workbook; equal documents give the same bytes.</summary>
    public static byte[] Export(ImmutableArray<DocumentTable> tables, Language language) =>
        XlsxWriter.Write([.. tables.Select(t => new Worksheet(t.Name.In(language), [Row(t.Heads, language), .. t.Rows.Select(r => Row(r, language))], Keys: false))]);

    private static IReadOnlyList<SheetValue> Row(IEnumerable<Text> cells, Language language) => [.. cells.Select(c => SheetValue.Of(c.In(language)))];
}
