using System.Collections.Immutable;
using HrCollab.Engine.Expressions;

namespace HrCollab.Engine.Standards;

/// <summary>What the law has against a record, by what a change touches of it.</summary>
/// <param name="standard">Standard of the record.</param>
/// <param name="values">The record as it would be.</param>
/// <param name="touched">True for the paths that are new or changed.</param>
/// <param name="today">The date.</param>
public delegate ImmutableArray<Violation> LawJudge(Standard standard, RecordValues values, Func<string, bool> touched, DateOnly today);

/// <summary>The limits set by law of a set, kept beside its standards: they are compiled after them and hold for every record.</summary>
internal sealed record RecordLaws(LawJudge Judge)
{
    public const string Id = "laws";
}
