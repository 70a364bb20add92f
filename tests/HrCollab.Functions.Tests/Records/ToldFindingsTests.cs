using System.Net;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Records;

/// <summary>What is refused or noticed quotes no value that the caller neither sent nor may read.</summary>
public sealed class ToldFindingsTests : IAsyncLifetime
{
    private const string Path = "/api/records/person/E0042";
    private readonly OwnDefinitions _definitions = new();
    private TestHost _host = null!;

    /// <summary>Heads may change how long a contract lasts, and read nothing of the probation.</summary>
    public async Task InitializeAsync()
    {
        var path = System.IO.Path.Combine(_definitions.Folder, "permissions", "person.permissions.json");
        var matrix = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        foreach (var field in new[] { "kind", "termMonths", "endDate" }) matrix["matrix"]!.AsArray().Single(l => l!.Text("role") == "head")!["allow"]!["contract." + field] = "ru";
        await File.WriteAllTextAsync(path, matrix.ToJsonString());
        _host = await TestHost.Started(definitions: _definitions.Folder);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _definitions.Dispose();
    }

    [Fact]
    public async Task LimitOfTheLaw_IsToldWithoutTheValue_WhereItMayNotBeRead()
    {
        await Change("E0001", new { contract = new { kind = "fixed", termMonths = 24, endDate = (string?)null, probationMonths = 2 } });
        var refused = await Refused("E0007", new { contract = new { termMonths = 6 } });
        Assert.Equal(("HR-STA-007", "/contract/probationMonths"), (refused.Text("code"), refused.Text("pointer")));
        Assert.Contains("■■", refused.Text("message"), StringComparison.Ordinal);
        Assert.DoesNotContain("2", refused.Text("message"), StringComparison.Ordinal);
        Assert.DoesNotContain("1", refused.Text("message"), StringComparison.Ordinal); // nor the limit, from which it can be told
        Assert.Contains("2", (await Refused("E0001", new { contract = new { termMonths = 6 } })).Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatCannotBeTold_NamesNoEmptyField_ThatMayNotBeRead()
    {
        await Change("E0001", new { contract = new { kind = "fixed", termMonths = (int?)null, endDate = (string?)null, probationMonths = (int?)null } });
        var told = Notice(await Change("E0001", new { contract = new { probationMonths = 2, kind = "fixed" } }));
        Assert.DoesNotContain("■■", told, StringComparison.Ordinal);
        await Change("E0001", new { contract = new { kind = "open" } });
        var withheld = Notice(await Change("E0007", new { contract = new { kind = "fixed" } }));
        Assert.Contains("■■", withheld, StringComparison.Ordinal);

        static string Notice(JsonNode answer) => answer["notices"]!.AsArray().OfType<JsonNode>().Single(n => n.Text("code") == "HR-STA-013").Text("message");
    }

    /// <summary>Somebody has ordered a probation for later that the new term will not bear.</summary>
    [Fact]
    public async Task ChangeOrderedByOthers_IsToldByItsDayAlone()
    {
        await Change("E0001", new { contract = new { kind = "fixed", termMonths = 24, endDate = (string?)null, probationMonths = (int?)null } });
        await Change("E0001", new { contract = new { probationMonths = 2 }, effectiveFrom = "2026-11-01" });
        var refused = await Refused("E0007", new { contract = new { termMonths = 6 } });
        Assert.Equal("/contract/probationMonths", refused.Text("pointer"));
        Assert.EndsWith("2026-11-01 生效的变更冲突:■■", refused.Text("message"), StringComparison.Ordinal);
        Assert.DoesNotContain("■■", (await Refused("E0001", new { contract = new { termMonths = 6 } })).Text("message"), StringComparison.Ordinal);
    }

    private async Task<JsonNode> Change(string person, object change) => (await _host.Patch(person, Path, change, (await _host.Get(person, Path)).Is(HttpStatusCode.OK).ETag)).Is(HttpStatusCode.OK).Json;

    private async Task<JsonNode> Refused(string person, object change) =>
        (await _host.Patch(person, Path, change, (await _host.Get(person, Path)).Is(HttpStatusCode.OK).ETag)).Is(HttpStatusCode.UnprocessableEntity).Json["errors"]!.AsArray().First()!;
}
