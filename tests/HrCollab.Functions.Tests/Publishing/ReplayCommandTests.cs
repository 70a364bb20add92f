using System.Text.Json.Nodes;
using HrCollab.Functions.Tests.Feedback;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>X1: <c>hrcollab replay</c> names exactly the submissions that come out differently, against what decided them and against another commit.</summary>
public sealed class ReplayCommandTests
{
    private const string Probation = "rules/probation.rules.json";
    private const string Short = "\"[12..36)\"], \"then\": [1]";
    private const string Usual = "\"[12..36)\"], \"then\": [2]";

    [Fact]
    public async Task X1_BaseAndCandidate_AreComparedPerSubmission()
    {
        using var definitions = new DefinitionsInGit();
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        // Months of contract and of probation: the base refuses the three of one to three years with two months, the candidate those of three years with three.
        foreach (var (i, term, probation) in new[] { (0, 24, 2), (1, 24, 1), (2, 12, 2), (3, 36, 3), (4, 6, 1), (5, 35, 2), (6, 12, 1) })
        {
            var input = NewPerson.Form($"E02{i:D2}", 200 + i);
            (input["contractKind"], input["termMonths"], input["probationMonths"]) = ("fixed", term, probation);
            await Journey.Submitted(host, "E0005", "onboarding", new { input });
        }

        var basis = definitions.Change(Probation, Usual, Short, "One month below three years");
        definitions.Change(Probation, Short, Usual, "Two months again");
        definitions.Change(Probation, "\">= 36\"], \"then\": [6]", "\">= 36\"], \"then\": [2]", "Two months from three years on");

        var against = await Json("--base", basis);
        Assert.Equal((7, 4), (against["examined"]!.GetValue<int>(), against["changed"]!.GetValue<int>()));
        Assert.Equal(["accepted→invalid E0203", "invalid→accepted E0200", "invalid→accepted E0202", "invalid→accepted E0205"], Ways(against));
        Assert.Equal(4, against["byDepartment"]!["hr"]!.GetValue<int>());
        Assert.Equal(["accepted→invalid E0203"], Ways(await Json()));
        Assert.Equal(["accepted→invalid E0200", "accepted→invalid E0202", "accepted→invalid E0205"], Ways(await Json("--candidate", basis)));
        Assert.Empty(Ways(await Json("--candidate", basis, "--base", basis)));

        var (code, text) = await Replay("--base", basis, "--lang", "zh");
        Assert.Equal(0, code);
        Assert.Contains("7 件申请中有 4 件结果不同", text, StringComparison.Ordinal);
        Assert.Matches("入职,人力资源部,白小满\\(E0203\\):接受 → 不接受", text);
        Assert.Contains("    不接受的原因:", text, StringComparison.Ordinal);

        async Task<JsonNode> Json(params string[] more) => JsonNode.Parse((await Replay([.. more, "--json"])).Text)!;

        async Task<(int Code, string Text)> Replay(params string[] more) =>
            await definitions.Run(["replay", "--host", host.Address.ToString(), "--token", await host.Token("E0006"), "--folder", definitions.Folder, .. more]);
    }

    private static IEnumerable<string> Ways(JsonNode impact) =>
        impact["items"]!.AsArray().Select(i => $"{i!.Text("before")}→{i!.Text("after")} {i!["subject"]!.Text("id")}").Order(StringComparer.Ordinal);
}
