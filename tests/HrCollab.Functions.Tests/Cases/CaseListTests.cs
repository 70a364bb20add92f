using System.Net;

namespace HrCollab.Functions.Tests.Cases;

/// <summary>What lists show is what one may open, for everybody.</summary>
public sealed class CaseListTests
{
    private static readonly string[] Lists =
    [
        "/api/tasks", "/api/tasks?view=department", "/api/tasks?view=done", "/api/cases", "/api/cases?view=mine", "/api/cases?view=department",
    ];

    [Fact]
    public async Task S15_EveryCaseThatAnyListShows_AnswersToItsReader()
    {
        await using var host = await TestHost.Started();
        var transfer = await Journey.Submitted(host, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
        await transfer.Approve("release");
        await Journey.Submitted(host, "E0007", "transfer", new { subject = "E0026", input = new { newDepartment = "sales", effectiveDate = "2026-10-12" } });
        await Journey.Submitted(host, "E0005", "onboarding", new { input = NewPerson.Form("E0061", 41) });
        await Journey.Submitted(host, "E0029", "offboarding", new { subject = "E0029", input = Leaving });
        var opened = new HashSet<string>(StringComparer.Ordinal);
        foreach (var person in Enumerable.Range(1, 58).Select(n => $"E{n:D4}"))
        {
            if ((await host.Get(person, "/api/me")).Status != HttpStatusCode.OK) continue; // has left
            var cases = new HashSet<string>(StringComparer.Ordinal);
            foreach (var list in Lists) cases.UnionWith((await host.Get(person, list)).Items().Texts(list.StartsWith("/api/tasks", StringComparison.Ordinal) ? "case" : "id"));
            foreach (var by in new[] { "department", "person" })
            {
                foreach (var line in (await host.Get(person, $"/api/board?by={by}")).Items().Texts("id"))
                    cases.UnionWith((await host.Get(person, $"/api/board/{by}/{line}?limit=200")).Items().Texts("case"));
            }

            foreach (var id in cases)
            {
                var answer = await host.Get(person, $"/api/cases/{id}");
                Assert.True(answer.Status == HttpStatusCode.OK, $"{person} is shown {id} and gets {(int)answer.Status}");
            }

            opened.UnionWith(cases);
        }

        Assert.Equal(4, opened.Count);
    }

    [Fact]
    public async Task S15_CasesThatAWorkflowShowsToARole_AreListedForIt_PageByPage_AndToNobodyElse()
    {
        await using var host = await TestHost.Started();
        var ids = new List<string>();
        foreach (var subject in new[] { "E0024", "E0025", "E0026", "E0027", "E0028" })
            ids.Add((await Journey.Submitted(host, "E0007", "transfer", new { subject, input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } })).Id);
        ids.Sort(StringComparer.Ordinal);
        Assert.Equal(ids, (await All(host, EmployeeRelations)).Order(StringComparer.Ordinal)); // they take part in none of them yet
        Assert.Empty((await host.Get(EmployeeRelations, "/api/cases?view=mine")).Items());
        Assert.Empty(await All(host, "E0045"));
        Assert.Empty(await All(host, Recruiter)); // transfers are not shown to recruiting
        Assert.Single(await All(host, "E0024"));
    }

    [Fact]
    public async Task S15_WhetherTheSubjectSeesACase_IsSaidByItsWorkflow()
    {
        using var definitions = new OwnDefinitions().With("workflows/transfer.workflow.json", "\"visibleTo\": [\"self\", ", "\"visibleTo\": [");
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        var transfer = await Journey.Submitted(host, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
        (await host.Get("E0042", $"/api/cases/{transfer.Id}")).Is(HttpStatusCode.NotFound);
        (await host.Get("E0042", $"/api/cases/{transfer.Id}/trace")).Is(HttpStatusCode.NotFound);
        foreach (var list in Lists) Assert.Empty((await host.Get("E0042", list)).Items());
        await using var shipped = await TestHost.Started();
        var open = await Journey.Submitted(shipped, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
        (await shipped.Get("E0042", $"/api/cases/{open.Id}")).Is(HttpStatusCode.OK);
        Assert.Equal([open.Id], (await shipped.Get("E0042", "/api/cases")).Items().Texts("id"));
    }

    [Fact]
    public async Task S26_WhoAnswersForTheDepartmentSomebodyCameTo_FindsTheCasesAboutThem()
    {
        await using var host = await TestHost.Started();
        var leaving = await Journey.Submitted(host, "E0029", "offboarding", new { subject = "E0029", input = Leaving });
        Assert.DoesNotContain(leaving.Id, await All(host, "E0004")); // partner of sales
        var record = (await host.Get("E0001", "/api/records/person/E0029")).Is(HttpStatusCode.OK);
        (await host.Patch("E0001", "/api/records/person/E0029", new { employment = new { department = "sales" } }, record.ETag)).Is(HttpStatusCode.OK);
        Assert.Contains(leaving.Id, await All(host, "E0004"));
    }

    private static object Leaving => new { lastWorkingDay = "2026-10-16", leaveReason = "resignation", receiver = "E0030" };

    private const string EmployeeRelations = "E0006";

    private const string Recruiter = "E0005";

    private static async Task<List<string>> All(TestHost host, string person)
    {
        var ids = new List<string>();
        string? next = null;
        do
        {
            var page = (await host.Get(person, $"/api/cases?limit=2{(next is null ? "" : $"&cursor={next}")}")).Is(HttpStatusCode.OK).Json;
            ids.AddRange(page["items"]!.AsArray().Texts("id"));
            next = page["next"]?.GetValue<string>();
        }
        while (next is not null);
        return ids;
    }
}
