using System.Text.Json.Nodes;
using HrCollab.Functions.Tests.Publishing;
using HrCollab.Tests;

namespace HrCollab.Functions.Tests.Crash;

/// <summary>Everything hostile as questions to <c>/definitions/try</c>, and the good rule that must go on being judged.</summary>
internal static class HostileQuestions
{
    /// <summary>B.3: at least so many of each kind, so that none stands in for another.</summary>
    public static IReadOnlyDictionary<string, int> Least { get; } = new Dictionary<string, int> { ["scripts"] = 60, ["expressions"] = 40, ["schemas"] = 40, ["rules"] = 40 };

    public static IReadOnlyList<JsonObject> All { get; } =
    [
        .. HostileScripts.All.Select(s => new JsonObject { ["kind"] = "scripts", ["script"] = s.Source, ["type"] = "text", ["input"] = new JsonObject() }),
        .. HostileExpressions.All.Select(e => new JsonObject { ["kind"] = "expressions", ["expression"] = (string)e[1], ["subject"] = "person", ["input"] = new JsonObject() }),
        .. HostileSchemas.All.Select(s => new JsonObject { ["kind"] = "schemas", ["input"] = new JsonObject { ["schema"] = s.Schema, ["text"] = s.Instance } }),
        .. HostileTables.All.Select(t => new JsonObject { ["kind"] = "rules", ["definition"] = t.Definition.DeepClone(), ["input"] = new JsonObject() }),
    ];

    public static async Task Ask(HttpClient http, JsonObject question)
    {
        using var answer = await http.PostAsync(new Uri("/api/definitions/try", UriKind.Relative), Json(question));
        Assert.True((int)answer.StatusCode is 200 or 400 or 413 or 422, $"{answer.StatusCode}: {question.ToJsonString()[..Math.Min(300, question.ToJsonString().Length)]}");
    }

    /// <summary>Health answers within a second, and a good rule is judged.</summary>
    public static async Task Healthy(HttpClient http)
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

    /// <summary>Signs the client in as somebody who may ask.</summary>
    public static async Task SignIn(HttpClient http)
    {
        using var answer = await http.PostAsync(new Uri("/api/dev/tokens", UriKind.Relative), Json(new JsonObject { ["person"] = "E0003" }));
        http.DefaultRequestHeaders.Authorization = new("Bearer", JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.Text("token"));
    }

    private static StringContent Json(JsonNode body) => new(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
}
