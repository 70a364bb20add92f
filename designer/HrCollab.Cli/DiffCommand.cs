using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace;
using HrCollab.Workspace.Differences;

namespace HrCollab.Cli;

/// <summary>diff: one sentence per change, what widens permissions first.</summary>
internal static class DiffCommand
{
    public static int Run(DefinitionsRepository repository, string? a, string? b, bool json, Report report)
    {
        if (Revisions.Of(repository, a, b, report) is not var (before, after)) return 1;
        var diff = SemanticDiff.Of(repository.Files(before), repository.Files(after), ExampleCompany.Organization);
        if (json)
        {
            report.Json(new JsonObject
            {
                ["a"] = before,
                ["b"] = after,
                ["changes"] = new JsonArray([.. diff.Changes.Select(c => (JsonNode)new JsonObject
                {
                    ["zh"] = c.Sentence.Zh, ["en"] = c.Sentence.En, ["file"] = c.File, ["pointer"] = c.Pointer, ["weight"] = c.Weight.ToString().ToLowerInvariant(), ["people"] = c.People, ["sensitive"] = c.Sensitive,
                })]),
            });
            return 0;
        }

        var files = repository.Files(after).ToDictionary(f => f.Path, StringComparer.Ordinal);
        foreach (var change in diff.Changes)
        {
            report.Line(new Text(Mark(change) + change.Sentence.Zh, Mark(change) + change.Sentence.En));
            report.Line(Text.Same($"    {repository.Prefix}{change.File}{(files.TryGetValue(change.File, out var file) ? $"({file.LineOf(change.Pointer)}): {change.Place}{change.Within}" : "")}".TrimEnd(' ', ':')));
        }

        if (diff.IsEmpty) report.Line(new Text("没有差异。", "No differences."));
        return 0;
    }

    private static string Mark(Change change) => change.Weight switch { ChangeWeight.Widening => "! ", ChangeWeight.Added => "+ ", ChangeWeight.Removed => "- ", _ => "~ " };
}

/// <summary>Two revisions that somebody named.</summary>
internal static class Revisions
{
    public static (string A, string B)? Of(DefinitionsRepository repository, string? a, string? b, Report report) =>
        One(repository, a, report) is { } first && One(repository, b, report) is { } second ? (first, second) : null;

    public static string? One(DefinitionsRepository repository, string? revision, Report report)
    {
        if (repository.Resolve(revision ?? "HEAD") is { } commit) return commit;
        report.Line(new Text("没有版本“{0}”。", "There is no revision '{0}'.").With(revision));
        return null;
    }
}
