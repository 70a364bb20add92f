using System.Collections.Frozen;
using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Subsidiaries;

namespace HrCollab.Engine.Workflows;

/// <summary>A compiled workflow: the steps, the form that starts it and the matrix that says who owes what.</summary>
public sealed class Workflow
{
    private const string Evidence = "evidence.";
    private readonly FrozenDictionary<string, Step> _byId;
    private readonly FrozenDictionary<string, Field> _recorded;

    internal Workflow(WorkflowDefinition definition, Form form, Matrix matrix, Vocabulary vocabulary, ImmutableArray<Step> steps, SourceRef place)
    {
        (Definition, Form, Matrix, Vocabulary, Steps, Place) = (definition, form, matrix, vocabulary, steps, place);
        All = [.. Step.Flatten(steps)];
        _byId = All.ToFrozenDictionary(s => s.Id, StringComparer.Ordinal);
        _recorded = All.OfType<Step.Effect>().SelectMany(e => e.Set)
            .Where(s => s.Value.Reads is [var read] && s.Value.Source.Trim() == read && read.StartsWith(Evidence, StringComparison.Ordinal))
            .DistinctBy(s => s.Value.Reads[0]).ToFrozenDictionary(s => s.Value.Reads[0][Evidence.Length..], s => form.Subject.Find(s.Path)!, StringComparer.Ordinal);
    }

    /// <summary>Id.</summary>
    public string Id => Definition.Id;

    /// <summary>What people call a case.</summary>
    public Text Title => Definition.Title;

    /// <summary>The workflow as written.</summary>
    public WorkflowDefinition Definition { get; }

    /// <summary>Its form.</summary>
    public Form Form { get; }

    /// <summary>Its responsibility matrix.</summary>
    public Matrix Matrix { get; }

    /// <summary>Names its conditions may use: form, the subject's standard, submitter, evidence, and rules for the tables of the form.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>The steps in order.</summary>
    public ImmutableArray<Step> Steps { get; }

    /// <summary>Every step, blocks before what they hold.</summary>
    public ImmutableArray<Step> All { get; }

    /// <summary>Its file.</summary>
    public SourceRef Place { get; }

    /// <summary>The subsidiary whose process it is; null for the group's.</summary>
    public Subsidiary? Subsidiary { get; internal init; }

    /// <summary>The field of the record into which an effect writes a check's evidence as it is, or null. The evidence is held to it.</summary>
    public Field? Recorded(string step, string check) => _recorded.GetValueOrDefault($"{step}.{check}");

    /// <summary>The check of a step, or null.</summary>
    public Check? Check(string step, string check) => (Find(step) as Step.Human)?.Row.Standard.FirstOrDefault(c => c.Id == check);

    /// <summary>The step, or null.</summary>
    public Step? Find(string id) => _byId.GetValueOrDefault(id);
}

/// <summary>A compiled step. Closed: one case per kind.</summary>
public abstract record Step(string Id, Text Title, Condition? When, SourceRef Place)
{
    /// <summary>Steps and everything inside them, blocks before their content.</summary>
    public static IEnumerable<Step> Flatten(IEnumerable<Step> steps) => steps.SelectMany(s => Flatten(s.Inner).Prepend(s));

    /// <summary>Steps directly inside a block.</summary>
    public virtual IEnumerable<Step> Inner => [];

    /// <summary>A step that a person does, by a row of the matrix; it cannot be finished, nor agreed to, before the steps it requires.</summary>
    public abstract record Human(string Id, Text Title, Condition? When, MatrixRow Row, ImmutableArray<string> Requires, SourceRef Place) : Step(Id, Title, When, Place);

    /// <summary>A decision: by any responsible person, or by all of them; by the person whom the case is about only where it says so.</summary>
    public sealed record Approval(string Id, Text Title, Condition? When, MatrixRow Row, ImmutableArray<string> Requires, bool ByAll, bool BySubject, SourceRef Place) : Human(Id, Title, When, Row, Requires, Place);

    /// <summary>Work with checks; it cannot be finished before the day that a date path gives.</summary>
    public sealed record Work(string Id, Text Title, Condition? When, MatrixRow Row, ImmutableArray<string> Requires, string? NotBefore, SourceRef Place) : Human(Id, Title, When, Row, Requires, Place);

    /// <summary>Exclusive branches; the last has no condition.</summary>
    public sealed record Choice(string Id, Text Title, Condition? When, ImmutableArray<Branch> Branches, SourceRef Place) : Step(Id, Title, When, Place)
    {
        /// <inheritdoc/>
        public override IEnumerable<Step> Inner => Branches.SelectMany(b => b.Steps);
    }

    /// <summary>Branches at the same time, done when all (or any) of them are; one whose condition is false is left out.</summary>
    public sealed record Parallel(string Id, Text Title, Condition? When, ImmutableArray<Branch> Branches, bool JoinAny, SourceRef Place) : Step(Id, Title, When, Place)
    {
        /// <inheritdoc/>
        public override IEnumerable<Step> Inner => Branches.SelectMany(b => b.Steps);
    }

    /// <summary>A change of the record from a date on.</summary>
    public sealed record Effect(string Id, Text Title, Condition? When, EffectDay? On, bool Draw, ImmutableArray<(string Path, Formula Value)> Set, SourceRef Place) : Step(Id, Title, When, Place)
    {
        /// <summary>Fields that get the head of a department, with the path of the department.</summary>
        public ImmutableArray<(string Path, string Department)> Heads { get; init; } = [];
    }
}

/// <summary>A compiled branch; of a choice the last has no condition, of a parallel block each may have one.</summary>
public sealed record Branch(string Id, Text Title, Condition? When, ImmutableArray<Step> Steps, SourceRef Place);
