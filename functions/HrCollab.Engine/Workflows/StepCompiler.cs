using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;

namespace HrCollab.Engine.Workflows;

/// <summary>Compiles the nested steps of one workflow.</summary>
internal sealed class StepCompiler(WorkflowDefinition definition, Matrix matrix, Form form, Vocabulary vocabulary, CompileScope scope)
{
    private const int MostLevels = 10;
    private const int MostSteps = 200;

    private static readonly Text People = new(" approve 和 task", "approvals and tasks");

    private readonly ImmutableArray<string> _ids = [.. Flatten(definition.Steps).Select(s => s.Id)];

    public static IEnumerable<StepDefinition> Flatten(IEnumerable<StepDefinition> steps) =>
        steps.SelectMany(s => Flatten(s.Choose.OrEmpty().Concat(s.Parallel.OrEmpty()).SelectMany(b => b.Steps)).Prepend(s));

    public ImmutableArray<Step> Compile()
    {
        if (_ids.Length > MostSteps) scope.Report(WorkflowFindings.TooDeep, "/steps", MostLevels, MostSteps);
        scope.Unique(_ids, _ => "/steps");
        var steps = Sequence(definition.Steps, "/steps", 0);
        StepOrder.Check(steps, scope);
        return steps;
    }

    private ImmutableArray<Step> Sequence(ImmutableArray<StepDefinition> steps, string at, int level)
    {
        if (level <= MostLevels) return [.. steps.Select((s, i) => One(s, $"{at}/{i}", level)).OfType<Step>()];
        scope.Report(WorkflowFindings.TooDeep, at, MostLevels, MostSteps);
        return [];
    }

    private Step? One(StepDefinition step, string at, int level)
    {
        scope.Complete(step.Title, $"{at}/title");
        var kinds = (step.Approve is not null ? 1 : 0) + (step.Task ? 1 : 0) + (step.Choose.IsDefault ? 0 : 1) + (step.Parallel.IsDefault ? 0 : 1) + (step.Effect is not null ? 1 : 0);
        if (kinds != 1)
        {
            scope.Report(WorkflowFindings.OneKind, at, step.Id);
            return null;
        }

        if (step.NotBefore is not null && !step.Task) scope.Report(WorkflowFindings.NotBeforeTask, $"{at}/notBefore", step.Id);
        if (step.BySubject && step.Approve is null) scope.Report(WorkflowFindings.BySubjectApproval, $"{at}/bySubject", step.Id);
        if (step.Approve is null && !step.Task)
        {
            if (step.Row is not null) scope.Report(WorkflowFindings.Ignored, $"{at}/row", step.Id, "row", People);
            if (!step.Requires.IsDefault) scope.Report(WorkflowFindings.Ignored, $"{at}/requires", step.Id, "requires", People);
        }

        if (step.Join is not null && step.Parallel.IsDefault) scope.Report(WorkflowFindings.Ignored, $"{at}/join", step.Id, "join", new Text(" parallel", "parallel blocks"));
        var when = step.When is { } text ? ExpressionCompiler.Written(text, vocabulary, scope, $"{at}/when") : null;
        if (step.Approve is not null || step.Task) return Human(step, when, at);
        if (step.Effect is { } effect) return Effect(step, effect, when, at);
        return step.Choose.IsDefault ? Parallel(step, when, at, level) : Choice(step, when, at, level);
    }

    private Step? Human(StepDefinition step, Condition? when, string at)
    {
        if (step.Row is null)
        {
            scope.Report(WorkflowFindings.NoRow, at, definition.Id, step.Id);
            return null;
        }

        if (matrix.Find(step.Row) is not { } row)
        {
            scope.Unknown(new Text("责任行", "matrix row"), step.Row, $"{at}/row", matrix.Rows.Select(r => r.Id));
            return null;
        }

        var title = step.Title ?? row.Title;
        var requires = step.Requires.OrEmpty();
        for (var i = 0; i < requires.Length; i++)
        {
            if (!_ids.Contains(requires[i]) || requires[i] == step.Id) scope.Unknown(new Text("步骤", "step"), requires[i], $"{at}/requires/{i}", _ids);
        }

        if (step.Approve is { } mode)
        {
            if (mode is not ("one" or "all")) scope.Report(WorkflowFindings.UnknownMode, $"{at}/approve", mode, DidYouMean.Hint(mode, ["one", "all"]));
            if (row.Responsible is Party.Subject && !step.BySubject) scope.Report(WorkflowFindings.DecidedBySubject, $"{at}/row", step.Id, row.Id);
            return new Step.Approval(step.Id, title, when, row, requires, mode == "all", step.BySubject, scope.File.At(at));
        }

        if (step.NotBefore is { } date) IsDate(date, $"{at}/notBefore");
        return new Step.Work(step.Id, title, when, row, requires, step.NotBefore, scope.File.At(at));
    }

