using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace;
using HrCollab.Workspace.Differences;

namespace HrCollab.Cli;

/// <summary>access-diff: what each role gains and loses between two revisions, and how many people of the example company that concerns (X10).</summary>
internal static class AccessDiffCommand
{
    public static int Run(DefinitionsRepository repository, string? a, string? b, bool json, bool strict, Report report)
    {
        if (Revisions.Of(repository, a, b, report) is not var (before, after)) return 1;
        if (SemanticDiff.Access(repository.Files(before), repository.Files(after), ExampleCompany.Organization) is not { } access)
        {
            report.Line(new Text("其中一个版本有错误,先用 check 查看。", "One of the revisions has errors; see check."));
            return 1;
        }

        if (json)
        {
            report.Json(new JsonObject
            {
                ["roles"] = new JsonArray([.. access.Changes.Select(c => (JsonNode)new JsonObject
                {
                    ["standard"] = c.Standard, ["role"] = c.Role, ["scope"] = c.Scope, ["field"] = c.Field, ["operation"] = Word(c), ["gained"] = c.Gained, ["forbids"] = c.Forbids, ["sensitive"] = c.Sensitive, ["people"] = c.People,
                })]),
                ["effective"] = access.Effective.Length,
            });
        }
        else
        {
            foreach (var c in access.Changes)
            {
                var text = $"{(c.Gained ? '+' : '-')} {c.Standard}: {c.Role} ({c.Scope}) {c.Field} {(c.Forbids ? "!" : "")}{Word(c)}";
                report.Line(new Text($"{text}{(c.Sensitive ? " 敏感" : "")},示例公司 {c.People} 人", $"{text}{(c.Sensitive ? " sensitive" : "")}, {c.People} people of the example company"));
            }

            if (access.Changes.IsEmpty) report.Line(Together(access.Effective.Select(e => e.Caller).Distinct(StringComparer.Ordinal).Count()));
        }

        return strict && (access.Changes.Any(c => c.Gained) || access.Effective.Any(e => e.Gained)) ? 1 : 0;
    }

    /// <summary>Roles that are each what they were can come to something else when one person holds several, as for a computed field.</summary>
    private static Text Together(int people) => people == 0
        ? new Text("权限没有差异。", "No differences in access.")
        : new Text("没有单个角色的差异;几个角色合在一起,示例公司有 {0} 人的权限不同了。", "No role differs by itself; of several roles held together, {0} people of the example company have other rights.").With(people);

    private static string Word(AccessChange change) => change.Operation.ToString().ToLowerInvariant();
}
