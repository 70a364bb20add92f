using System.Net;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Responsibilities;

/// <summary>The responsibility matrix is the organisation's of today.</summary>
public sealed class MatrixTests(Company company) : IClassFixture<Company>
{
    [Theory]
    [InlineData("transfer")]
    [InlineData("onboarding")]
    [InlineData("offboarding")]
    public async Task S36_EveryCellIsFilled(string id)
    {
        foreach (var language in new[] { "zh-CN", "en" })
        {
            var matrix = (await company.Host.Send("E0003", HttpMethod.Get, $"/api/responsibilities/{id}?subject=E0042", null, language: language)).Is(HttpStatusCode.OK).Json;
            foreach (var row in matrix["rows"]!.AsArray())
            {
                foreach (var cell in new[] { "title", "work", "deadline", "source" }) Assert.NotEqual("", row!.Text(cell));
                Assert.NotEqual("", row!["responsible"]!.Text("rule"));
                Assert.NotEmpty(row["standard"]!.AsArray());
                Assert.NotEmpty(row["cooperating"]!.AsArray());
                Assert.All(row["cooperating"]!.AsArray(), c => Assert.NotEqual("", c!.Text("rule")));
            }
        }
    }

    /// <summary>What the matrix leaves open is said when it is checked: nobody cooperates, nobody holds the duty today.</summary>
    [Fact]
    public async Task S36_ACellThatIsLeftEmpty_IsAFinding()
    {
        const string Path = "responsibilities/transfer.responsibilities.json";
        var matrix = JsonNode.Parse(await File.ReadAllTextAsync(System.IO.Path.Combine(TestHost.DefinitionsPath, Path)))!;
        matrix["rows"]!.AsArray().Single(r => r!.Text("id") == "approval")!.AsObject().Remove("cooperating");
        var answer = (await company.Host.Post("E0003", "/api/definitions/check", new { files = new[] { new { path = Path, text = matrix.ToJsonString() } } })).Is(HttpStatusCode.OK).Json;
        var finding = answer["diagnostics"]!.AsArray().OfType<JsonNode>().Single(d => d.Text("code") == "HR-RSP-013");
        Assert.Equal(("notice", "/rows/4"), (finding.Text("severity"), finding.Text("path")));
        Assert.Contains("approval", finding.Text("message"), StringComparison.Ordinal);
        Assert.Contains(answer["diagnostics"]!.AsArray().OfType<JsonNode>(), d => d.Text("code") == "HR-LNT-003" && d.Text("path").StartsWith("/rows/0", StringComparison.Ordinal)); // sales has no head today
    }

