using System.Text.Json;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Imports;

/// <summary>What the last row of an exchange that was taken for a record said, kept beside the record: the same row again is no news, whoever has changed the record since.</summary>
internal sealed record TakenRow(string Hash)
{
    /// <summary>Its name in the partition of the record.</summary>
    public static string IdOf(string exchange) => "row|" + exchange;

    /// <summary>Hash of what a row says field by field, so that neither the order of its columns nor one that nobody reads counts.</summary>
    public static string HashOf(IReadOnlyList<(Field Field, string Text)> said) => QuarantineItem.HashOf([.. said.Select(s => s.Field.Path)], [.. said.Select(s => s.Text)]);

    public static TakenRow Read(StoredDocument stored) => JsonSerializer.Deserialize(stored.Body.Span, ImportJson.Stored.TakenRow)!;

    public ReadOnlyMemory<byte> Write() => DocumentJson.Write(this, ImportJson.Default.TakenRow);
}
