using System.Net;
using HrCollab.Tests;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>Scripts through the front door: what they give, and that those which mean harm trouble nobody else.</summary>
public sealed class TryScriptTests(Company company) : IClassFixture<Company>
{
    private TestHost Host => company.Host;

    [Fact]
    public async Task Script_IsAnsweredWithValueStatementsAndTime()
    {
        var answer = (await Try("let sum = '0.00'; for (const line of input.lines) sum = money.add(sum, line); money.div(sum, 3)", "decimal", new { lines = new[] { "0.10", "0.20", "0.71" } })).Json;
        Assert.Equal("0.34", answer["outcome"]!.Text("value"));
        Assert.InRange(answer["outcome"]!["statements"]!.GetValue<int>(), 3, 50);
        var step = answer["trace"]!.AsArray().Single()!;
        Assert.Equal(("script", "value", "input.lines"), (step.Text("topic"), step.Text("outcome"), step["values"]![0]!.Text("path")));
        Assert.Contains("0.34", step.Text("text"), StringComparison.Ordinal);
        Assert.True(answer["milliseconds"]!.GetValue<double>() > 0);
        Assert.Equal("2026-01-31", (await Try("today", "date", new { }, "2026-01-30T17:00:00Z")).Json["outcome"]!.Text("value"));
    }

    [Fact]
    public async Task ScriptThatCannotTell_SaysWhy_AndTextThatIsNoneIsFound()
    {
        var refused = (await Try("throw new Error('no')", "text", new { })).Json;
        Assert.Equal("unknown", refused["trace"]![0]!.Text("outcome"));
        var cannot = refused["outcome"]!["cannotTell"]!;
        Assert.Equal(("HR-SCR-101", "no"), (cannot.Text("code"), cannot.Text("detail")));
        Assert.Equal("HR-SCR-003", (await Try("let let", "text", new { })).Json["outcome"]!["findings"]![0]!.Text("code"));
        Assert.Equal("HR-SCR-006", (await Try("1", "money", new { })).Json["outcome"]!["findings"]![0]!.Text("code"));
        Assert.Equal("HR-SCR-009", (await Try("1", "text", new { a = new string('x', 200_000) })).Json["outcome"]!["findings"]![0]!.Text("code"));
    }

    /// <summary>B.3: hostile scripts, eight at a time; health answers within a second meanwhile and afterwards, and a good script works.</summary>
    [Fact]
    public async Task HostileScripts_LeaveHealthAndGoodScriptsAlone()
    {
        await Try("1", "integer", new { }); // the interpreter is compiled once
        foreach (var batch in HostileScripts.All.Chunk(8))
        {
            var running = batch.Select(script => Try(script.Source, "text", new { employment = new { level = 3 } })).ToList();
            await Health.Answers(Host.Http);
            foreach (var answer in await Task.WhenAll(running)) Assert.NotNull(answer.Is(HttpStatusCode.OK).Json["outcome"]);
        }

        await Health.Answers(Host.Http);
        Assert.Equal("0.30", (await Try("money.add('0.10', '0.20')", "decimal", new { })).Json["outcome"]!.Text("value"));
    }

    private Task<Answer> Try(string script, string type, object input, string? now = null) =>
        Host.Post("E0001", "/api/definitions/try", now is null ? new { kind = "scripts", script, type, input } : new { kind = "scripts", script, type, input, now });
}
