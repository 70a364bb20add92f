using System.Globalization;
using System.Text.Json.Nodes;
using HrCollab.Functions.Tests.Publishing;
using HrCollab.Tests;

namespace HrCollab.Functions.Tests.Crash;

/// <summary>
/// Everything hostile at one process: after each thing health answers within a second and a good rule is still judged; afterwards the
/// memory is what it was.
/// </summary>
public sealed class HostileProcessTests
{
    [Fact]
    public async Task HostileScriptsExpressionsSchemasAndTables_LeaveTheProcessAsItWas()
    {
        var folder = Directory.CreateTempSubdirectory("hrcollab-hostile-").FullName;
        using var process = await HostProcess.Started(folder, "--Limits:PersonPerMinute", "0");
        using var http = new HttpClient { BaseAddress = process.Address, Timeout = TimeSpan.FromSeconds(60) };
        var token = JsonNode.Parse(await (await http.PostAsync(new Uri("/api/dev/tokens", UriKind.Relative), Json(new JsonObject { ["person"] = "E0003" }))).Content.ReadAsStringAsync())!.Text("token");
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var questions = Questions().ToList();
        Assert.True(questions.Count >= 180, questions.Count.ToString(CultureInfo.InvariantCulture));
        foreach (var question in questions) await Ask(http, question); // everything is compiled and every pool filled once
        var before = await Memory(http, process);
        foreach (var question in questions)
        {
            await Ask(http, question);
            await Healthy(http);
        }

        var after = await Memory(http, process);
        Assert.True(after < before * 1.2, $"{before / 1024} KB before, {after / 1024} KB after");
    }

    /// <summary>B.3: so many of each kind, so that none stands in for another.</summary>
    [Fact]
    public void EveryKind_HasItsNumber()
    {
        Assert.True(HostileScripts.All.Count >= 60, "scripts");
        Assert.True(HostileExpressions.All.Count >= 40, "expressions");
        Assert.True(HostileSchemas.All.Count >= 40, "schemas");
        Assert.True(HostileTables.All.Count >= 40, "tables");
    }

    private static IEnumerable<JsonObject> Questions() =>
        HostileScripts.All.Select(s => new JsonObject { ["kind"] = "scripts", ["script"] = s.Source, ["type"] = "text", ["input"] = new JsonObject() })
            .Concat(HostileExpressions.All.Select(e => new JsonObject { ["kind"] = "expressions", ["expression"] = (string)e[1], ["subject"] = "person", ["input"] = new JsonObject() }))
            .Concat(HostileSchemas.All.Select(s => new JsonObject { ["kind"] = "schemas", ["input"] = new JsonObject { ["schema"] = s.Schema, ["text"] = s.Instance } }))
            .Concat(HostileTables.All.Select(t => new JsonObject { ["kind"] = "rules", ["definition"] = t.Definition.DeepClone(), ["input"] = new JsonObject() }));

    private static async Task Ask(HttpClient http, JsonObject question)
    {
        using var answer = await http.PostAsync(new Uri("/api/definitions/try", UriKind.Relative), Json(question));
        Assert.True((int)answer.StatusCode is 200 or 400 or 413 or 422, $"{answer.StatusCode}: {question.ToJsonString()[..Math.Min(300, question.ToJsonString().Length)]}");
    }

    private static async Task Healthy(HttpClient http)
    {
        await Health.Answers(http);
        using var good = await http.PostAsync(new Uri("/api/definitions/try", UriKind.Relative), Json(new JsonObject
        {
            ["kind"] = "expressions",
            ["expression"] = "person.contract.termMonths >= 12",
            ["subject"] = "person",
            ["input"] = new JsonObject { ["contract"] = new JsonObject { ["termMonths"] = 24 } },
        }));
        Assert.Equal("true", JsonNode.Parse(await good.Content.ReadAsStringAsync())!["outcome"]!.Text("verdict"));
    }

    /// <summary>What the process holds after it has had a moment's peace, the least of some looks.</summary>
    private static async Task<long> Memory(HttpClient http, HostProcess process)
    {
        var least = long.MaxValue;
        for (var i = 0; i < 150; i++)
        {
            await Healthy(http);
            least = Math.Min(least, process.WorkingSet);
        }

        return least;
    }

    private static StringContent Json(JsonNode body) => new(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
}
