using System.Net;

namespace HrCollab.Functions.Tests.Http;

/// <summary>Lists in pages give everything once, whatever is added meanwhile.</summary>
public sealed class PagingTests(Company company) : IClassFixture<Company>
{
    [Fact]
    public async Task PagesOfTwo_GiveEveryTaskOnce()
    {
        var host = company.Host;
        string[] subjects = ["E0024", "E0025", "E0026", "E0027", "E0028"];
        foreach (var subject in subjects)
            await Journey.Submitted(host, "E0007", "transfer", new { subject, input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
        var seen = new List<string>();
        var next = "/api/tasks?limit=2";
        while (true)
        {
            var page = (await host.Get("E0002", next)).Is(HttpStatusCode.OK).Json;
            Assert.InRange(page["items"]!.AsArray().Count, 0, 2);
            seen.AddRange(page["items"]!.AsArray().Texts("case"));
            if (page["next"]?.GetValue<string>() is not { } cursor) break;
            next = "/api/tasks?limit=2&cursor=" + cursor;
        }

        Assert.Equal(subjects.Length, seen.Distinct().Count());
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(200, (await host.Get("E0001", "/api/records/position?limit=1000")).Is(HttpStatusCode.OK).Json["items"]!.AsArray().Count + 169);
    }
}
