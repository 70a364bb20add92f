using System.Collections.Immutable;
using System.Text.Json.Serialization;
using HrCollab.Engine.Kernel;

namespace HrCollab.Workspace.Reviews;

/// <summary>Something that happened in a review.</summary>
/// <param name="Kind">requested, commented, approved, withdrawn or merged.</param>
/// <param name="By">Key of the person.</param>
/// <param name="Name">Name of the person.</param>
/// <param name="At">When.</param>
/// <param name="Commit">The commit of the draft that was looked at.</param>
/// <param name="Text">What they said.</param>
/// <param name="File">The definition a comment is about.</param>
/// <param name="Pointer">The element of it.</param>
/// <param name="Duties">Of an approval: the duties it was given with.</param>
/// <param name="Closes">Of a request or an approval: the feedback that the draft answers.</param>
public sealed record ReviewEvent(
    string Kind, string By, string Name, DateTimeOffset At, string Commit, string? Text = null, string? File = null, string? Pointer = null, ImmutableArray<string> Duties = default,
    ImmutableArray<string> Closes = default);

/// <summary>The review of a draft: what happened, in order.</summary>
/// <param name="Person">Whose draft.</param>
/// <param name="Topic">Its topic.</param>
/// <param name="Events">What happened.</param>
public sealed record Review(string Person, string Topic, ImmutableArray<ReviewEvent> Events)
{
    /// <summary>True while reviewers are asked: requested, and neither withdrawn nor merged since.</summary>
    [JsonIgnore]
    public bool IsOpen => Events.LastOrDefault(e => e.Kind is "requested" or "withdrawn" or "merged")?.Kind == "requested";

    /// <summary>What happened since it was last taken back or came to its end: what was before is of another piece of work, even when that has the same name.</summary>
    private List<ReviewEvent> Current => [.. Events.Skip(Events.ToList().FindLastIndex(e => e.Kind is "withdrawn" or "merged") + 1)];

    /// <summary>Feedback that the draft answers: what was said last, when review was last asked for or by whoever has approved since; they began with what was said before.</summary>
    [JsonIgnore]
    public ImmutableArray<string> Closes =>
        Current.Skip(Math.Max(0, Current.FindLastIndex(e => e.Kind == "requested"))).LastOrDefault(e => e.Kind is "requested" or "approved" && !e.Closes.IsDefault)?.Closes.Distinct(StringComparer.Ordinal).ToImmutableArray() ?? [];

    /// <summary>Approvals of a commit since review was last asked for; a later change of the draft leaves them behind.</summary>
    public IEnumerable<ReviewEvent> Approvals(string commit) => Current.Where(e => e.Kind == "approved" && e.Commit == commit);

    /// <summary>Duties of which nobody has approved the commit yet.</summary>
    public ImmutableArray<string> Missing(string commit, IEnumerable<string> needed)
    {
        var given = Approvals(commit).SelectMany(a => a.Duties.IsDefault ? [] : a.Duties).ToHashSet(StringComparer.Ordinal);
        return [.. needed.Where(n => !given.Contains(n))];
    }
}

/// <summary>What came of an act on a review.</summary>
public abstract record ReviewOutcome
{
    private ReviewOutcome()
    {
    }

    /// <summary>Done.</summary>
    public sealed record Done(Review Review) : ReviewOutcome;

    /// <summary>Not allowed, or not now.</summary>
    public sealed record Refused(Text Why) : ReviewOutcome;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Review))]
internal sealed partial class ReviewJson : JsonSerializerContext;