    private Step Choice(StepDefinition step, Condition? when, string at, int level)
    {
        if (step.Choose.Length < 2) scope.Report(WorkflowFindings.TooFewBranches, at, step.Id);
        for (var i = 0; i < step.Choose.Length; i++)
        {
            if (step.Choose[i].When is null != (i == step.Choose.Length - 1)) scope.Report(WorkflowFindings.OtherwiseLast, $"{at}/choose/{i}", step.Id);
        }

        return new Step.Choice(step.Id, step.Title ?? Text.Same(step.Id), when, Branches(step.Choose, $"{at}/choose", level), scope.File.At(at));
    }

    private Step Parallel(StepDefinition step, Condition? when, string at, int level)
    {
        if (step.Parallel.Length < 2) scope.Report(WorkflowFindings.TooFewBranches, at, step.Id);
        if (step.Join is not (null or "all" or "any")) scope.Report(WorkflowFindings.UnknownMode, $"{at}/join", step.Join, DidYouMean.Hint(step.Join, ["all", "any"]));
        return new Step.Parallel(step.Id, step.Title ?? Text.Same(step.Id), when, Branches(step.Parallel, $"{at}/parallel", level), step.Join == "any", scope.File.At(at));
    }

    private ImmutableArray<Branch> Branches(ImmutableArray<BranchDefinition> branches, string at, int level)
    {
        scope.Unique(branches.Select(b => b.Id), i => $"{at}/{i}/id");
        return [.. branches.Select((b, i) =>
        {
            scope.Complete(b.Title, $"{at}/{i}/title");
            var when = b.When is { } text ? ExpressionCompiler.Written(text, vocabulary, scope, $"{at}/{i}/when") : null;
            return new Branch(b.Id, b.Title, when, Sequence(b.Steps, $"{at}/{i}/steps", level + 1), scope.File.At($"{at}/{i}"));
        })];
    }

    private void IsDate(string path, string pointer)
    {
        if (vocabulary.Find(path) is not { } date) scope.Report(WorkflowFindings.UnknownPath, pointer, path, DidYouMean.Hint(path, vocabulary.Paths));
        else if (date.Field.Type != ValueType.Date) scope.Report(WorkflowFindings.NotADate, pointer, path);
    }

    private Step Effect(StepDefinition step, EffectDefinition effect, Condition? when, string at)
    {
        var day = effect.On is { } text ? EffectDay.Parse(text) : null;
        if (day is not null) IsDate(day.Path, $"{at}/effect/on");
        else if (effect.On is not null) scope.Report(WorkflowFindings.BadDay, $"{at}/effect/on", effect.On);
        if (!effect.Draw && effect.Set is null or { Count: 0 } && effect.Head is null or { Count: 0 }) scope.Report(WorkflowFindings.NothingToSet, at, step.Id);
        var set = ImmutableArray.CreateBuilder<(string, Formula)>();
        foreach (var (path, written) in effect.Set ?? ImmutableSortedDictionary<string, string>.Empty)
        {
            var pointer = $"{at}/effect/set/{JsonPointer.Escape(path)}";
            if (form.Subject.Find(path) is not { } field)
                scope.Report(WorkflowFindings.UnknownPath, pointer, path, DidYouMean.Hint(path, form.Subject.Fields.Select(f => f.Path)));
            else if (field.IsComputed)
                scope.Report(WorkflowFindings.ComputedField, pointer, path);
            else if (ExpressionCompiler.Formula(written, vocabulary, field.Shape.Type, scope, pointer) is { } formula)
                set.Add((path, formula));
        }

        return new Step.Effect(step.Id, step.Title ?? Text.Same(step.Id), when, day, effect.Draw, set.ToImmutable(), scope.File.At(at)) { Heads = Heads(effect, at) };
    }

    /// <summary>Fields that hold a person, each with the path of a department whose head they get.</summary>
    private ImmutableArray<(string Path, string Department)> Heads(EffectDefinition effect, string at)
    {
        var heads = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var (path, department) in effect.Head ?? ImmutableSortedDictionary<string, string>.Empty)
        {
            var pointer = $"{at}/effect/head/{JsonPointer.Escape(path)}";
            var people = form.Subject.Fields.Where(f => f.Shape.Standard == OrganizationFields.Person && !f.IsComputed).Select(f => f.Path);
            if (!people.Contains(path)) scope.Report(WorkflowFindings.UnknownPath, pointer, path, DidYouMean.Hint(path, people));
            else if (vocabulary.Find(department)?.Field.Standard != OrganizationFields.Department) scope.Report(WorkflowFindings.NotADepartment, pointer, department, DidYouMean.Hint(department, vocabulary.Paths));
            else heads.Add((path, department));
        }

        return heads.ToImmutable();
    }
}
