using System.Net;
using HrCollab.Functions.Tests.Storage;

namespace HrCollab.Functions.Tests.Cases;

/// <summary>An onboarding from the accepted offer to the talk after three months, by the people of the example company alone.</summary>
public sealed class OnboardingJourneyTests(Company company) : IClassFixture<Company>
{
    private static readonly string[] Contract = ["number=HT-2026-0061", "terms"];
    private static readonly string[] Accounts = ["accountName", "rights", "device"];
    private static readonly string[] DayOne = ["arrivedOn", "signedOn=2026-10-12", "rules"];
    private static readonly string Scan = new('a', 64);

    /// <summary>Whoever typed a number is told how it was written; those who take part in the case and may not see it are not.</summary>
    [Fact]
    public async Task S15_ValueWrittenInItsUsualForm_IsToldToItsSenderAlone()
    {
        await using var host = await TestHost.Started();
        var form = NewPerson.Form("E0069", 47);
        form["mobile"] = "１３８１２３４００６９";
        var notices = (await host.Post("E0005", "/api/forms/onboarding/preflight", new { input = form })).Is(HttpStatusCode.OK).Json["notices"]!.ToJsonString();
        Assert.Contains("13812340069", notices, StringComparison.Ordinal);
        var onboarding = await Journey.Submitted(host, "E0005", "onboarding", new { input = form });
        var seen = (await host.Get("E0018", $"/api/cases/{onboarding.Id}/trace")).Is(HttpStatusCode.OK).Json;
        Assert.Contains("规范为", seen["events"]!.AsArray().SelectMany(e => e!["trace"]?.AsArray() ?? []).Select(t => t!.Text("text")).Aggregate("", string.Concat), StringComparison.Ordinal);
        Assert.DoesNotContain("40069", System.Text.RegularExpressions.Regex.Unescape(seen.ToJsonString()), StringComparison.Ordinal);
        Assert.DoesNotContain("４００６９", System.Text.RegularExpressions.Regex.Unescape(seen.ToJsonString()), StringComparison.Ordinal);
    }

    [Theory]
    [EveryStore]
    public async Task S22_EveryStepOverHttp_EndsWithARecordThatHoldsWhatEachDepartmentGave(TestStore store)
    {
        await using var host = await TestHost.Started(store: store);
        var onboarding = await Journey.Submitted(host, "E0005", "onboarding", new { input = NewPerson.Form("E0061", 41) });
        await onboarding.Complete("materials", "identity", "identityScan=" + Scan, "identityExpiry=2036-05-20", "leaving", "leavingDate=2026-09-15", "education=2026-09-16");
        await onboarding.Complete("contract", Contract);
        await onboarding.Complete("accounts", [.. Accounts, "mailbox"]);
        await onboarding.Complete("seat", "seatNo=5F-A-061", "badgeNo=BC00061", "access");
        await onboarding.Complete("mentor", "mentor=E0025", "plan");
        host.AdvanceTo("2026-10-12T08:00:00");
        await onboarding.Complete("dayOne", DayOne);
        await onboarding.Opens("finance");
        await onboarding.Complete("finance", "account", "tax", "insurance");
        await onboarding.Complete("week", "talk");
        await onboarding.Complete("month", "talk");
        await onboarding.Complete("quarter", "talk", "advice");
        await onboarding.Reaches("completed");

        var values = (await host.Get("E0001", "/api/records/person/E0061")).Is(HttpStatusCode.OK).Json["values"]!;
        Assert.Equal("白小满", values["identity"]!.Text("name"));
        Assert.Equal("1995-03-15", values["identity"]!.Text("birthDate"));
        Assert.Equal("1", values["identity"]!.Text("sex"));
        Assert.Equal("probation", values["employment"]!.Text("status"));
        Assert.Equal("18000.00", values["pay"]!.Text("baseSalary"));
        Assert.Equal("HT-2026-0061", values["contract"]!.Text("number"));
        Assert.Equal("2026-10-12", values["contract"]!.Text("signedDate"));
        Assert.Equal("new.person", values["account"]!.Text("name"));
        Assert.Equal("5F-A-061", values["workplace"]!.Text("seat"));
        var documents = values["documents"]!; // what the checklist collected, and nothing else
        Assert.Equal((Scan, "2036-05-20", "2026-09-15", "2026-09-16"), (documents.Text("identityScan"), documents.Text("identityExpiry"), documents.Text("leavingDate"), documents.Text("educationVerifiedOn")));
        Assert.Null(documents["educationScan"]);
        Assert.Equal("E0061", (await host.Get("白小满", "/api/me")).Is(HttpStatusCode.OK).Json["person"]!.Text("id"));
    }

