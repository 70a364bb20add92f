using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Workflows;

/// <summary>Finds steps that could never be finished: what they require waits for them, as the steps after them do.</summary>
internal sealed class StepOrder
{
    private readonly Dictionary<string, List<string>> _waitsFor = new(StringComparer.Ordinal);
    private readonly List<(Step.Human Step, int At, string Required)> _requires = [];

    public static void Check(ImmutableArray<Step> steps, CompileScope scope)
    {
        var order = new StepOrder();
        order.Read(steps, null);
        var choices = Step.Flatten(steps).OfType<Step.Choice>().ToList();
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (step, at, required) in order._requires)
        {
            if (choices.Find(c => Branch(c, step.Id) is { } own && Branch(c, required) is { } other && own != other) is { } choice)
                scope.Report(WorkflowFindings.OtherBranch, $"{step.Place.Pointer}/requires/{at}", step.Id, required, choice.Id);
            else if (!told.Contains(step.Id) && order.Way(required, step.Id) is { } way)
            {
                scope.Report(WorkflowFindings.Deadlock, $"{step.Place.Pointer}/requires/{at}", step.Id, string.Join(" → ", way.Prepend(step.Id)));
                told.UnionWith(way);
            }
        }
    }

    /// <summary>A step waits for the one before it (the first of a branch for what is before the block), for what it requires, and a block for all that is in it.</summary>
    private void Read(ImmutableArray<Step> sequence, string? before)
    {
        foreach (var step in sequence)
        {
            var waits = before is null ? [] : new List<string> { before };
            waits.AddRange(step.Inner.Select(s => s.Id));
            foreach (var (at, required) in (step is Step.Human human ? human.Requires : []).Index())
            {
                if (required == step.Id) continue; // another finding
                waits.Add(required);
                _requires.Add(((Step.Human)step, at, required));
            }

            _waitsFor.TryAdd(step.Id, waits);
            foreach (var branch in Branches(step)) Read(branch.Steps, before);
            before = step.Id;
        }
    }

    /// <summary>The shortest way on which one step waits for another, with both; null when it does not.</summary>
    private List<string>? Way(string from, string to)
    {
        var cameFrom = new Dictionary<string, string?>(StringComparer.Ordinal) { [from] = null };
        var next = new Queue<string>([from]);
        while (next.TryDequeue(out var at))
        {
            if (at == to)
            {
                var way = new List<string>();
                for (string? back = at; back is not null; back = cameFrom[back]) way.Insert(0, back);
                return way;
            }

            foreach (var other in _waitsFor.GetValueOrDefault(at) ?? [])
                if (cameFrom.TryAdd(other, at)) next.Enqueue(other);
        }

        return null;
    }

    private static string? Branch(Step.Choice choice, string step) => choice.Branches.FirstOrDefault(b => Step.Flatten(b.Steps).Any(s => s.Id == step))?.Id;

    private static ImmutableArray<Branch> Branches(Step step) => step switch { Step.Choice c => c.Branches, Step.Parallel p => p.Branches, _ => [] };
}
