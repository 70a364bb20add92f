using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Workflows;

/// <summary>Which ways a case takes: the one branch of a choice, and those of a parallel block that apply.</summary>
internal sealed partial class CaseRun
{
    private Branch? Choose(Step.Choice choice)
    {
        if (StateOf(choice.Id) is { Branch: { } taken }) return choice.Branches.First(b => b.Id == taken);
        var trace = ImmutableArray.CreateBuilder<TraceEntry>();
        trace.AddRange(Applies(choice));
        foreach (var branch in choice.Branches)
        {
            var because = branch.When?.Explain(_facts);
            if (because is { Verdict: Verdict.Unknown })
            {
                Undecided(choice, branch, because);
                return null;
            }

            if (because is not null) trace.Add(Entry("branch", because.Verdict == Verdict.True ? "chosen" : "false", branch.When!, because));
            if (because is { Verdict: Verdict.False }) continue;
            if (because is null) trace.Add(new TraceEntry("branch", "chosen", new Text($"其他情况:{branch.Title.Zh}", $"Otherwise: {branch.Title.En}"), branch.Place));
            CloseAlerts(choice.Id);
            Set(choice.Id, new StepState(StepStatus.Open, Round(choice.Id), context.Now, Branch: branch.Id));
            Say("step.chosen", choice.Id, new Text($"“{choice.Title.Zh}”走分支“{branch.Title.Zh}”", $"'{choice.Title.En}' takes '{branch.Title.En}'"), [.. trace]);
            return branch;
        }

        return null;
    }

    private void Undecided(Step block, Branch branch, ConditionTrace because)
    {
        var missing = string.Join("、", because.Missing);
        Block(block.Id, block.Title, null, new Text($"无法判定分支,缺少 {missing}", $"Cannot tell the branch, missing {missing}"), Entry("branch", "unknown", branch.When!, because));
    }

    private bool Parallel(Step.Parallel parallel)
    {
        if (StateOf(parallel.Id)?.Status == StepStatus.Blocked || !Begun(parallel))
        {
            _entered = [.. _entered, .. Applies(parallel)];
            if (!Begin(parallel)) return false;
        }

        var (waitedFor, done) = (0, 0);
        foreach (var branch in parallel.Branches)
        {
            var finished = Sequence(branch.Steps);
            if (branch.Steps.All(s => StateOf(s.Id)?.Status == StepStatus.Skipped)) continue; // where nothing was to be done, nothing is done that could end the others
            waitedFor++;
            if (finished) done++;
        }

        if (done < (parallel.JoinAny ? Math.Min(1, waitedFor) : waitedFor)) return false;
        foreach (var open in _state.OpenTasks.Where(t => Step.Flatten(parallel.Inner).Any(s => s.Id == t.Step)).ToList())
            Close(open, TaskStatus.Cancelled, "cancelled");
        return Finish(parallel);
    }

    /// <summary>Which of its branches apply is decided once, before any of them begins; while one cannot be told, none does.</summary>
    private bool Begin(Step.Parallel parallel)
    {
        var judged = parallel.Branches.Where(b => b.When is not null).Select(b => (Branch: b, Because: b.When!.Explain(_facts))).ToList();
        foreach (var (branch, because) in judged.Where(j => j.Because.Verdict == Verdict.Unknown))
        {
            Undecided(parallel, branch, because);
            return false;
        }

        CloseAlerts(parallel.Id);
        Set(parallel.Id, new StepState(StepStatus.Open, Round(parallel.Id), context.Now));
        foreach (var (branch, because) in judged)
        {
            var applies = because.Verdict == Verdict.True;
            foreach (var step in applies ? [] : branch.Steps) Set(step.Id, new StepState(StepStatus.Skipped, Round(step.Id), context.Now, Reason: branch.When!.Sentence));
            var (zh, en) = applies ? ("走", "takes") : ("跳过", "leaves out");
            Say(applies ? "step.chosen" : "step.skipped", parallel.Id, new Text($"“{parallel.Title.Zh}”{zh}分支“{branch.Title.Zh}”", $"'{parallel.Title.En}' {en} '{branch.Title.En}'"),
                Entry("branch", applies ? "chosen" : "skipped", branch.When!, because));
        }

        return true;
    }

    /// <summary>True when a step has come to something, or one inside of it has.</summary>
    private bool Begun(Step step) => StateOf(step.Id) is not null || step.Inner.Any(Begun);
}
