using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace;
using HrCollab.Workspace.Publishing;

namespace HrCollab.Cli;

/// <summary>replay: what a revision of the repository would have made of the submissions that a host has recorded.</summary>
internal static class ReplayCommand
{
    private const int PageSize = 500;

    public static int Run(DefinitionsRepository repository, string candidate, string? basis, string? workflow, HostAddress host, bool json, Report report)
    {
        if (Revisions.One(repository, candidate, report) is not { } commit) return 1;
        var baseCommit = basis is null ? null : Revisions.One(repository, basis, report);
        if (basis is not null && baseCommit is null) return 1;
        return HostQuestion.Ask(host, json, report, async client =>
        {
            var impact = await All(client, repository.Files(commit), baseCommit is null ? null : repository.Files(baseCommit), workflow, json ? null : report);
            if (json) report.Json(Json(impact));
            else Say(impact, report);
        });
    }

    private static void Say(Impact impact, Report report)
    {
        var names = impact.Names;
        foreach (var item in impact.Items)
        {
            report.Line(new Text("{0} {1},{2}{3}:{4} → {5}", "{0} {1}, {2}{3}: {4} -> {5}").With(
                item["case"]?.ToString() ?? "-", names.Workflow(item["workflow"]!.ToString()), names.Department(item["department"]?.ToString()), Whom(item),
                ImpactWords.Outcome(item["before"]?.ToString()), ImpactWords.Outcome(item["after"]?.ToString())));
            foreach (var sentence in ImpactWords.Of(item, names)) report.Line(new Text("    " + sentence.Zh, "    " + sentence.En));
            if (item["assumed"]?.GetValue<bool>() == true) report.Line(new Text("    (部分按今天的情况推断)", "    (in part by what holds today)"));
        }

        foreach (var item in impact.WithoutBaseline)
        {
            report.Line(new Text("{0} {1},{2}{3}:无基线,不能比较", "{0} {1}, {2}{3}: without a baseline, cannot be compared").With(
                item["case"]?.ToString() ?? "-", names.Workflow(item["workflow"]!.ToString()), names.Department(item["department"]?.ToString()), Whom(item)));
        }

        foreach (var (department, count) in impact.ByDepartment) report.Line(new Text("  {0}:{1} 件", "  {0}: {1}").With(names.Department(department), count));
        foreach (var (subject, count) in impact.BySubject.Where(s => s.Value > 1)) report.Line(new Text("  {0}({1}):{2} 件", "  {0} ({1}): {2}").With(subject.Label, subject.Id, count));
        report.Line(new Text("{1} 件申请中有 {0} 件结果不同;无基线 {2} 件,按今天的情况推断 {3} 件。", "{0} of {1} submissions come out differently; {2} without a baseline, {3} with what holds today.")
            .With(impact.Changed, impact.Examined, impact.NoBaseline, impact.Assumed));
    }

    /// <summary>Whom it is about, for who may see it.</summary>
    private static Text Whom(JsonObject item) => item["subject"] is { } subject ? new Text($",{subject["label"]}({subject["id"]})", $", {subject["label"]} ({subject["id"]})") : Text.Same("");

    private static async Task<Impact> All(RevisionClient client, ImmutableArray<DefinitionFile> files, ImmutableArray<DefinitionFile>? basis, string? workflow, Report? progress)
    {
        var impact = new Impact();
        string? cursor = null;
        do
        {
            var page = await client.Replay(files, workflow, PageSize, cursor, basis);
            impact.Add(page);
            cursor = page["next"]?.GetValue<string>();
            if (cursor is not null) progress?.Line(new Text("… 已看 {0} 件", "… {0} looked at").With(impact.Examined));
        }
        while (cursor is not null);
        return impact;
    }

    private static JsonObject Json(Impact impact) => new()
    {
        ["examined"] = impact.Examined,
        ["changed"] = impact.Changed,
        ["noBaseline"] = impact.NoBaseline,
        ["assumed"] = impact.Assumed,
        ["byDepartment"] = new JsonObject(impact.ByDepartment.Select(d => KeyValuePair.Create(d.Key, (JsonNode?)d.Value))),
        ["bySubject"] = new JsonArray([.. impact.BySubject.Select(s => (JsonNode)new JsonObject { ["standard"] = s.Key.Standard, ["id"] = s.Key.Id, ["label"] = s.Key.Label, ["count"] = s.Value })]),
        ["items"] = new JsonArray([.. impact.Items.Select(i => (JsonNode)i.DeepClone())]),
        ["withoutBaseline"] = new JsonArray([.. impact.WithoutBaseline.Select(i => (JsonNode)i.DeepClone())]),
    };
}
