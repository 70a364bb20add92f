using System.Text.Json;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Projecting;

/// <summary>An effect that could not be carried out: it waits by itself, longer after each failure, while everything else goes on.</summary>
/// <param name="Case">The case that ordered it.</param>
/// <param name="Event">The document of the command that ordered it.</param>
/// <param name="Step">The step; empty when the document itself could not be read.</param>
/// <param name="Tries">How often it has failed.</param>
/// <param name="Next">When it is tried again.</param>
/// <param name="Due">True when it is in the record and the case could not be moved on.</param>
/// <param name="On">The day from which it holds, once it is in the record.</param>
internal sealed record FailedEffect(string Case, string Event, string Step, int Tries, DateTimeOffset Next, bool Due = false, DateOnly On = default)
{
    private const string Prefix = "failed|";
    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Beside the rows of effects that wait for their day, whose ids begin with a date.</summary>
    public static IdRange All(string? after = null) => IdRange.Prefix(Prefix, 200, after: after);

    public string Id => $"{Prefix}{Case}|{Event}|{Step}";

    /// <summary>The row after another failure: the wait doubles up to an hour.</summary>
    public FailedEffect Again(DateTimeOffset now) => this with
    {
        Tries = Tries + 1,
        Next = now + TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(Tries, 20))),
    };

    public static FailedEffect Read(StoredDocument stored) => JsonSerializer.Deserialize(stored.Body.Span, EffectJson.Default.FailedEffect)!;

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, EffectJson.Default.FailedEffect);
}
