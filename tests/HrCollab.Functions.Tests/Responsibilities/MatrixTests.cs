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

    private static async Task<string> Head(TestHost host)
    {
        var matrix = (await host.Get("E0003", "/api/responsibilities/transfer?subject=E0038")).Is(HttpStatusCode.OK).Json;
        return matrix["rows"]!.AsArray().Single(r => r!.Text("step") == "release")!["responsible"]!["people"]!.AsArray().Single()!.Text("id");
    }
}
