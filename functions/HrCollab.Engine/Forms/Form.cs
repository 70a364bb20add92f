using System.Collections.Frozen;
using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Rules;
using HrCollab.Engine.Rules.Statutes;
using HrCollab.Engine.Rules.Tables;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Forms;

/// <summary>A compiled form.</summary>
public sealed class Form
{
    private readonly FrozenDictionary<string, FormField> _byId;

    internal Form(FormDefinition definition, Standard subject, PermissionMatrix permissions, Vocabulary vocabulary, TableFacts tables, ImmutableArray<FormField> fields)
    {
        (Definition, Subject, Permissions, Vocabulary, Tables, Fields) = (definition, subject, permissions, vocabulary, tables, fields);
        Shape = vocabulary.Roots[0].Shape;
        _byId = fields.ToFrozenDictionary(f => f.Id, StringComparer.Ordinal);
    }

    /// <summary>Id.</summary>
    public string Id => Definition.Id;

    /// <summary>The name under which people fill it in: a subsidiary's own has that of the group's.</summary>
    public string Name => SubsidiaryNames.Name(Id);

    /// <summary>Heading.</summary>
    public Text Title => Definition.Title;

    /// <summary>The form as written.</summary>
    public FormDefinition Definition { get; }

    /// <summary>The standard of the record it is about.</summary>
    public Standard Subject { get; }

    /// <summary>Protects the subject; submitters are roles of it.</summary>
    public PermissionMatrix Permissions { get; }

    /// <summary>Slots of its fields.</summary>
    public RecordShape Shape { get; }

    /// <summary>Fields of all sections in order.</summary>
    public ImmutableArray<FormField> Fields { get; }

    /// <summary>Rule sets whose conditions must hold for the subject.</summary>
    public ImmutableArray<RuleSet> Rules { get; internal init; } = [];

    /// <summary>Decision tables that the form asks about the record as it would be; its conditions read what they say.</summary>
    public TableFacts Tables { get; }

    /// <summary>Limits set by law to fields that the form draws.</summary>
    internal ImmutableArray<(Statute Statute, FormField Field)> Statutes { get; init; } = [];

    /// <summary>True: the form makes the record it is about.</summary>
    public bool Creates => Definition.Creates;

    /// <summary>Names its conditions may use: form, the subject's standard, and rules for its tables.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>Its file.</summary>
    public required SourceRef Place { get; init; }

    internal ImmutableArray<FormCheck> Checks { get; init; } = [];

    /// <summary>Every condition it holds its input to.</summary>
    internal IEnumerable<Condition> Conditions =>
        Fields.SelectMany(f => new[] { f.VisibleWhen, f.RequiredWhen }).Concat(Checks.SelectMany(c => new[] { c.When, c.Require })).OfType<Condition>();

    /// <summary>The field, or null.</summary>
    public FormField? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>True when one of the caller's roles towards the subject may submit.</summary>
    public bool MaySubmit(Access access) => access.Roles.Any(r => Definition.Submitters.Contains(r));

    /// <summary>The submitting roles in words.</summary>
    public Text SubmitterRoles
    {
        get
        {
            var titles = Definition.Submitters.Select(s => Permissions.Role(s)?.Title ?? Text.Same(s)).ToList();
            return new Text(string.Join("、", titles.Select(t => t.Zh)), string.Join(", ", titles.Select(t => t.En)));
        }
    }
}

/// <summary>A compiled field of a form.</summary>
/// <param name="Field">Type, limits and protection.</param>
/// <param name="Drawn">The field of the standard it draws, or null.</param>
/// <param name="Required">Must be given when visible.</param>
/// <param name="RequiredWhen">Must be given when true.</param>
/// <param name="VisibleWhen">Asked when true; null is always.</param>
/// <param name="Prefill">The field of the subject whose value it starts with, for whoever may read that.</param>
public sealed record FormField(Field Field, Field? Drawn, bool Required, Condition? RequiredWhen, Condition? VisibleWhen, Field? Prefill)
{
    /// <summary>Its name in the input.</summary>
    public string Id => Field.Definition.Id;

    /// <summary>The name under which it stays unclear whether it is asked, or must be given.</summary>
    internal string UnclearId(string form) => $"{form}.{Id}.asked";
}

/// <summary>A compiled condition across fields.</summary>
internal sealed record FormCheck(string Id, Condition? When, Condition Require, string At, Text Message, SourceRef Place, bool Warning)
{
    /// <summary>True where it does not apply; unknown when that, or what it requires, cannot be told.</summary>
    public Verdict Judge(Facts facts) => When?.Evaluate(facts) switch
    {
        Verdict.False => Verdict.True,
        Verdict.Unknown => Verdict.Unknown,
        _ => Require.Evaluate(facts),
    };

    /// <summary>What decided: when it applies, unless it does; else what it requires.</summary>
    public ConditionTrace Explain(Facts facts) => When is { } when && when.Evaluate(facts) != Verdict.True ? when.Explain(facts) : Require.Explain(facts);
}
