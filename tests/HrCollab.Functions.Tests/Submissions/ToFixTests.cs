using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Tests.Portal;

namespace HrCollab.Functions.Tests.Submissions;

/// <summary>What is not taken never enters, and waits with whoever sent it until it is mended.</summary>
public sealed class ToFixTests : IAsyncLifetime
{
    private const string Sender = "E0007";
    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.Started();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task S13_RefusedForm_IsInTheSendersToFixList_AndNothingEnters_UntilItIsAccepted()
    {
        var before = await DocumentCounts.Entered(_host);
        var refused = (await Submit("E0042", "rd1", "2026-09-01")).Is(HttpStatusCode.UnprocessableEntity).Json;
        Assert.Equal(before, await DocumentCounts.Entered(_host));

        var item = Assert.Single(await List(Sender));
        Assert.Equal(("form~transfer~E0042", "form", "transfer", "E0042", "invalid"), (item.Text("id"), item.Text("kind"), item.Text("form"), item.Text("subject"), item.Text("outcome")));
        Assert.Equal((await _host.Get(Sender, "/api/records/person/E0042")).Json.Text("label"), item.Text("label"));
        var errors = item["errors"]!.AsArray();
        Assert.Equal(["/input/effectiveDate", "/input/newDepartment"], errors.Texts("pointer").Order(StringComparer.Ordinal));
        Assert.Equal(["生效日期", "调入部门"], errors.OrderBy(e => e!.Text("pointer"), StringComparer.Ordinal).Select(e => e!.Text("field")));
        Assert.Contains("调入部门与现部门相同", errors.Texts("message"));
        Assert.Contains("This is the present department", (await List(Sender, "en"))[0]["errors"]!.AsArray().Texts("message"));
        Assert.Equal(refused.Text("decisionId"), item.Text("decisionId"));
        Assert.Equal("2026-09-01", item["sent"]!["input"]!.Text("effectiveDate"));
        Assert.Equal("/api/forms/transfer/submissions", item.Text("href"));
        foreach (var other in new[] { "E0001", "E0006", "E0042" }) Assert.Empty(await List(other));

        await Submit("E0042", "rd1", "2026-09-02"); // the newest stands for it
        Assert.Equal("2026-09-02", Assert.Single(await List(Sender))["sent"]!["input"]!.Text("effectiveDate"));
        await Submit("E0029", "rd1", "2026-09-02");
        Assert.Equal(["E0029", "E0042"], (await List(Sender)).Select(i => i.Text("subject")).Order(StringComparer.Ordinal));

        var mended = item["sent"]!.DeepClone();
        (mended["input"]!["newDepartment"], mended["input"]!["effectiveDate"]) = ("rd2", "2026-10-12");
        (await _host.Post(Sender, item.Text("href"), mended)).Is(HttpStatusCode.Created);
        Assert.Equal("E0029", Assert.Single(await List(Sender)).Text("subject"));
    }

