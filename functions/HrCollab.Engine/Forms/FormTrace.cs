using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Forms;

/// <summary>Why a form asks what it asks and takes what it takes: one step per condition, check, table and law, besides what it refuses.</summary>
public static class FormTrace
{
    private const string Topic = "form";

    /// <summary>The steps of a form over the values it took; what it refused or found unclear says the state itself.</summary>
    public static ImmutableArray<TraceEntry> Of(Form form, FormState state, RecordValues subject, DateOnly today)
    {
        var values = state.Values;
        var facts = FormEvaluation.Facts(form, values, subject, today);
        var asked = form.Tables.Tables.Concat(form.Statutes.Where(s => !values[s.Field.Field.Shape.Slot].IsMissing).Select(s => s.Statute.Table)).ToList();
        var proposed = asked.Count == 0 ? subject : FormEvaluation.Proposed(form, values, subject);
        return
        [
            .. form.Fields.Where(f => state.Unclear.All(u => u.Id != f.UnclearId(form.Id))).SelectMany(f => Conditions(f, facts, values)),
            .. form.Checks.Select(c => Passed(c, facts, values)).OfType<TraceEntry>(),
            .. asked.SelectMany(t => t.Explain(proposed, today)),
        ];
    }

    /// <summary>Why it cannot be told whether a field is asked, or must be given.</summary>
    internal static TraceEntry Unclear(FormField field, Facts facts, Verdict asked)
    {
        var condition = (asked == Verdict.Unknown ? field.VisibleWhen : field.RequiredWhen)!;
        var because = condition.Explain(facts);
        var what = asked == Verdict.Unknown ? new Text("是否询问“{0}”", "whether '{0}' is asked").With(field.Field.Title) : new Text("“{0}”是否必填", "whether '{0}' must be given").With(field.Field.Title);
        return CannotTell(what, because, condition.Place);
    }

    /// <summary>Why a check cannot be told.</summary>
    internal static TraceEntry Unclear(FormCheck check, Facts facts) => CannotTell(check.Message, check.Explain(facts), check.Place);

    private static TraceEntry CannotTell(Text what, ConditionTrace because, SourceRef place) =>
        new(Topic, Verdict.Unknown.Word(), new Text("无法判定,缺少 {0}:{1}", "Cannot tell, missing {0}: {1}").With(string.Join(", ", because.Missing), what), place, Because: because.Tree);

    private static IEnumerable<TraceEntry> Conditions(FormField field, Facts facts, RecordValues values)
    {
        var title = field.Field.Title;
        if (field.VisibleWhen is { } visible)
            yield return Decided(visible, "asked", "hidden", new Text("“{0}”在{1}时询问", "'{0}' is asked when {1}").With(title, visible.Sentence), facts, values);
        if (field.RequiredWhen is { } required)
            yield return Decided(required, "required", "optional", new Text("“{0}”在{1}时必填", "'{0}' must be given when {1}").With(title, required.Sentence), facts, values);
    }

    private static TraceEntry Decided(Condition condition, string yes, string no, Text sentence, Facts facts, RecordValues values)
    {
        var because = condition.Explain(facts);
        return because.Verdict == Verdict.Unknown && FormEvaluation.Given(condition, values)
            ? CannotTell(sentence, because, condition.Place)
            : new TraceEntry(Topic, because.Verdict == Verdict.True ? yes : no, sentence, condition.Place, Because: because.Tree);
    }

    /// <summary>A check that holds, or waits for a field that was left empty.</summary>
    private static TraceEntry? Passed(FormCheck check, Facts facts, RecordValues values)
    {
        var (verdict, because) = (check.Judge(facts), check.Explain(facts));
        return verdict switch
        {
            Verdict.True when because.Verdict == Verdict.True => new TraceEntry(Topic, "true", new Text("满足:{0}", "Holds: {0}").With(check.Require.Sentence), check.Place, Because: because.Tree),
            Verdict.True => new TraceEntry(Topic, "notConcerned", new Text("不适用:{0}", "Does not apply: {0}").With(check.When!.Sentence), check.Place, Because: because.Tree),
            Verdict.Unknown when !(FormEvaluation.Given(check.When, values) && FormEvaluation.Given(check.Require, values)) =>
                new TraceEntry(Topic, "notGiven", new Text("未填写,不判定:{0}", "Not judged, nothing was given: {0}").With(check.Require.Sentence), check.Place, Because: because.Tree),
            _ => null,
        };
    }
}
