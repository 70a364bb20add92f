using System.Net;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Projecting;

/// <summary>Changes that cases order are held to the standard like any other change: when they are ordered, and again when they are written.</summary>
public sealed class EffectTests
{
    private static readonly string[] Approvals = ["release", "receive", "hrbp", "pay-check", "approval"];

    private const string Rule =
        """
        { "id": "pay-on-probation", "when": "person.employment.status == \"probation\"", "require": "person.pay.baseSalary <= 20500", "at": "pay.baseSalary",
          "message": { "zh": "试用期内不调薪", "en": "No raise on probation" } },
        """;

    /// <summary>Between order and day the record becomes one that does not take the change: HR has it to see to, mends it, and it goes on.</summary>
    [Fact]
    public async Task RefusedWhenWritten_IsNotWritten_AndTheCaseSaysWhy_UntilSomebodyMendsIt() // S6, S11, S26
    {
        using var definitions = new OwnDefinitions().With("standards/person.standard.json", "\"rules\": [", "\"rules\": [" + Rule);
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        await Patch(host, new { employment = new { status = "probation" }, effectiveFrom = "2026-10-01" });
        var transfer = await Journey.Submitted(host, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12", newBaseSalary = "21000.00" } });
        foreach (var step in Approvals) await transfer.Approve(step);
        await transfer.Complete("handover", "documents", "openWork", "receivedBy");

        var blocked = await transfer.Opens("apply");
        var task = await transfer.Task("apply");
        Assert.True(task["alert"]!.GetValue<bool>());
        Assert.Equal("E0001", task.Text("owner"));
        Assert.Equal("blocked", blocked["steps"]!.AsArray().Single(s => s!.Text("step") == "apply")!.Text("status"));
        Assert.Contains("试用期内不调薪", task.Text("reason"), StringComparison.Ordinal);
        Assert.Contains(transfer.Id, (await host.Get("E0001", "/api/tasks")).Items().Texts("case"));
        await Refusal(host, transfer, "zh-CN", "试用期内不调薪");
        var refused = await Refusal(host, transfer, "en", "No raise on probation");
        var decision = (await host.Get("E0001", $"/api/decisions/{refused.Text("decisionId")}")).Is(HttpStatusCode.OK).Json;
        Assert.True(decision["reproduced"]!["same"]!.GetValue<bool>()); // X3

        // Trying again without mending anything is refused; on the day nothing has changed by half.
        var again = (await transfer.Try("E0001", "apply", "complete")).Is(HttpStatusCode.OK).Json;
        Assert.Equal("running", again.Text("state")); // today's record takes it, so it is ordered again and refused again by the record of the day
        await TestHost.Eventually(() => transfer.Trace(), t => t.Count(e => e!.Text("type") == "step.blocked") == 2);
        host.AdvanceTo("2026-10-12T09:00:00");
        await transfer.Complete("seat", "access", "seatNo=5F-B-242");
        await transfer.Complete("accounts", "revoked", "granted", "changedAt");
        var values = (await host.Get("E0001", "/api/records/person/E0042")).Is(HttpStatusCode.OK).Json["values"]!;
        Assert.Equal(("rd1", "20000.00"), (values["employment"]!.Text("department"), values["pay"]!.Text("baseSalary")));
        (await transfer.Try("E0001", "apply", "complete")).Is(HttpStatusCode.Conflict);

        await Patch(host, new { employment = new { status = "active" } });
        (await transfer.Try("E0001", "apply", "complete")).Is(HttpStatusCode.OK);
        await transfer.Reaches("completed");
        values = (await host.Get("E0001", "/api/records/person/E0042")).Is(HttpStatusCode.OK).Json["values"]!;
        Assert.Equal(("rd2", "21000.00"), (values["employment"]!.Text("department"), values["pay"]!.Text("baseSalary")));
    }

    /// <summary>The record has become one that cannot have the contract's end: known when the change is ordered, so it is not even ordered.</summary>
    [Fact]
    public async Task RefusedWhenOrdered_BlocksTheStep_AndTheOneWhoSeesToItCanSendItBack()
    {
        await using var host = await TestHost.Started();
        var onboarding = await Journey.Submitted(host, "E0005", "onboarding", new { input = NewPerson.Form("E0071", 71) });
        await TestHost.Eventually(() => host.Get("E0001", "/api/records/person/E0071"), a => a.Status == HttpStatusCode.OK);
        await Patch(host, new { contract = new { kind = "open" } }, "E0071");
        await onboarding.Complete("materials", "identity", "leaving", "education");
        await onboarding.Complete("contract", "number=HT-2026-0071", "terms");

        var task = await onboarding.Task("contract-record");
        Assert.Contains("无固定期限合同没有到期日", task.Text("reason"), StringComparison.Ordinal);
        await Refusal(host, onboarding, "en", "An open-ended contract has no end date");
        Assert.DoesNotContain(await onboarding.Trace(), e => e!.Text("type") == "effect.scheduled" && e!.Text("step") == "contract-record");
        var conflict = (await onboarding.Try("E0001", "contract-record", "complete")).Is(HttpStatusCode.Conflict);
        Assert.Contains("无固定期限合同没有到期日", conflict.Text, StringComparison.Ordinal);
        (await onboarding.Try("E0046", "contract-record", "complete")).Is(HttpStatusCode.NotFound);

        (await onboarding.Try("E0001", "contract-record", "return", new { to = "contract", comment = "合同类型有误" })).Is(HttpStatusCode.OK);
        Assert.Contains("contract", await onboarding.OpenSteps());
        await Patch(host, new { contract = new { kind = "fixed" } }, "E0071");
        await onboarding.Complete("contract", "number=HT-2026-0071", "terms");
        var values = await TestHost.Eventually(
            async () => (await host.Get("E0001", "/api/records/person/E0071")).Json["values"]!, v => v["contract"]?["number"] is not null);
        Assert.Equal("2029-10-11", values["contract"]!.Text("endDate"));
    }

    /// <summary>Two forms for one new number, or a record made beside the process: the second never writes over the first.</summary>
    [Fact]
    public async Task RecordMadeBySomebodyElse_IsNotOverwritten()
    {
        using var definitions = new OwnDefinitions().With(
            "workflows/onboarding.workflow.json", "\"steps\": [\n    {\n      \"id\": \"prepare\"", "\"steps\": [\n    { \"id\": \"agree\", \"row\": \"materials\", \"task\": true },\n    {\n      \"id\": \"prepare\"");
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        var first = await Journey.Submitted(host, "E0005", "onboarding", new { input = NewPerson.Form("E0072", 73) });
        var form = NewPerson.Form("E0072", 75);
        form["name"] = "另一人";
        var second = await Journey.Submitted(host, "E0005", "onboarding", new { input = form });
        await first.Complete("agree", "identity", "leaving", "education");
        await TestHost.Eventually(() => host.Get("E0001", "/api/records/person/E0072"), a => a.Status == HttpStatusCode.OK);
        await second.Complete("agree", "identity", "leaving", "education");

        await second.Opens("create");
        Assert.Contains("E0072", (await second.Task("create")).Text("reason"), StringComparison.Ordinal);
        Assert.Equal("白小满", (await host.Get("E0001", "/api/records/person/E0072")).Json["values"]!["identity"]!.Text("name"));
    }

    /// <summary>A change by hand that an ordered one would contradict on its day is refused at once.</summary>
    [Fact]
    public async Task PatchThatContradictsAnOrderedChange_IsRefusedWithTheDay()
    {
        using var definitions = new OwnDefinitions().With("standards/person.standard.json", "\"rules\": [", "\"rules\": [" + Rule);
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        await Patch(host, new { pay = new { baseSalary = "21000.00" }, effectiveFrom = "2026-10-12" });
        var record = (await host.Get("E0001", "/api/records/person/E0042")).Is(HttpStatusCode.OK);
        var refused = (await host.Patch("E0001", "/api/records/person/E0042", new { employment = new { status = "probation" } }, record.ETag)).Is(HttpStatusCode.UnprocessableEntity);
        Assert.Contains("2026-10-12", refused.Json["errors"]![0]!.Text("message"), StringComparison.Ordinal);
        Assert.Equal("/pay/baseSalary", refused.Json["errors"]![0]!.Text("pointer"));
    }

    /// <summary>Changes a record; who is overtaken by an effect that is being written reads again, as a person would.</summary>
    private static async Task Patch(TestHost host, object change, string person = "E0042") => (await TestHost.Eventually(
        async () =>
        {
            var record = (await host.Get("E0001", $"/api/records/person/{person}")).Is(HttpStatusCode.OK);
            return await host.Patch("E0001", $"/api/records/person/{person}", change, record.ETag);
        },
        a => a.Status != HttpStatusCode.PreconditionFailed)).Is(HttpStatusCode.OK);

    /// <summary>The event that blocked the step, with the finding in a language.</summary>
    private static async Task<JsonNode> Refusal(TestHost host, Journey journey, string language, string message)
    {
        var trace = (await host.Send("E0001", HttpMethod.Get, $"/api/cases/{journey.Id}/trace", null, language: language)).Is(HttpStatusCode.OK).Json;
        var blocked = trace["events"]!.AsArray().Last(e => e!.Text("type") == "step.blocked")!;
        Assert.Contains(message, blocked.Text("text"), StringComparison.Ordinal);
        Assert.Contains(blocked["trace"]!.AsArray(), t => t!.Text("topic") == "standard" && t!.Text("outcome") == "refused" && t!["source"]!.Text("file") == "standards/person.standard.json");
        return blocked;
    }
}