    /// <summary>The record is there for the departments to fill; the person is not, until they have come and their day is there.</summary>
    [Fact]
    public async Task S25_WhoHasNotStarted_IsOnRecordButHasNoAccessAndGetsNoWork_UntilTheHireDate()
    {
        await using var host = await TestHost.Started();
        var onboarding = await Journey.Submitted(host, "E0005", "onboarding", new { input = NewPerson.Form("E0061", 41) });
        await TestHost.Eventually(() => host.Get("E0001", "/api/records/person/E0061"), a => a.Status == HttpStatusCode.OK);
        await Stands("pending", employed: false);
        await onboarding.Complete("materials", "identity", "leaving", "education");
        await onboarding.Complete("contract", Contract);
        await onboarding.Complete("accounts", Accounts);
        host.AdvanceTo("2026-10-11T23:59:30");
        Assert.Equal("HR-WFL-113", (await onboarding.Try("E0006", "dayOne", "complete", new { checks = Journey.Marks(DayOne) })).Is(HttpStatusCode.Conflict).Json.Text("code"));
        await Stands("pending", employed: false);
        host.AdvanceTo("2026-10-12T00:00:30");
        await onboarding.Complete("dayOne", DayOne);
        await TestHost.Eventually(() => host.Get("E0061", "/api/me"), a => a.Status == HttpStatusCode.OK);
        await Stands("probation", employed: true);

        async Task Stands(string status, bool employed)
        {
            Assert.Equal(status, (await host.Get("E0001", "/api/records/person/E0061")).Is(HttpStatusCode.OK).Json["values"]!["employment"]!.Text("status"));
            Assert.Equal(employed ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, (await host.Get("E0061", "/api/me")).Status);
            var leaving = new { subject = "E0048", input = new { lastWorkingDay = "2026-12-18", leaveReason = "resignation", receiver = "E0061" } };
            var route = (await host.Post("E0048", "/api/forms/offboarding/preflight", leaving)).Is(HttpStatusCode.OK).Json["route"]!.AsArray();
            Assert.Equal(employed ? ["E0061"] : [], route.Single(s => s!.Text("step") == "handover-receive")!["owners"]!.AsArray().Texts("id"));
        }
    }

    /// <summary>Somebody who never comes stays pending, whatever the calendar says.</summary>
    [Fact]
    public async Task S25_WhoDoesNotCome_StaysPendingAfterTheHireDate()
    {
        await using var host = await TestHost.Started();
        await Journey.Submitted(host, "E0005", "onboarding", new { input = NewPerson.Form("E0061", 41) });
        host.AdvanceTo("2026-10-20T09:00:00");
        await TestHost.Eventually(() => host.Get("E0001", "/api/records/person/E0061"), a => a.Status == HttpStatusCode.OK);
        Assert.Equal("pending", (await host.Get("E0001", "/api/records/person/E0061")).Json["values"]!["employment"]!.Text("status"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Get("E0061", "/api/me")).Status);
    }

