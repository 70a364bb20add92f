using System.Globalization;
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
            var after = await All(client, repository, commit, workflow, json ? null : report);
            if (baseCommit is not null) Without(after, await All(client, repository, baseCommit, workflow, null));
            if (json) report.Json(after.ToJson());
            else Say(after, report);
        });
    }

    private static void Say(Impact impact, Report report)
    {
        foreach (var item in impact.Items)
        {
            var differences = string.Join("; ", item["differences"]!.AsArray().Select(d => $"{d!["what"]} {d["step"]} {d["before"]} -> {d["after"]}".Replace("  ", " ", StringComparison.Ordinal)));
            report.Line(Text.Same($"{item["case"]?.GetValue<string>() ?? "-"} {item["workflow"]} {item["department"]}: {item["before"]} -> {item["after"]}; {differences}"));
        }

        foreach (var (department, count) in impact.ByDepartment) report.Line(new Text("  {0}:{1} 件", "  {0}: {1}").With(department, count));
        report.Line(new Text("{1} 件申请中有 {0} 件结果不同;无基线 {2} 件,按今天的情况推断 {3} 件。", "{0} of {1} submissions come out differently; {2} without a baseline, {3} with what holds today.")
            .With(impact.Items.Count, impact.Examined, impact.NoBaseline, impact.Assumed));
    }

    private static async Task<Impact> All(RevisionClient client, DefinitionsRepository repository, string commit, string? workflow, Report? progress)
    {
        var impact = new Impact();
        string? cursor = null;
        do
        {
            var page = await client.Replay(repository.Files(commit), workflow, PageSize, cursor);
            impact.Add(page);
            cursor = page["next"]?.GetValue<string>();
            if (cursor is not null) progress?.Line(new Text("… 已看 {0} 件", "… {0} looked at").With(impact.Examined));
        }
        while (cursor is not null);
        return impact;
    }

    /// <summary>Takes out what the base changes in the same way: what is left is what the candidate changes against the base.</summary>
    private static void Without(Impact candidate, Impact basis)
    {
        var known = basis.Items.Select(i => i.ToJsonString()).ToHashSet(StringComparer.Ordinal);
        candidate.Items.RemoveAll(i => known.Contains(i.ToJsonString()));
    }

    /// <summary>The pages together.</summary>
    private sealed class Impact
    {
        public int Examined { get; private set; }

        public int NoBaseline { get; private set; }

        public int Assumed { get; private set; }

        public List<JsonObject> Items { get; } = [];

        public IEnumerable<(string Department, int Count)> ByDepartment => Items.GroupBy(i => i["department"]?.GetValue<string>() ?? "-", StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Count()));

        public void Add(JsonObject page)
        {
            Examined += page["examined"]!.GetValue<int>();
            NoBaseline += page["noBaseline"]!.GetValue<int>();
            Assumed += page["assumed"]!.GetValue<int>();
            Items.AddRange(page["items"]!.AsArray().Select(i => i!.DeepClone().AsObject()));
        }

        public JsonObject ToJson() => new()
        {
            ["examined"] = Examined,
            ["changed"] = Items.Count,
            ["noBaseline"] = NoBaseline,
            ["assumed"] = Assumed,
            ["byDepartment"] = new JsonObject(ByDepartment.Select(d => KeyValuePair.Create(d.Department, (JsonNode?)d.Count))),
            ["items"] = new JsonArray([.. Items.Select(i => (JsonNode)i.DeepClone())]),
        };
    }
}