    [Fact]
    public async Task S13_RefusedChangeOfARecord_WaitsWithItsSender_AndIsClosedByOneThatNamesItsFields()
    {
        var record = (await _host.Get("E0001", "/api/records/person/E0031")).Is(HttpStatusCode.OK);
        var before = await DocumentCounts.Entered(_host);
        (await Change(new { pay = new { baseSalary = "-1" } })).Is(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(before, await DocumentCounts.Entered(_host));
        Assert.Equal(record.ETag, (await _host.Get("E0001", "/api/records/person/E0031")).ETag);
        var item = Assert.Single(await List("E0001"));
        Assert.Equal(("record~person~E0031", "person", "E0031"), (item.Text("id"), item.Text("standard"), item.Text("subject")));
        Assert.Equal(("/pay/baseSalary", "基本工资"), (item["errors"]![0]!.Text("pointer"), item["errors"]![0]!.Text("field")));
        Assert.Equal("-1", item["sent"]!["pay"]!.Text("baseSalary"));
        Assert.Empty(await List("E0006"));

        (await Change(new { contact = new { mobile = "13900000077" } })).Is(HttpStatusCode.OK); // says nothing of the salary
        Assert.Single(await List("E0001"));
        (await Change(new { pay = new { baseSalary = "21000.00" } })).Is(HttpStatusCode.OK);
        Assert.Empty(await List("E0001"));

        async Task<Answer> Change(object patch) => await _host.Patch("E0001", "/api/records/person/E0031", patch, (await _host.Get("E0001", "/api/records/person/E0031")).ETag);
    }

    /// <summary>The process ended between the commit and the list; the sender asks again. And the other way round: what was refused since stays.</summary>
    [Fact]
    public async Task S13_ARepeatedCommand_ClosesWhatItMended_AndNothingThatWasRefusedSince()
    {
        await Submit("E0042", "rd1", "2026-09-01");
        var left = (await _host.Store.Query(Container.Host, "to-fix:" + Sender, new IdRange(), default)).Items.Single();
        _host.Advance(TimeSpan.FromMinutes(1));
        (await Sent()).Is(HttpStatusCode.Created);
        await _host.Store.Commit(new Batch(Container.Host, "to-fix:" + Sender, [new Operation.Create(left.Id, left.Body)]), default);
        Assert.Single(await List(Sender));
        (await Sent()).Is(HttpStatusCode.Created);
        Assert.Empty(await List(Sender));

        var tag = (await _host.Get("E0001", "/api/records/person/E0031")).ETag;
        (await Change("k1", "21000.00")).Is(HttpStatusCode.OK);
        _host.Advance(TimeSpan.FromMinutes(1));
        (await Change("k2", "-1")).Is(HttpStatusCode.UnprocessableEntity);
        (await Change("k1", "21000.00")).Is(HttpStatusCode.OK);
        Assert.Single(await List("E0001"));

        Task<Answer> Sent() => _host.Post(Sender, "/api/forms/transfer/submissions", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } }, "mended");
        async Task<Answer> Change(string key, string salary) =>
            await _host.Send("E0001", HttpMethod.Patch, "/api/records/person/E0031", new { pay = new { baseSalary = salary } }, key, key == "k1" ? tag : (await _host.Get("E0001", "/api/records/person/E0031")).ETag);
    }

    [Fact]
    public async Task S13_Dismissed_OrAfterItsTime_ItIsGone_AndNobodyElseCanDismissIt()
    {
        await Submit("E0042", "rd1", "2026-10-12");
        await Submit("E0029", "rd1", "2026-10-12");
        (await _host.Send("E0001", HttpMethod.Delete, "/api/refusals/form~transfer~E0042", null)).Is(HttpStatusCode.NoContent);
        Assert.Equal(2, (await List(Sender)).Count);
        (await _host.Send(Sender, HttpMethod.Delete, "/api/refusals/form~transfer~E0042", null)).Is(HttpStatusCode.NoContent);
        Assert.Equal("E0029", Assert.Single(await List(Sender)).Text("subject"));
        _host.Advance(TimeSpan.FromDays(31));
        Assert.Empty(await List(Sender));
    }

    [Fact]
    public async Task S13_TheListOfAPerson_IsAsLongAsTheManifestSays_AndTheOldestGivesWay()
    {
        using var definitions = new OwnDefinitions().With("manifest.json", "\"refusals\": 100", "\"refusals\": 2");
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        foreach (var subject in new[] { "E0042", "E0029", "E0042", "E0030" }) // E0042 is refused again before E0030: it is the newer one by then
        {
            await Submit(subject, "rd1", "2026-10-12", host);
            host.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(["E0030", "E0042"], (await List(Sender, host: host)).Select(i => i.Text("subject")).Order(StringComparer.Ordinal));
        await Submit("E0042", "rd1", "2026-10-13", host); // takes its own place
        Assert.Equal(2, (await List(Sender, host: host)).Count);
    }

    /// <summary>The process ends at the write of the newer refusal: the older one stands there still.</summary>
    [Fact]
    public async Task S13_WhatCannotBeWritten_LeavesTheOneBefore()
    {
        FaultyStore store = null!;
        await using var host = await TestHost.Started(store: TestStore.Sqlite, configure: services => FaultyStore.Over(services, s => store = s));
        (await Submit("E0042", "rd1", "2026-09-01", host)).Is(HttpStatusCode.UnprocessableEntity);
        store.Fails = batch => batch.Partition == "to-fix:" + Sender && batch.Operations.Any(o => o is not Operation.Delete);
        (await Submit("E0042", "rd1", "2026-09-02", host)).Is(HttpStatusCode.InternalServerError);
        store.Fails = null;
        Assert.Equal("2026-09-01", Assert.Single(await List(Sender, host: host))["sent"]!["input"]!.Text("effectiveDate"));
        (await Submit("E0042", "rd1", "2026-09-03", host)).Is(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("2026-09-03", Assert.Single(await List(Sender, host: host))["sent"]!["input"]!.Text("effectiveDate"));
    }

    /// <summary>What is refused while an earlier form is being accepted stays on the list.</summary>
    [Fact]
    public async Task S13_WhatIsRefusedMeanwhile_IsNotClosedWithWhatWasAccepted()
    {
        FaultyStore store = null!;
        await using var host = await TestHost.Started(store: TestStore.Sqlite, configure: services => FaultyStore.Over(services, s => store = s));
        (await Submit("E0042", "rd1", "2026-10-12", host)).Is(HttpStatusCode.UnprocessableEntity);
        store.Before = async batch =>
        {
            if (batch.Partition != "to-fix:" + Sender || batch.Operations is not [Operation.Delete]) return;
            store.Before = null;
            (await Submit("E0042", "rd1", "2026-10-13", host)).Is(HttpStatusCode.UnprocessableEntity);
        };
        (await Submit("E0042", "rd2", "2026-10-12", host)).Is(HttpStatusCode.Created);
        Assert.Equal("2026-10-13", Assert.Single(await List(Sender, host: host))["sent"]!["input"]!.Text("effectiveDate"));
    }

    [Fact]
    public async Task S13_Portal_ShowsItWithReasonAndFormAsSent_UntilItIsSentAgain()
    {
        using var browser = new Browser(_host);
        await browser.SignIn(Sender);
        await browser.Open("/forms/transfer?subject=E0042");
        await browser.Send("form.main", new() { ["newDepartment"] = "rd1", ["effectiveDate"] = "2026-10-12", ["reason"] = "轮岗" }, "submit");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);

        await browser.Open("/inbox");
        Assert.NotNull(browser.Page.QuerySelector("nav.tabs a[href='/refusals']"));
        await browser.Open("/refusals");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("调入部门与现部门相同", browser.Text, StringComparison.Ordinal);
        var why = browser.Page.QuerySelector("main section a.decision")!.GetAttribute("href")!;
        await browser.Open(why);
        Assert.Contains("调入部门与现部门相同", browser.Text, StringComparison.Ordinal);
        Assert.Contains(browser.Page.QuerySelectorAll("ul.entries .value"), v => v.TextContent.StartsWith("调入部门 = ", StringComparison.Ordinal)); // the tests with what they read, as in a case
        Assert.Contains("✓ 结果一致", browser.Text, StringComparison.Ordinal);
        using (var other = new Browser(_host))
        {
            await other.SignIn("E0029");
            await other.Open(why);
            Assert.Equal(HttpStatusCode.NotFound, other.Status);
        }

        await browser.Open("/refusals");
        await browser.Open(browser.Page.QuerySelector("main section a.button")!.GetAttribute("href")!);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal("轮岗", browser.Page.QuerySelector("[name=reason]")!.TextContent.Trim());
        Assert.Contains("调入部门与现部门相同", browser.Text, StringComparison.Ordinal);
        await browser.Send("form.main", new() { ["newDepartment"] = "rd2" }, "submit");
        Assert.StartsWith("/cases/transfer-", browser.Address.AbsolutePath, StringComparison.Ordinal);
        await browser.Open("/refusals");
        Assert.NotNull(browser.Page.QuerySelector("p.empty"));

        await Submit("E0029", "rd1", "2026-10-12");
        await browser.Open("/refusals");
        await browser.Send("main section form", []);
        Assert.NotNull(browser.Page.QuerySelector("p.empty"));
        Assert.Empty(await List(Sender));
    }

    private Task<Answer> Submit(string subject, string department, string day, TestHost? host = null) =>
        (host ?? _host).Post(Sender, "/api/forms/transfer/submissions", new { subject, input = new { newDepartment = department, effectiveDate = day } });

    private async Task<List<JsonNode>> List(string person, string language = "zh-CN", TestHost? host = null) =>
        [.. (await (host ?? _host).Send(person, HttpMethod.Get, "/api/refusals", null, language: language)).Items().Select(i => i!)];
}
