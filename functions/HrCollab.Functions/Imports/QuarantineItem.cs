using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using HrCollab.Engine.Exchanges;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Imports;

/// <summary>A row that was not taken, as it was sent, with what is wrong and who mends it.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="Id">The same for the same record, so that a row is here once.</param>
/// <param name="Hash">Hash of the row as sent: a row that comes again does not undo what was mended meanwhile.</param>
/// <param name="Columns">The row, edits included.</param>
/// <param name="Findings">What is wrong.</param>
/// <param name="Owners">Duties that answer for the fields concerned.</param>
/// <param name="Key">Key of the record, when the row says it.</param>
/// <param name="Department">Department of the record, when the row says it.</param>
/// <param name="Import">The import that brought it.</param>
/// <param name="By">Who sent it.</param>
/// <param name="Row">Its number in the file.</param>
/// <param name="At">When.</param>
internal sealed record QuarantineItem(
    string Exchange, string Id, string Hash, ImmutableArray<QuarantineCell> Columns, ImmutableArray<QuarantineFinding> Findings, ImmutableArray<string> Owners,
    string? Key, string? Department, string Import, string By, long Row, DateTimeOffset At)
{
    /// <summary>Bytes of an item as kept.</summary>
    public const int MostBytes = 900_000;

    private const string Prefix = "item|";

    /// <summary>How many rows of the same record stood before it in the file.</summary>
    public int Nth { get; init; }

    /// <summary>True when its values are not whole, because the row is larger than what is kept.</summary>
    public bool Clipped { get; init; }

    /// <summary>Every item of an exchange.</summary>
    public static IdRange All(int limit, string? after) => IdRange.Prefix(Prefix, limit, after: after);

    public static string Partition(string exchange) => "quarantine:" + exchange;

    public static string DocumentId(string id) => Prefix + id;

    /// <summary>The id of a row: by its record's key, or by its content when it has none.</summary>
    public static string IdOf(string? key, string hash) => key is null ? "h-" + hash[..32] : "k-" + key;

    /// <summary>True when somebody has begun to mend it.</summary>
    [JsonIgnore]
    public bool IsEdited
    {
        get
        {
            if (Clipped) return false;
            var hash = new RowHash();
            foreach (var (column, value) in Columns) hash.Add(column, value);
            return hash.End() != Hash;
        }
    }

    public QuarantineItem With(Exchange exchange, IEnumerable<Violation> violations)
    {
        var refused = violations.Where(v => !v.Warning).Select(v => new QuarantineFinding(v.Pointer, v.Code, v.Message, v.Accepted, exchange.OwnerOf(v.Pointer))).ToImmutableArray();
        return this with { Findings = refused, Owners = [.. refused.Select(f => f.Owner).Distinct(StringComparer.Ordinal)] };
    }

    public static QuarantineItem Read(StoredDocument stored) => JsonSerializer.Deserialize(stored.Body.Span, ImportJson.Stored.QuarantineItem)!;

    public ReadOnlyMemory<byte> Write() => DocumentJson.Write(this, ImportJson.Default.QuarantineItem);
}

/// <summary>One column of a row.</summary>
internal sealed record QuarantineCell(string Column, string Value);

/// <summary>What is wrong with a row, and whose it is.</summary>
internal sealed record QuarantineFinding(string Pointer, string Code, Text Message, Text? Accepted, string Owner);

/// <summary>A row that somebody mended: when it is sent again as it was, it is known and stays as mended.</summary>
internal sealed record FixedRow(string Hash, string Key, string By, DateTimeOffset At)
{
    public static string DocumentId(string id) => "fixed|" + id;

    public static FixedRow Read(StoredDocument stored) => JsonSerializer.Deserialize(stored.Body.Span, ImportJson.Stored.FixedRow)!;

    public ReadOnlyMemory<byte> Write() => DocumentJson.Write(this, ImportJson.Default.FixedRow);
}
