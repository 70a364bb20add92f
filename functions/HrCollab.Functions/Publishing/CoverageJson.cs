using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Proof;

namespace HrCollab.Functions.Publishing;

/// <summary>What the cases of a candidate show, and what none of them does.</summary>
internal static class CoverageJson
{
    public static JsonObject Of(Coverage coverage, int cases, Language language) => new()
    {
        ["cases"] = cases,
        ["points"] = coverage.Points.Length,
        ["shown"] = coverage.Points.Length - coverage.Missing.Length,
        ["files"] = new JsonArray([.. coverage.Files.Select(f => (JsonNode)new JsonObject { ["file"] = f.File, ["points"] = f.All, ["shown"] = f.Shown })]),
        ["missing"] = new JsonArray([.. coverage.Missing.Select(m => (JsonNode)new JsonObject { ["file"] = m.Place.File, ["path"] = m.Place.Pointer, ["line"] = m.Place.Line, ["id"] = m.Id, ["outcome"] = m.Outcome, ["text"] = m.Words.In(language) })]),
    };
}
