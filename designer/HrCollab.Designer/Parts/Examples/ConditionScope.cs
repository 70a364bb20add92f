using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Designer.Drafting;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Rules.Tables;
using HrCollab.Engine.Standards;
using HrCollab.Workspace;

namespace HrCollab.Designer.Parts.Examples;

/// <summary>What the conditions of an editor may name, and the values that stand beside them.</summary>
/// <param name="Vocabulary">Names, under the last sound set; null before there is one.</param>
/// <param name="Example">Values; null while nothing is chosen.</param>
/// <param name="Recorded">The real case whose values they are; null for a record of the example company.</param>
public sealed record ConditionScope(Vocabulary? Vocabulary, ExampleFacts? Example, RecordedCase? Recorded)
{
    /// <summary>The list of names that conditions complete from where an editor around them gives them.</summary>
    public const string List = "conditions";

    /// <summary>The names that conditions over a standard may use; over a form, those of its fields as well.</summary>
    public static Vocabulary? Names(DefinitionSet? set, string standard, string? form) =>
        form is not null ? set?.Find<Form>(form)?.Vocabulary : set?.Find<Standard>(standard) is { } subject ? new Vocabulary((subject.Id, subject.Shape)) : null;

    /// <summary>A record of the example company, as the author may see it; a form about it holds what it starts with.</summary>
    public static ConditionScope Of(Studio studio, string standard, string? form, string record)
    {
        var (set, names) = (studio.Checking.Set, Names(studio.Checking.Set, standard, form));
        if (names is null || set?.Find<Standard>(standard) is not { } subject || studio.Checking.World is not { } world || world.Find(standard, record, ExampleCompany.Made) is not { } values)
            return new ConditionScope(names, null, null);
        var sight = ExampleFacts.SightOf(set, world.Organization(ExampleCompany.Made), subject, values, studio.Member.Person);
        var facts = form is null ? names.Facts(ExampleCompany.Made, (standard, values)) : Facts(set.Find<Form>(form)!, FormEvaluation.Prefilled(set.Find<Form>(form)!, values), values, ExampleCompany.Made);
        return new ConditionScope(names, new ExampleFacts(names, facts, sight, subject), null);
    }

    /// <summary>A real case: the record and the form as the host shows them to the author. What it does not show has no value here.</summary>
    public static ConditionScope Of(Studio studio, string standard, string? form, RecordedCase recorded)
    {
        var (set, names) = (studio.Checking.Set, Names(studio.Checking.Set, standard, form));
        var its = set?.All<Form>().FirstOrDefault(f => set.Find<Engine.Workflows.Workflow>(recorded.Workflow)?.Form == f);
        if (names is null || set is null || its is null || its.Subject.Id != standard) return new ConditionScope(names, null, null);
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(recorded.SubmittedAt, studio.Zone).DateTime);
        var record = StandardCheck.Asked(its.Subject, JsonSerializer.SerializeToElement(Readable(recorded)), day).Values;
        var given = FormEvaluation.Evaluate(its, JsonSerializer.SerializeToElement(recorded.Input), record, CheckContext.Of(set, day, (_, _) => null)).Values;
        var facts = form is null ? names.Facts(day, (standard, FormEvaluation.Proposed(its, given, record))) : Facts(its, given, record, day);
        var unread = recorded.Unread.Select(u => $"{standard}.{u}").Concat(recorded.Record is null ? [standard] : []).Concat(recorded.Masked.Select(m => $"form.{m}"));
        return new ConditionScope(names, new ExampleFacts(names, facts, null, its.Subject) { IsShown = true, Unread = [.. unread] }, recorded);
    }

    private static Facts Facts(Form form, RecordValues given, RecordValues record, DateOnly day) =>
        form.Vocabulary.Facts(day, ("form", given), (form.Subject.Id, record), (TableFacts.Root, FormEvaluation.Tables(form, given, record, day)));

    /// <summary>The values of the record that are what they seem: a masked one is a text of stars.</summary>
    private static JsonObject Readable(RecordedCase recorded)
    {
        var values = (JsonObject)(recorded.Record?.DeepClone() ?? new JsonObject());
        foreach (var path in recorded.Unread) JsonPlaces.Set(values, "/" + path.Replace('.', '/'), null);
        return values;
    }
}
