using System.Net;

namespace HrCollab.Functions.Tests.Records;

/// <summary>Fields that follow from others, over HTTP: by a formula (续签意向征询截止日) and by a script (综合得分, run by Jint).</summary>
public sealed class ComputedRecordsTests(Company company) : IClassFixture<Company>
{
    private TestHost Host => company.Host;

    [Fact]
    public async Task Change_ComputesWhatFollowsFromIt()
    {
        const string Path = "/api/records/person/E0041";
        var changed = (await Patch(Path, new { contract = new { startDate = "2026-10-01", endDate = "2029-09-30" }, performance = new { score = "90.50", collaboration = "80.25" } })).Is(HttpStatusCode.OK);
        Assert.Equal("2029-08-31", changed.Json["values"]!["contract"]!.Text("renewalNoticeBy"));
        Assert.Equal("88.45", changed.Json["values"]!["performance"]!.Text("overall")); // 72.40 + 16.05, exactly
        changed = (await Patch(Path, new { performance = new { collaboration = (string?)null } })).Is(HttpStatusCode.OK);
        Assert.Equal("90.50", changed.Json["values"]!["performance"]!.Text("overall"));
        changed = (await Patch(Path, new { contract = new { endDate = (string?)null }, performance = new { score = (string?)null } })).Is(HttpStatusCode.OK);
        Assert.Null(changed.Json["values"]!["contract"]!["renewalNoticeBy"]);
        Assert.Null(changed.Json["values"]!["performance"]?["overall"]);
    }

    [Fact]
    public async Task NewRecord_HasWhatFollowsFromIt()
    {
        var created = (await Host.Post("E0001", "/api/records/person", new
        {
            employeeNo = "E0941",
            name = "陈试",
            idType = "516",
            idNumber = "H00000941",
            birthDate = "1995-03-15",
            sex = "1",
            department = "rd1",
            hireDate = "2026-10-12",
            performance = new { score = "70" },
        })).Is(HttpStatusCode.Created);
        Assert.Equal("70", (await Host.Get("E0001", "/api/records/person/E0941")).Json["values"]!["performance"]!.Text("overall"));
        Assert.Empty(created.Json["notices"]?.AsArray() ?? []);
    }

    [Fact]
    public async Task NobodyWritesAComputedField()
    {
        const string Path = "/api/records/person/E0042";
        var read = await Host.Get("E0001", Path);
        Assert.DoesNotContain("performance.overall", read.Json["updatable"]!.AsArray().Select(f => f!.GetValue<string>()));
        Assert.Contains("performance.score", read.Json["updatable"]!.AsArray().Select(f => f!.GetValue<string>()));
        var refused = (await Patch(Path, new { performance = new { overall = "100" } })).Is(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(("/performance/overall", "HR-STD-126"), (refused.Json["errors"]![0]!.Text("pointer"), refused.Json["errors"]![0]!.Text("code")));
    }

    private async Task<Answer> Patch(string path, object values) => await Host.Patch("E0001", path, values, (await Host.Get("E0001", path)).ETag);
}