    /// <summary>IT takes part and sees the case; the number of the contract is none of its business (S16).</summary>
    [Fact]
    public async Task EvidenceThatGoesIntoTheRecord_IsSeenAsTheRecordIs()
    {
        await using var host = await TestHost.Started();
        var onboarding = await Journey.Submitted(host, "E0005", "onboarding", new { input = NewPerson.Form("E0068", 49) });
        await onboarding.Complete("materials", "identity", "leaving", "education");
        await onboarding.Complete("contract", "number=HT-2026-0068", "terms");
        Assert.Equal("HT-2026-0068", await Number("E0001"));
        Assert.Equal("■■", await Number("E0018"));
        Assert.DoesNotContain("HT-2026-0068", (await host.Get("E0018", $"/api/cases/{onboarding.Id}/trace")).Text, StringComparison.Ordinal);

        async Task<string> Number(string person) => (await host.Get(person, $"/api/cases/{onboarding.Id}/trace")).Is(HttpStatusCode.OK).Json["events"]!.AsArray()
            .Single(e => e!["evidence"]?["number"] is not null)!["evidence"]!.Text("number");
    }

    [Fact]
    public async Task S25_DepartmentsStartAtTheSameTime()
    {
        var onboarding = await Journey.Submitted(company.Host, "E0005", "onboarding", new { input = NewPerson.Form("E0062", 43) });
        var tasks = (await onboarding.Case())["tasks"]!.AsArray();
        Assert.Equal(["accounts", "contract", "dayOne", "materials", "mentor", "seat"], tasks.Texts("step").Order());
        Assert.Equal(["admin", "hr", "it", "rd1"], tasks.Texts("department").Distinct().Order());
        Assert.Single(tasks.Texts("since").Distinct());
    }

    [Theory]
    [InlineData("contract", "准备劳动合同", "吴桂芳")]
    [InlineData("accounts", "开通账号和设备", "彭志强")]
    public async Task S25_DayOneIsBlocked_AndTheMissingStepAndItsOwnerAreNamed(string missing, string title, string owner)
    {
        var number = missing == "contract" ? "E0063" : "E0064";
        var onboarding = await Journey.Submitted(company.Host, "E0005", "onboarding", new { input = NewPerson.Form(number, 45) });
        await onboarding.Complete("materials", "identity", "leaving", "education");
        if (missing == "contract") await onboarding.Complete("accounts", Accounts);
        else await onboarding.Complete("contract", Contract);

        var refused = (await onboarding.Try("E0006", "dayOne", "complete", new { checks = Journey.Marks(DayOne) })).Is(HttpStatusCode.Conflict);
        Assert.Equal("HR-WFL-104", refused.Json.Text("code"));
        Assert.Contains(title, refused.Json.Text("title"));
        Assert.Contains(owner, refused.Json.Text("title"));

        await onboarding.Complete(missing, missing == "contract" ? Contract : Accounts);
        var early = (await onboarding.Try("E0006", "dayOne", "complete", new { checks = Journey.Marks(DayOne) })).Is(HttpStatusCode.Conflict);
        Assert.Equal("HR-WFL-113", early.Json.Text("code")); // nothing but the day is missing
    }

