using System.Collections.Frozen;
using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.CodeLists;

/// <summary>The values a coded field may have.</summary>
public sealed class CodeList
{
    private readonly FrozenDictionary<string, CodeValue> _byCode;
    private readonly FrozenDictionary<string, CodeValue?> _byLabel;

    internal CodeList(CodeListDefinition definition, CodeListStatus status, ImmutableArray<CodeValue> values, ImmutableArray<(string Alias, string Code)> aliases)
    {
        (Id, Title, Standard, Standing, Status, Source, Values, Aliases) =
            (definition.Id, definition.Title, definition.Standard, definition.Standing, status, definition.Source, values, aliases);
        _byCode = values.ToFrozenDictionary(v => v.Code, StringComparer.Ordinal);
        Codes = values.Select(v => v.Code).ToImmutableSortedSet(StringComparer.Ordinal);
        _byLabel = Labels();
    }

    /// <summary>Its id, such as gbt-2261-1.</summary>
    public string Id { get; }

    /// <summary>What people call it.</summary>
    public Text Title { get; }

    /// <summary>The standard it follows, such as GB/T 2261.1-2003, or null.</summary>
    public string? Standard { get; }

    /// <summary>Whether that standard is in force: in-force, replaced, or null when nobody has looked it up.</summary>
    public string? Standing { get; }

    /// <summary>How well the content is known.</summary>
    public CodeListStatus Status { get; }

    /// <summary>Where the content was taken from.</summary>
    public Citation Source { get; }

    /// <summary>The values in the order in which people choose; those of an extended list first.</summary>
    public ImmutableArray<CodeValue> Values { get; }

    /// <summary>The codes, valid or not.</summary>
    internal ImmutableSortedSet<string> Codes { get; }

    internal ImmutableArray<(string Alias, string Code)> Aliases { get; }

    /// <summary>The value of a code, valid or not, or null.</summary>
    public CodeValue? Find(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>Whether the code exists and may be used on that day.</summary>
    public bool IsValid(string code, DateOnly on) => Find(code) is { } value && value.IsValid(on);

    /// <summary>The value with exactly that Chinese or English label or alias (case and outer spaces do not matter); null when none or several have it.</summary>
    public CodeValue? ByLabel(string label) => _byLabel.GetValueOrDefault(label.Trim());

    /// <summary>Values that were probably meant by what somebody wrote, best first.</summary>
    public IEnumerable<CodeValue> Suggest(string written, int max) => CodeSuggestions.For(this, written.Trim(), max);

    /// <summary>What was meant by something that is no code of the list, as the end of a message: the code whose label it is, else the nearest code; nothing when neither is near.</summary>
    internal Text Hint(string written) => ByLabel(written) is { } labelled
        ? new Text($" 应写代码 \"{labelled.Code}\"。", $" Write the code \"{labelled.Code}\".")
        : DidYouMean.Hint(written, Values.Select(v => v.Code));

    /// <summary>Titles win over aliases; a label of several values (there are many 市辖区) names none of them.</summary>
    private FrozenDictionary<string, CodeValue?> Labels()
    {
        var labels = new Dictionary<string, CodeValue?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (alias, code) in Aliases) Add(labels, alias, _byCode[code]);
        var titles = new Dictionary<string, CodeValue?>(StringComparer.OrdinalIgnoreCase);
        foreach (var value in Values)
        {
            Add(titles, value.Title.Zh, value);
            Add(titles, value.Title.En, value);
        }

        foreach (var (title, value) in titles) labels[title] = value;
        return labels.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

        static void Add(Dictionary<string, CodeValue?> labels, string label, CodeValue value) =>
            labels[label] = labels.TryGetValue(label, out var other) && other != value ? null : value;
    }
}
