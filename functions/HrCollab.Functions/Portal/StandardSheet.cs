using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Identity;
using MiniExcelLibs;

namespace HrCollab.Functions.Portal;

/// <summary>A standard's document as a workbook, in the language of its reader.</summary>
internal static class StandardSheet
{
    public static async Task<byte[]> Of(Caller caller, Standard standard, string version, string hash, Language language, CancellationToken cancel)
    {
        var tables = StandardDocument.Of(caller.Set, standard, new DocumentVersion(version, hash, StandardWords.Approvers(caller), caller.Today));
        var sheets = tables.ToDictionary(t => t.Name.In(language), t => (object)Rows(t, language), StringComparer.Ordinal);
        using var workbook = new MemoryStream();
        await workbook.SaveAsAsync(sheets, cancellationToken: cancel);
        return workbook.ToArray();
    }

    private static List<Dictionary<string, object?>> Rows(DocumentTable table, Language language) =>
        [.. table.Rows.Select(r => table.Heads.Zip(r).ToDictionary(c => c.First.In(language), c => (object?)c.Second.In(language), StringComparer.Ordinal))];
}