    [Fact]
    public async Task S38_WorkWithoutItsEvidence_IsRefusedAtTheCheck()
    {
        var onboarding = await Journey.Submitted(company.Host, "E0005", "onboarding", new { input = NewPerson.Form("E0065", 47) });
        var listed = (await onboarding.Task("accounts"))["checks"]!.AsArray(); // content and standard, before anything is done
        Assert.Equal([("accountName", true, "text"), ("mailbox", false, "text"), ("rights", true, null), ("device", true, "text")], listed.Select(c => (c!.Text("id"), c!["mandatory"]!.GetValue<bool>(), c!["evidence"]?.GetValue<string>())));
        Assert.All(listed.Texts("title"), Assert.NotEmpty);
        var refused = (await onboarding.Try("E0018", "accounts", "complete", new { checks = Journey.Marks("accountName", "rights") })).Is(HttpStatusCode.UnprocessableEntity).Json;
        var error = Assert.Single(refused["errors"]!.AsArray())!;
        Assert.Equal("/checks/device", error.Text("pointer"));
        Assert.Equal("HR-WFL-103", error.Text("code"));
        Assert.StartsWith("responsibilities/onboarding.responsibilities.json:", error.Text("source"), StringComparison.Ordinal);

        var ticked = new { checks = new Dictionary<string, object>(StringComparer.Ordinal) { ["accountName"] = new { done = true, evidence = "new.person" }, ["rights"] = new { done = false }, ["device"] = new { done = true, evidence = "  " } } };
        var pointers = (await onboarding.Try("E0019", "accounts", "complete", ticked)).Is(HttpStatusCode.UnprocessableEntity).Json["errors"]!.AsArray().Texts("pointer");
        Assert.Equal(["/checks/device", "/checks/rights"], pointers.Order());
        await onboarding.Complete("accounts", Accounts);
    }

    [Fact]
    public async Task S38_AQualityReturn_CountsWithWhoDidTheWork_AndNotAsLate()
    {
        var onboarding = await Journey.Submitted(company.Host, "E0005", "onboarding", new { input = NewPerson.Form("E0066", 49) });
        await onboarding.Complete("materials", "identity", "leaving", "education");
        (await onboarding.Try("E0006", "contract", "return", new { to = "materials" })).Is(HttpStatusCode.UnprocessableEntity);
        (await onboarding.Try("E0006", "contract", "return", new { to = "materials", comment = "缺离职证明原件" })).Is(HttpStatusCode.OK);

        var again = await onboarding.Task("materials");
        Assert.Equal("materials-2", again.Text("id"));
        var returned = (await onboarding.Trace()).Single(e => e!["task"]?["outcome"]?.GetValue<string>() == "returned")!;
        Assert.Equal("contract", returned.Text("step"));
        Assert.Equal("缺离职证明原件", returned.Text("comment"));
        Assert.Empty((await onboarding.Case())["late"]!.AsArray());

        // It counts with whoever did the work that went back, in the case and on the board; late is nobody.
        var returns = (await onboarding.Case())["returns"]!;
        Assert.Equal(1, returns["total"]!.GetValue<int>());
        Assert.Equal(("hr", "E0005"), (Assert.Single(returns["byDepartment"]!.AsArray())!.Text("id"), Assert.Single(returns["byPerson"]!.AsArray())!.Text("id")));
        var item = Assert.Single(returns["items"]!.AsArray())!;
        Assert.Equal(("materials", "contract", "E0006", "缺离职证明原件"), (item.Text("step"), item.Text("returnedFrom"), item.Text("returnedBy"), item.Text("comment")));
        foreach (var (by, id) in new[] { ("person", "E0005"), ("department", "hr") })
        {
            var line = (await company.Host.Get("E0001", $"/api/board?by={by}")).Items().Single(l => l!.Text("id") == id)!;
            Assert.Equal((1, 0), (line["returned"]!.GetValue<int>(), line["late"]!.GetValue<int>()));
            var listed = Assert.Single((await company.Host.Get("E0001", $"/api/board/{by}/{id}?view=returned")).Items())!;
            Assert.Equal((onboarding.Id, "materials", "E0005"), (listed.Text("case"), listed["returned"]!.Text("step"), listed["returned"]!.Text("person")));
        }

        Assert.All((await company.Host.Get("E0001", "/api/board?by=person")).Items().Where(l => l!.Text("id") != "E0005"), l => Assert.Equal(0, l!["returned"]!.GetValue<int>()));
        (await company.Host.Get("E0001", "/api/board/person/E0005?view=late")).Is(HttpStatusCode.BadRequest);
        await onboarding.Complete("materials", "identity", "leaving", "education");
        await onboarding.Complete("contract", Contract);
    }
}
