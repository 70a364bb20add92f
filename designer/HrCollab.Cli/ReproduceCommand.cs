using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine.Decisions;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace;
using HrCollab.Workspace.Publishing;

namespace HrCollab.Cli;

/// <summary>
/// reproduce: asks a host what a decision was made of, holds the definitions against the commit that was published under their revision, and
/// decides again with them here. Names the file that is not what it was.
/// </summary>
internal static class ReproduceCommand
{
    public static int Run(DefinitionsRepository repository, string decision, HostAddress host, bool json, Report report)
    {
        var same = false;
        var code = HostQuestion.Ask(host, json, report, async client =>
        {
            var told = await client.Decision(decision);
            var (commit, findings, here) = Local(repository, told);
            var there = told["reproduced"]!["same"]!.GetValue<bool>();
            same = there && findings.Count == 0 && (here is null || here == told["output"]!.GetValue<string>());
            if (json)
            {
                report.Json(new JsonObject
                {
                    ["decisionId"] = decision,
                    ["revision"] = told["revision"]!.DeepClone(),
                    ["commit"] = commit,
                    ["stored"] = told["output"]!.DeepClone(),
                    ["host"] = told["reproduced"]!.DeepClone(),
                    ["here"] = here,
                    ["mismatches"] = new JsonArray([.. findings.Select(f => (JsonNode)f)]),
                    ["same"] = same,
                });
                return;
            }

            foreach (var finding in findings) report.Line(new Text("定义与当时不同:{0}", "Not the definition that decided: {0}").With(finding));
            if (commit is null) report.Line(new Text("仓库里没有版本 {0} 的发布标记。", "The repository has no tag of revision {0}.").With(told["revision"]!.GetValue<string>()[..12]));
            report.Line(same
                ? new Text("{0}:重算结果一致({1})。", "{0} comes out the same ({1}).").With(decision, told["output"]!.GetValue<string>()[..12])
                : new Text("{0}:重算结果不一致。", "{0} does not come out the same.").With(decision));
        });
        return code != 0 ? code : same ? 0 : 1;
    }

    /// <summary>The published commit, the files in it that differ from those that decided, and what they decide here; null where the facts are withheld.</summary>
    private static (string? Commit, List<string> Findings, string? Output) Local(DefinitionsRepository repository, JsonObject told)
    {
        if (repository.Resolve("refs/tags/" + Tags.Name(told["revision"]!.GetValue<string>()) + "^{commit}") is not { } commit) return (null, [], null);
        var files = repository.Files(commit);
        var findings = told["definitions"]!.AsArray().OfType<JsonNode>()
            .Where(d => (files.FirstOrDefault(f => f.Path == d["file"]!.GetValue<string>()) is { } file ? DefinitionCompiler.Hash(file) : null) != d["hash"]?.GetValue<string>())
            .Select(d => d["file"]!.GetValue<string>()).ToList();
        if (told["facts"] is not { } facts || DefinitionCompiler.Compile(files, proven: true).Set is not { } set) return (commit, findings, null);
        return (commit, findings, Decision.Output(set, facts.Deserialize(DecisionJson.Default.DecisionFacts)!) ?? "—");
    }
}
