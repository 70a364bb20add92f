using System.Text.Json.Nodes;
using HrCollab.Engine.Cases;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Proof;
using HrCollab.Workspace;

namespace HrCollab.Cli;

/// <summary>test: runs every case, says what no case shows, and if asked what no case would notice.</summary>
internal static class TestCommand
{
    public static int Run(Folder folder, Report report, bool coverage, string? mutate, bool json)
    {
        var result = DefinitionCompiler.Compile(folder.Files());
        if (result.Set is not { } set)
        {
            foreach (var found in result.Diagnostics.Where(d => d.Severity == Severity.Error)) report.Finding(folder, found);
            report.Line(new Text("定义有错误,用例没有运行。", "The definitions have errors; no case was run."));
            return 1;
        }

        var cases = GoldenCheck.Of(set, ExampleCompany.World(set));
        var shown = Coverage.Of(set, cases.Seen);
        var mutants = mutate is null ? [] : MutationRun.Files(set, mutate).SelectMany(p => MutationRun.Of(set, p, ExampleCompany.World)).ToList();
        if (json) report.Json(Json(cases, shown, mutants));
        else Say(folder, report, set, cases, shown, mutants, coverage);
        return cases.Findings.Any(f => f.Severity == Severity.Error) ? 1 : 0;
    }

    private static void Say(Folder folder, Report report, DefinitionSet set, CheckedCases cases, Coverage shown, List<MutantResult> mutants, bool coverage)
    {
        foreach (var found in cases.Findings) report.Finding(folder, found);
        if (coverage)
        {
            foreach (var (file, some, all) in shown.Files) report.Line(Text.Same($"{some,5}/{all,-5} {file}"));
            foreach (var point in shown.Missing) report.Line(new Text("{0}({1}): 没有用例显示:{2} [{3}]", "{0}({1}): no case shows: {2} [{3}]").With(folder.PathOf(point.Place.File), point.Place.Line, point.Words, point.Place.Pointer));
        }

        foreach (var mutant in mutants)
        {
            if (mutant.Finding(set.Files[mutant.Mutant.Place.File]) is { } unnoticed) report.Finding(folder, unnoticed);
        }

        if (mutants.Count > 0) report.Line(new Text("改动 {0} 处,用例注意到 {1} 处。", "{0} changes tried, {1} noticed.").With(mutants.Count, mutants.Count(m => m.NoticedBy is not null)));
        report.Line(new Text("用例 {0} 个,不通过 {1} 处;显示了 {2}/{3}。", "{0} cases, {1} findings; {2} of {3} shown.").With(cases.Run, cases.Findings.Length, shown.Points.Length - shown.Missing.Length, shown.Points.Length));
    }

    private static JsonObject Json(CheckedCases cases, Coverage shown, List<MutantResult> mutants) => new()
    {
        ["cases"] = cases.Run,
        ["findings"] = new JsonArray([.. cases.Findings.Select(f => (JsonNode)Report.Json(f))]),
        ["shown"] = shown.Points.Length - shown.Missing.Length,
        ["points"] = shown.Points.Length,
        ["files"] = new JsonArray([.. shown.Files.Select(f => (JsonNode)new JsonObject { ["file"] = f.File, ["points"] = f.All, ["shown"] = f.Shown })]),
        ["missing"] = new JsonArray([.. shown.Missing.Select(m => (JsonNode)new JsonObject { ["file"] = m.Place.File, ["path"] = m.Place.Pointer, ["line"] = m.Place.Line, ["id"] = m.Id, ["outcome"] = m.Outcome, ["zh"] = m.Words.Zh, ["en"] = m.Words.En })]),
        ["mutants"] = new JsonArray([.. mutants.Select(m => (JsonNode)new JsonObject
        {
            ["file"] = m.Mutant.Place.File, ["path"] = m.Mutant.Place.Pointer, ["line"] = m.Mutant.Place.Line, ["before"] = m.Mutant.Before, ["after"] = m.Mutant.After, ["noticedBy"] = m.NoticedBy,
        })]),
    };
}
