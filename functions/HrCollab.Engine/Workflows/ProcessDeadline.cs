using System.Collections.Immutable;
using System.Globalization;
using HrCollab.Engine.Calendars;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Workflows;

/// <summary>
/// Holds the deadlines of the steps, one after the other on the longest way, against that of the process. Steps that are due on or
/// around a date of the form do not add up: the date does not move with them.
/// </summary>
public static class ProcessDeadline
{
    private const decimal HoursPerDay = 8;

    /// <summary>Working days of the longest way through the steps, with the steps that make it up.</summary>
    public static (decimal Days, ImmutableArray<string> Steps) Longest(Workflow workflow)
    {
        var way = Longest(workflow.Steps);
        return (way.Days, way.Steps);
    }

    /// <summary>Working days that the process may take; null when it says nothing.</summary>
    public static decimal? Allowed(Workflow workflow) => Deadline.TryParse(workflow.Definition.Deadline, out var most) ? Days(most) : null;

    internal static void Check(WorkflowDefinition definition, ImmutableArray<Step> steps, CompileScope scope)
    {
        if (definition.Deadline is not { } text) return;
        if (!Deadline.TryParse(text, out var most) || most.Amount <= 0 || most.Unit == DeadlineUnit.Days)
        {
            scope.Report(WorkflowFindings.BadDeadline, "/deadline", text);
            return;
        }

        var longest = Longest(steps);
        if (longest.Days <= Days(most)) return;
        var days = longest.Days.ToString("0.##", CultureInfo.InvariantCulture);
        scope.Report(WorkflowFindings.DeadlinesExceed, "/deadline", new Text($"{days} 个工作日", $"{days} working days"), string.Join(" + ", longest.Steps), most.Words);
    }

    private static Way Longest(ImmutableArray<Step> steps) => steps.Select(One).Aggregate(Way.None, (way, step) => new Way(way.Days + step.Days, way.Steps.AddRange(step.Steps)));

    private static Way One(Step step) => step switch
    {
        Step.Human { Row.Deadline: { Path: null, Amount: { Unit: not DeadlineUnit.Days } amount } } => new Way(Days(amount), [$"{step.Id} {amount}"]),
        Step.Choice choice => choice.Branches.Select(b => Longest(b.Steps)).MaxBy(w => w.Days) ?? Way.None,
        Step.Parallel { JoinAny: true } any => any.Branches.Where(b => !b.Steps.IsEmpty).Select(b => Longest(b.Steps)).MinBy(w => w.Days) ?? Way.None,
        Step.Parallel all => all.Branches.Select(b => Longest(b.Steps)).MaxBy(w => w.Days) ?? Way.None,
        _ => Way.None,
    };

    private static decimal Days(Deadline deadline) => deadline.Unit == DeadlineUnit.WorkingHours ? deadline.Amount / HoursPerDay : deadline.Amount;

    private sealed record Way(decimal Days, ImmutableArray<string> Steps)
    {
        public static readonly Way None = new(0, []);
    }
}
