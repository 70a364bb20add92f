using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Tests.Imports;
using Microsoft.Extensions.DependencyInjection;

namespace HrCollab.Functions.Tests.Records;

/// <summary>A list costs what it shows, not what the caller may not see.</summary>
public sealed class ListedRecordsTests
{
    [Fact]
    public async Task WhoReachesNobodyElse_FindsThemselves_WithoutTheirDepartmentBeingRead()
    {
        FaultyStore store = null!;
        await using var host = await TestHost.Started(store: TestStore.Sqlite, configure: services => FaultyStore.Over(services, s => store = s));
        await host.Get("E0042", "/api/me");
        var read = 0;
        store.Reads = (container, partition) =>
        {
            if (container == Container.Records && partition.StartsWith("person:", StringComparison.Ordinal)) Interlocked.Increment(ref read);
            return false;
        };
        var list = (await host.Get("E0042", "/api/records/person")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(["E0042"], list["items"]!.AsArray().Texts("id"));
        Assert.Null(list["next"]);
        Assert.InRange(read, 1, 4);
        Assert.Equal(["E0042"], (await host.Get("E0042", "/api/records/person?limit=1")).Is(HttpStatusCode.OK).Json["items"]!.AsArray().Texts("id"));
    }

    /// <summary>Seven hundred records of which the caller sees none: a page ends early, and its cursor goes on to the end.</summary>
    [Fact]
    public async Task PageOfMuchThatIsNotSeen_EndsEarly_AndGoesOn()
    {
        using var definitions = new OwnDefinitions();
        var path = Path.Combine(definitions.Folder, "permissions", "department.permissions.json");
        var matrix = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        matrix["matrix"]!.AsArray().Single(l => l!.Text("role") == "anyone")!["allow"] = new JsonObject();
        await File.WriteAllTextAsync(path, matrix.ToJsonString());
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        await ImportClient.Import(host, "dept_no,name\n" + string.Concat(Enumerable.Range(1, 700).Select(i => $"x{i:D4},Department {i}\n")), exchange: "departments");
        await host.Services.GetRequiredService<ProjectorSignal>().CaughtUp(default);
        var (pages, cursor) = (0, "");
        do
        {
            var page = (await host.Get("E0042", "/api/records/department?limit=50" + cursor)).Is(HttpStatusCode.OK).Json;
            Assert.Empty(page["items"]!.AsArray());
            cursor = page["next"] is { } next ? "&cursor=" + next.GetValue<string>() : "";
            pages++;
        }
        while (cursor.Length > 0 && pages < 10);
        Assert.Equal(2, pages);
    }
}
