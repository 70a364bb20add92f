using System.Collections.Immutable;
using System.Text.Json;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Imports;

/// <summary>
/// What the rows of the last file that were taken for a record said, in the order of the file, kept beside the record: the same rows again
/// are no news, whoever has changed the record since. When one of them says something else, those after it count as news too, or an older
/// row would stand over a newer one.
/// </summary>
/// <param name="Hash">The last row.</param>
/// <param name="Before">The rows of the same record before it in that file; an empty text for one that was not taken.</param>
internal sealed record TakenRow(string Hash, ImmutableArray<string> Before = default)
{
    /// <summary>Rows of one record that are remembered; later ones are judged by what the record says.</summary>
    public const int MostRows = 500;

    /// <summary>Its name in the partition of the record.</summary>
    public static string IdOf(string exchange) => "row|" + exchange;

    /// <summary>Hash of what a row says field by field, so that neither the order of its columns nor one that nobody reads counts.</summary>
    public static string HashOf(IReadOnlyList<(Field Field, string Text)> said)
    {
        var hash = new RowHash();
        foreach (var (field, text) in said) hash.Add(field.Path, text);
        return hash.End();
    }

    /// <summary>What the row at a place among those of its record said; null when none was taken there.</summary>
    public string? At(int nth) => nth < Before.OrEmpty().Length ? Before[nth] : nth == Before.OrEmpty().Length ? Hash : null;

    /// <summary>What is to be kept when a row at a place is taken: it and what stands before it.</summary>
    public static TakenRow Of(TakenRow? held, int nth, string hash) => nth switch
    {
        0 => new TakenRow(hash),
        >= MostRows when held is not null => held,
        _ => new TakenRow(hash, [.. Enumerable.Range(0, Math.Min(nth, MostRows)).Select(n => held?.At(n) ?? "")]),
    };

    public static TakenRow Read(StoredDocument stored) => JsonSerializer.Deserialize(stored.Body.Span, ImportJson.Stored.TakenRow)!;

    public ReadOnlyMemory<byte> Write() => DocumentJson.Write(this, ImportJson.Default.TakenRow);
}