    /// <summary>The workbook has the columns people know, a row per step, and what the answer in JSON says.</summary>
    [Fact]
    public async Task S36_AsAWorkbook_HoldsWhatTheScreenShows()
    {
        var matrix = (await company.Host.Get("E0003", "/api/responsibilities/transfer?subject=E0042")).Is(HttpStatusCode.OK).Json;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/responsibilities/transfer?subject=E0042&format=xlsx");
        request.Headers.Authorization = new("Bearer", await company.Host.Token("E0003"));
        using var response = await company.Host.Http.SendAsync(request);
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", response.Content.Headers.ContentType!.MediaType);
        using var workbook = new MemoryStream(await response.Content.ReadAsByteArrayAsync());
        var rows = MiniExcelLibs.MiniExcel.Query(workbook, useHeaderRow: true).Cast<IDictionary<string, object>>().ToList();
        Assert.Equal(["步骤", "责任部门", "责任人", "配合部门", "配合人", "工作内容", "完成时限", "提醒与上报", "工作标准"], rows[0].Keys);
        Assert.Equal(matrix["rows"]!.AsArray().Select(r => (r!.Text("title"), r!.Text("work"), r!.Text("deadline"))), rows.Select(r => ((string)r["步骤"], (string)r["工作内容"], (string)r["完成时限"])));
        Assert.All(rows, r => Assert.All(r.Values, cell => Assert.NotEqual("", (string)cell)));
        foreach (var (row, sheet) in matrix["rows"]!.AsArray().Zip(rows))
            Assert.All(row!["responsible"]!["people"]!.AsArray().Texts("name"), name => Assert.Contains(name, (string)sheet["责任人"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task S36_AnotherHead_IsInTheMatrixFromTheirFirstDay_AndTasksGoToThem()
    {
        await using var host = await TestHost.Started();
        var etag = (await host.Get("E0001", "/api/records/department/rd2")).Is(HttpStatusCode.OK).ETag;
        (await host.Patch("E0001", "/api/records/department/rd2", new { duties = new { head = "E0035" }, effectiveFrom = "2026-10-01" }, etag)).Is(HttpStatusCode.OK);

        host.AdvanceTo("2026-09-30T23:59:00");
        Assert.Equal("E0008", await Head(host));
        host.AdvanceTo("2026-10-01T00:01:00");
        Assert.Equal("E0035", await Head(host));
        (await host.Get("E0035", "/api/records/person/E0038")).Is(HttpStatusCode.OK);

        var transfer = await Journey.Submitted(host, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
        await transfer.Approve("release");
        Assert.Equal("E0035", (await transfer.Task("receive")).Text("owner"));
    }

    /// <summary>Who may read nothing but a name learns neither the manager nor the department nor the leave of the person from the matrix.</summary>
    [Fact]
    public async Task S36_NamesNobodyFromWhatTheCallerMayNotRead()
    {
        using var definitions = new OwnDefinitions();
        var path = Path.Combine(definitions.Folder, "permissions", "person.permissions.json");
        var matrix = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        matrix["matrix"]!.AsArray().Single(l => l!.Text("role") == "privacy")!["allow"] = new JsonObject { ["identity.name"] = "r" };
        await File.WriteAllTextAsync(path, matrix.ToJsonString());
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        var reader = await Holder(host, "privacy");
        await Away(host, "E0042", "E0045");
        foreach (var (id, steps) in new[] { ("offboarding", (string[])["manager", "handoverSign", "interview"]), ("transfer", ["release", "hrbp"]) })
        {
            var rows = (await host.Get("E0001", $"/api/responsibilities/{id}?subject=E0042")).Is(HttpStatusCode.OK).Json["rows"]!.AsArray();
            var seen = (await host.Get(reader, $"/api/responsibilities/{id}?subject=E0042")).Is(HttpStatusCode.OK).Json["rows"]!.AsArray();
            foreach (var step in steps)
            {
                Assert.NotEmpty(Row(rows, step)["responsible"]!["people"]!.AsArray());
                Assert.Empty(Row(seen, step)["responsible"]!["people"]!.AsArray());
                Assert.Null(Row(seen, step)["responsible"]!["department"]);
            }
        }

        var handover = Row((await host.Get(reader, "/api/responsibilities/transfer?subject=E0042")).Json["rows"]!.AsArray(), "handover")["responsible"]!;
        Assert.Equal("E0042", Assert.Single(handover["people"]!.AsArray())!.Text("id")); // that they are away is not theirs to know
        Assert.Null(handover["department"]);
    }

    /// <summary>A substitute acts; that the head is on leave is told whoever may read it.</summary>
    [Fact]
    public async Task S36_LeaveIsTold_WhoeverMayReadIt()
    {
        await using var host = await TestHost.Started();
        await Away(host, "E0007", "E0045");
        var reader = await Holder(host, "privacy");
        Assert.Contains("休假", await Note("E0001"), StringComparison.Ordinal);
        var note = await Note(reader);
        Assert.DoesNotContain("休假", note, StringComparison.Ordinal);
        Assert.Contains("代理人", note, StringComparison.Ordinal);

        async Task<string> Note(string caller)
        {
            var responsible = Row((await host.Get(caller, "/api/responsibilities/transfer?subject=E0042")).Is(HttpStatusCode.OK).Json["rows"]!.AsArray(), "release")["responsible"]!;
            Assert.Equal("E0045", Assert.Single(responsible["people"]!.AsArray())!.Text("id"));
            return responsible.Text("note");
        }
    }

    private static JsonNode Row(JsonArray rows, string step) => rows.Single(r => r!.Text("step") == step)!;

    private static async Task Away(TestHost host, string person, string substitute)
    {
        var path = $"/api/records/person/{person}";
        (await host.Patch("E0001", path, new { absence = new { from = "2026-09-10", to = "2026-09-30", substitute } }, (await host.Get("E0001", path)).Is(HttpStatusCode.OK).ETag)).Is(HttpStatusCode.OK);
    }

    private static async Task<string> Holder(TestHost host, string duty)
    {
        foreach (var person in Enumerable.Range(1, 60).Select(i => $"E{i:D4}"))
        {
            if ((await host.Get(person, "/api/me")).Json["duties"]!.AsArray().Any(d => d!.Text("duty") == duty)) return person;
        }

        throw new InvalidOperationException($"Nobody holds {duty}.");
    }

    private static async Task<string> Head(TestHost host)
    {
        var matrix = (await host.Get("E0003", "/api/responsibilities/transfer?subject=E0038")).Is(HttpStatusCode.OK).Json;
        return matrix["rows"]!.AsArray().Single(r => r!.Text("step") == "release")!["responsible"]!["people"]!.AsArray().Single()!.Text("id");
    }
}
