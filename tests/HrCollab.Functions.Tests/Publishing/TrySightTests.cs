using System.Net;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>A question with definitions of one's own reads no more of a record than the active matrix shows its asker (S15, S16).</summary>
public sealed class TrySightTests(Company company) : IClassFixture<Company>
{
    private TestHost Host => company.Host;

    /// <summary>A head reads salaries of their people masked; a rule of their own that compares them would tell the amount bit by bit.</summary>
    [Theory]
    [InlineData("E0007", "1.00")]
    [InlineData("E0007", "999999.00")]
    public async Task RuleOfOnesOwnAboutWhatOneMayNotRead_CannotTell(string asker, string amount)
    {
        var answer = (await Try(asker, "E0042", amount)).Is(HttpStatusCode.OK);
        Assert.DoesNotContain("20000", answer.Text, StringComparison.Ordinal);
        var judged = answer.Json["trace"]!.AsArray().OfType<JsonNode>().Single(t => t["source"]?["file"]?.GetValue<string>() == "rules/oracle.rules.json");
        Assert.Equal("unknown", judged.Text("outcome"));
    }

    /// <summary>Payroll reads salaries, so its own rule may.</summary>
    [Theory]
    [InlineData("1.00", "true")]
    [InlineData("999999.00", "false")]
    public async Task RuleOfOnesOwnAboutWhatOneMayRead_IsJudged(string amount, string verdict)
    {
        var judged = (await Try("E0001", "E0042", amount)).Is(HttpStatusCode.OK).Json["trace"]!.AsArray().OfType<JsonNode>().Single(t => t["source"]?["file"]?.GetValue<string>() == "rules/oracle.rules.json");
        Assert.Equal(verdict, judged.Text("outcome"));
    }

    /// <summary>Granting oneself a role in the question gives no sight of a record that is not there for the asker.</summary>
    [Fact]
    public async Task RecordThatIsNotVisible_IsNotFound_WhateverTheQuestionGrants() => (await Try("E0046", "E0002", "1.00", grant: true)).Is(HttpStatusCode.NotFound);

    /// <summary>A responsibility matrix of one's own resolves nobody through a record that is not there for the asker.</summary>
    [Fact]
    public async Task MatrixOfOnesOwnAboutARecordThatIsNotVisible_IsNotFound()
    {
        var permissions = (await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, "permissions/person.permissions.json")))
            .Replace("\"duty\": \"hrbp\", \"scope\": \"assigned\"", "\"relation\": \"anyone\"", StringComparison.Ordinal);
        object Question(object[] files) => new { kind = "responsibilities", id = "transfer", input = new { subject = "E0002" }, files };
        (await Host.Post("E0046", "/api/definitions/try", Question([]))).Is(HttpStatusCode.NotFound);
        var granted = await Host.Post("E0046", "/api/definitions/try", Question([new { path = "permissions/person.permissions.json", text = permissions }]));
        Assert.True(granted.Status is HttpStatusCode.NotFound, granted.Text);
    }

    /// <summary>A form that no workflow starts with is asked for itself.</summary>
    [Fact]
    public async Task NewFormInTheQuestion_IsEvaluated()
    {
        var form = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, "forms/transfer.form.json")))!;
        form["id"] = "moving";
        form["rules"] = null;
        form.AsObject().Remove("rules");
        var answer = (await Host.Post("E0007", "/api/definitions/try", new { kind = "forms", definition = form, input = new { newDepartment = "rd2" }, now = "2026-09-18T10:00:00+08:00" })).Is(HttpStatusCode.OK).Json;
        Assert.False(answer["outcome"]!["accepted"]!.GetValue<bool>());
        Assert.Contains("newDepartment", answer["outcome"]!["visible"]!.AsArray().Select(v => v!.GetValue<string>()));
    }

    private async Task<Answer> Try(string asker, string subject, string amount, bool grant = false)
    {
        var form = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, "forms/transfer.form.json")))!;
        form["rules"] = new JsonArray("oracle");
        if (grant) form["submitters"] = new JsonArray("self", "manager", "head");
        var rules = $$"""
            { "$schema": "../schema/rules.schema.json", "id": "oracle", "title": { "zh": "探问", "en": "Oracle" }, "subject": "person",
              "conditions": [{ "id": "more", "require": "person.pay.baseSalary > {{amount}}", "message": { "zh": "不够", "en": "Not enough" } }] }
            """;
        var permissions = await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, "permissions/person.permissions.json"));
        if (grant) permissions = permissions.Replace("\"relation\": \"self\"", "\"duty\": \"head\", \"scope\": \"all\"", StringComparison.Ordinal);
        return await Host.Post(asker, "/api/definitions/try", new
        {
            kind = "forms",
            id = "transfer",
            input = new { subject, input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } },
            files = new[]
            {
                new { path = "forms/transfer.form.json", text = form.ToJsonString() },
                new { path = "rules/oracle.rules.json", text = rules },
                new { path = "permissions/person.permissions.json", text = permissions },
            },
        });
    }
}
