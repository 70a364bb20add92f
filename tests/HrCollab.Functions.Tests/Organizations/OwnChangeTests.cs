using System.Net;

namespace HrCollab.Functions.Tests.Organizations;

/// <summary>Whoever was told that a duty has a new holder finds it so with the very next request, however far behind the views are.</summary>
public sealed class OwnChangeTests
{
    [Fact]
    public async Task S22_NewHead_GetsTheTaskOfTheNextSubmission()
    {
        await using var host = await TestHost.Started();
        for (var turn = 0; turn < 12; turn++)
        {
            var head = turn % 2 == 0 ? "E0008" : "E0009";
            var department = (await host.Get("E0001", "/api/records/department/rd1")).Is(HttpStatusCode.OK);
            (await host.Patch("E0001", "/api/records/department/rd1", new { duties = new { head } }, department.ETag)).Is(HttpStatusCode.OK);
            var asked = (await host.Post("E0001", "/api/forms/transfer/preflight", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } })).Is(HttpStatusCode.OK).Json;
            var release = asked["route"]!.AsArray().Single(s => s!.Text("step") == "release")!;
            Assert.Equal([head], release["owners"]!.AsArray().Texts("id"));
        }
    }
}
