using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Workflows;

/// <summary>
/// Finds steps that could never be finished: what they require waits for them, as the steps after them do. A wait counts only together with the
/// conditions under which it comes about: steps that are never done in one case do not hold each other up.
/// </summary>
internal sealed class StepOrder
{
    /// <summary>Ways looked at from one requirement. Beyond that nothing is claimed.</summary>
    private const int MostWays = 5_000;

    private readonly Dictionary<string, List<Wait>> _waitsFor = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<Given>> _done = new(StringComparer.Ordinal);
    private readonly List<(Step.Human Step, int At, string Required)> _requires = [];

    public static void Check(ImmutableArray<Step> steps, CompileScope scope)
    {
        var order = new StepOrder();
        order.Read(steps, null, []);
        var choices = Step.Flatten(steps).OfType<Step.Choice>().ToList();
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (step, at, required) in order._requires)
        {
            var pointer = $"{step.Place.Pointer}/requires/{at}";
            if (choices.Find(c => Branch(c, step.Id) is { } own && Branch(c, required) is { } other && own != other) is { } choice)
            {
                scope.Report(WorkflowFindings.OtherBranch, pointer, step.Id, required, choice.Id);
            }
            else if (!told.Contains(step.Id) && order.From(required, step.Id) is { } way)
            {
                var words = string.Join(" → ", way.Steps.Prepend(step.Id));
                if (way.Ends is { } ends) scope.Report(WorkflowFindings.EndsWithout, pointer, step.Id, words, ends.Id);
                else scope.Report(WorkflowFindings.Deadlock, pointer, step.Id, words, When(order._done[step.Id], way.If));
                told.UnionWith(way.Steps);
            }
        }
    }

    /// <summary>A step waits for the one before it (the first of a branch for what is before the block), for what it requires, and a block for all that is in it.</summary>
    private void Read(ImmutableArray<Step> sequence, string? before, ImmutableArray<Given> within)
    {
        foreach (var step in sequence)
        {
            var waits = new List<Wait>();
            var done = step.When is { } when ? within.Add(new Given(when, Holds: true)) : within;
            if (before is not null) waits.Add(new Wait(before, [])); // also for one that is skipped: that is said when the case comes to it
            foreach (var branch in Branches(step))
            {
                var taken = Taken(step, branch, done);
                waits.AddRange(branch.Steps.Select(s => new Wait(s.Id, taken, step is Step.Parallel { JoinAny: true } any ? any : null)));
                Read(branch.Steps, before, taken);
            }

            foreach (var (at, required) in (step is Step.Human human ? human.Requires : []).Index())
            {
                if (required == step.Id) continue; // another finding
                waits.Add(new Wait(required, done));
                _requires.Add(((Step.Human)step, at, required));
            }

            _waitsFor.TryAdd(step.Id, waits);
            _done.TryAdd(step.Id, done);
            before = step.Id;
        }
    }

    /// <summary>What is so when a branch is taken: its own condition, and of a choice that none before it was.</summary>
    private static ImmutableArray<Given> Taken(Step step, Branch branch, ImmutableArray<Given> done)
    {
        if (step is Step.Choice choice) done = done.AddRange(choice.Branches.TakeWhile(b => b != branch).Select(b => b.When).OfType<Condition>().Select(w => new Given(w, Holds: false)));
        return branch.When is { } when ? done.Add(new Given(when, Holds: true)) : done;
    }

    /// <summary>The shortest way on which one step waits for another that can come about in one case, with both; null when there is none.</summary>
    private Way? From(string from, string to)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var next = new Queue<Way>([new Way([from], _done[to], null)]);
        for (var looked = 0; looked < MostWays && next.TryDequeue(out var way); looked++)
        {
            var at = way.Steps[^1];
            if (at == to) return way;
            foreach (var wait in _waitsFor.GetValueOrDefault(at) ?? [])
            {
                // a block that ends with any of its branches waits for none of them; but who is inside is not finished any more once it has ended
                if (wait.Any is { } any && !Step.Flatten(any.Inner).Any(s => s.Id == to)) continue;
                ImmutableArray<Given> given = [.. way.If.Union(wait.If)];
                if (way.Steps.Contains(wait.For) || !seen.Add($"{wait.For} {string.Join(' ', given.Select(g => $"{g.When.Place.Pointer}{g.Holds}").Order(StringComparer.Ordinal))}") || IsNever(given)) continue;
                next.Enqueue(new Way(way.Steps.Add(wait.For), given, way.Ends ?? wait.Any));
            }
        }

        return null;
    }

    private static bool IsNever(ImmutableArray<Given> given) => given.Length > 1 && Possible.IsNever(All(given));

    private static Node All(IEnumerable<Given> given) => new LogicNode(IsAnd: true, [.. given.Select(g => g.Holds ? g.When.Tree : new NotNode(g.When.Tree))]);

    /// <summary>In which cases, where it is not in all of them in which the step is done.</summary>
    private static Text When(ImmutableArray<Given> done, ImmutableArray<Given> given)
    {
        var words = given.Where(g => done.IsEmpty || !Possible.Implies(All(done), All([g]))).Select(g => g.Holds ? g.When.Sentence : new Text("非({0})", "not ({0})").With(g.When.Sentence)).Distinct().ToList();
        return words.Count == 0 ? Text.Same("") : new Text("在{0}时", " when {0}").With(new Text(string.Join(" 且 ", words.Select(w => w.Zh)), string.Join(" and ", words.Select(w => w.En))));
    }

    private static string? Branch(Step.Choice choice, string step) => choice.Branches.FirstOrDefault(b => Step.Flatten(b.Steps).Any(s => s.Id == step))?.Id;

    private static ImmutableArray<Branch> Branches(Step step) => step switch { Step.Choice c => c.Branches, Step.Parallel p => p.Branches, _ => [] };

    /// <summary>A condition, and how it comes out.</summary>
    private sealed record Given(Condition When, bool Holds);

    /// <summary>What a step waits for, what is so when it does, and the block of which any branch is enough.</summary>
    private sealed record Wait(string For, ImmutableArray<Given> If, Step.Parallel? Any = null);

    /// <summary>Steps of which each waits for the next, what is so when they do, and the block that ends without the last.</summary>
    private sealed record Way(ImmutableArray<string> Steps, ImmutableArray<Given> If, Step.Parallel? Ends);
}
