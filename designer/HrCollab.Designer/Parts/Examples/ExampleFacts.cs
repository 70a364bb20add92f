using System.Collections.Immutable;
using HrCollab.Components;
using HrCollab.Engine.CodeLists;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;

namespace HrCollab.Designer.Parts.Examples;

/// <summary>Values that a condition is tried with while it is written: those of one record or case of the example company, as the person who writes may see them.</summary>
/// <param name="Vocabulary">The names that the condition may use.</param>
/// <param name="Facts">The values behind them.</param>
/// <param name="Access">What the author may see of the record; null hides it altogether.</param>
/// <param name="Subject">The standard of the record.</param>
public sealed record ExampleFacts(Vocabulary Vocabulary, Facts Facts, Access? Access, Standard Subject)
{
    /// <summary>True when every value was shown to the author before it got here: a real case, which the host has masked.</summary>
    public bool IsShown { get; init; }

    /// <summary>Paths that the author may not read, or whose parts they may not; they have no value here.</summary>
    public ImmutableArray<string> Unread { get; init; } = [];

    /// <summary>Titles of what a condition reads and the author may not.</summary>
    public IEnumerable<Text> Kept(IEnumerable<string> reads) =>
        reads.Where(r => Unread.Any(u => r == u || r.StartsWith(u + ".", StringComparison.Ordinal))).Select(r => Vocabulary.Find(r)?.Field.Title ?? Text.Same(r));

    /// <summary>A record of the world towards which the author has the rights that the matrix gives them.</summary>
    public static Access? SightOf(DefinitionSet set, Organization organization, Standard subject, RecordValues record, string author) =>
        set.Find<PermissionMatrix>(subject.Id) is { } matrix && organization.Person(author) is { } person ? matrix.For(person, SubjectPlace.Of(subject, record), organization) : null;

    /// <summary>A value that was read, with its title; codes with their label, what the author may not read as the matrix says.</summary>
    public ValueSeen Shown(TraceValue value)
    {
        var known = Vocabulary.Find(value.Path);
        var title = known?.Field.Title ?? Text.Same(value.Path);
        if (value.Value is not { } text) return new ValueSeen(title, null);
        if (!IsShown && value.Path.StartsWith(Subject.Id + ".", StringComparison.Ordinal) && Subject.Find(value.Path[(Subject.Id.Length + 1)..].Split('[')[0]) is not null)
        {
            var seen = Access is null ? "■■" : Projection.Traced(Access, value.Path[(Subject.Id.Length + 1)..], text);
            if (seen != text) return new ValueSeen(title, seen is null or "■■" ? null : Text.Same(seen));
        }

        var label = known?.Field.Label(text);
        return new ValueSeen(title, label is null ? Text.Same(text) : new Text($"{text}({label.Zh})", $"{text} ({label.En})"));
    }

    /// <summary>Values a code field can take.</summary>
    public static IReadOnlyList<CodeValue> Codes(FieldShape field) => field.Codes is { Values: { Length: <= 400 } values } ? values : [];
}
