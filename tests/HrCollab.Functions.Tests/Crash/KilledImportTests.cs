using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using HrCollab.Functions.Tests.Imports;

namespace HrCollab.Functions.Tests.Crash;

/// <summary>An import whose host is killed again and again goes on where it was and counts every row once: good ones, those that wait to be mended, and what was noticed.</summary>
public sealed class KilledImportTests : IDisposable
{
    private const int Rows = 4_000;

    /// <summary>Rows that cannot be taken, and rows whose number is written in small letters; spread over the file, so that every kill has some before it and behind it.</summary>
    private const int Bad = Rows / 100, Small = Rows / 80;

    private readonly List<JsonNode> _seen = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("hrcollab-killed-import-").FullName;

    [Fact]
    public async Task KilledInTheMiddle_GoesOnWhereItWas_AndEveryRowIsThereOnce()
    {
        await using var host = new KilledHost(_folder, "--Imports:Rows", "50");
        await host.Start();
        await host.SignIn([ImportClient.Importer]);
        var path = await Send(host);
        foreach (var reached in new[] { 1, Rows / 4, Rows / 2 })
        {
            await TestHost.Eventually(() => State(host, path), s => s["rows"]!.GetValue<long>() >= reached);
            await host.KillAndStart();
        }

        var done = await TestHost.Eventually(() => State(host, path), s => s.Text("state") is "done" or "failed");
        Assert.Equal("done", done.Text("state"));
        Assert.Equal((Rows - Bad, 0, 0, Bad), ImportClient.Counts(done));
        Assert.Equal([("HR-STD-106", "/pay/baseSalary", Bad)], Told("findings"));
        Assert.Equal([("HR-STD-120", "/employment/employeeNo", Small)], Told("notices"));
        var items = (await host.Get(ImportClient.Importer, "/api/quarantine?limit=200")).Is(HttpStatusCode.OK).Json["items"]!.AsArray();
        Assert.Equal(Enumerable.Range(1, Rows).Where(IsBad).Select(i => $"N{i:D4}"), items.Texts("key").Order(StringComparer.Ordinal));
        var last = (await host.Get(ImportClient.Importer, $"/api/records/person/N{Rows:D4}")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(1, last["version"]!.GetValue<int>());
        ItSaidHowFarItWas();

        (string, string, int)[] Told(string member) => [.. done[member]!.AsArray().Select(f => (f!.Text("code"), f!.Text("pointer"), f!["count"]!.GetValue<int>()))];
    }

    private static IEnumerable<string> Sent => ImportClient.Rows(Rows).Select((row, i) =>
        IsBad(i + 1) ? row[..(row.LastIndexOf(',') + 1)] + "-1" : (i + 1) % 80 == 7 ? "n" + row[1..] : row);

    private static bool IsBad(int row) => row % 100 == 50;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Progress that never falls, not over the kills either, and is whole only at the end; how fast, and how long it will still take.</summary>
    private void ItSaidHowFarItWas()
    {
        var progress = _seen.Select(Progress).ToList();
        Assert.Equal(progress.Order(), progress);
        Assert.Equal(1, progress[^1]);
        var running = _seen.Where(s => s.Text("state") == "running" && s["rows"]!.GetValue<long>() > 0).ToList();
        Assert.NotEmpty(running);
        Assert.All(running, s => Assert.True(Progress(s) is > 0 and < 1, s.ToJsonString()));
        Assert.All(running, s => Assert.True(s["perSecond"]!.GetValue<double>() > 0 && s["remainingSeconds"]!.GetValue<double>() >= 0, s.ToJsonString()));
        Assert.Contains(running, s => s["remainingSeconds"]!.GetValue<double>() > 0);
        Assert.Null(_seen[^1]["remainingSeconds"]);

        static double Progress(JsonNode state) => state["progress"]!.GetValue<double>();
    }

    private async Task<JsonNode> State(KilledHost host, string path)
    {
        var state = (await host.Get(ImportClient.Importer, path)).Is(HttpStatusCode.OK).Json;
        _seen.Add(state);
        return state;
    }

    private static async Task<string> Send(KilledHost host)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(ImportClient.File(Sent)));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return (await host.Post(ImportClient.Importer, "/api/imports/employees", content, "killed-1")).Is(HttpStatusCode.Accepted).Location!;
    }
}
