using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Submissions;
using HrCollab.Functions.Views;

namespace HrCollab.Functions.Cases;

/// <summary>Work of a case that was not as required and went back: how often, to whom, and why. It says nothing of lateness.</summary>
internal static class CaseReturns
{
    /// <summary>Returns in order of time.</summary>
    public static IEnumerable<(TaskState Task, QualityReturn Returned)> Of(CaseState state) =>
        state.Tasks.Where(t => t.Returned is not null).OrderBy(t => t.ClosedAt).Select(t => (t, t.Returned!));

    public static JsonObject Json(CaseContext context, CaseState state, Language language)
    {
        var returns = Of(state).ToList();
        return new JsonObject
        {
            ["total"] = returns.Count,
            ["byDepartment"] = Counts(returns.Where(r => r.Returned.Department is not null), r => r.Returned.Department!, d => context.Organization.Department(d)?.Name),
            ["byPerson"] = Counts(returns, r => r.Returned.Person, p => context.Organization.Person(p)?.Name),
            ["items"] = new JsonArray([.. returns.Select(r => (JsonNode)new JsonObject
            {
                ["step"] = r.Returned.Step,
                ["title"] = TaskActs.TitleOf(context.Workflow, r.Returned.Step).In(language),
                ["department"] = r.Returned.Department,
                ["person"] = r.Returned.Person,
                ["returnedAt"] = SubmissionAnswer.Time(r.Task.ClosedAt),
                ["returnedBy"] = r.Task.ClosedBy,
                ["returnedFrom"] = r.Task.Step,
                ["comment"] = r.Task.Comment,
            })]),
        };
    }

    private static JsonArray Counts(
        IEnumerable<(TaskState Task, QualityReturn Returned)> returns, Func<(TaskState Task, QualityReturn Returned), string> by, Func<string, string?> name) =>
        new([.. returns.GroupBy(by, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (JsonNode)new JsonObject { ["id"] = g.Key, ["name"] = name(g.Key) ?? g.Key, ["count"] = g.Count() })]);
}
