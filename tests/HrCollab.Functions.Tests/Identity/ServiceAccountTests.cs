using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Tests.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HrCollab.Functions.Tests.Identity;

/// <summary>Programs that call the API with a token of their own: they may what a line of the matrix names for them, and nothing else.</summary>
[Collection(IssuedCompany.Name)]
public sealed class ServiceAccountTests(IssuedCompany company)
{
    [Fact]
    public async Task AClientOfAServiceAccount_SeesTheFieldsItsLineNames_OfEverybody_AndNoOther()
    {
        var token = await company.Issuer.ProgramToken(IssuedCompany.Client);
        var me = await Read(token, "/api/me");
        Assert.Equal("directory-sync", me["person"]!.Text("service"));
        Assert.Equal(["directory-sync"], me["roles"]!.AsArray().Texts("role"));
        var record = await Read(token, "/api/records/person/E0042");
        var seen = record["values"]!.AsObject().SelectMany(g => g.Value!.AsObject().Select(f => $"{g.Key}.{f.Key}")).Order(StringComparer.Ordinal);
        Assert.Equal(["account.mailbox", "account.name", "contact.email", "employment.department", "employment.employeeNo", "employment.position", "identity.name"], seen);
        Assert.DoesNotContain("baseSalary", record["values"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(record["updatable"]!.AsArray());
        var listed = (await Read(token, "/api/records/person?limit=200"))["items"]!.AsArray();
        Assert.Contains(listed, r => r!.Text("id") == "E0001");
        Assert.All(listed, r => Assert.Empty(r!["values"]!.AsObject().Select(g => g.Key).Except(["account", "contact", "employment", "identity"])));
    }

    /// <summary>What everyone may, a program may not: other standards name it nowhere.</summary>
    [Theory]
    [InlineData("/api/records/department/rd1", 404)]
    [InlineData("/api/records/position/rd1-engineer", 404)]
    public async Task WhatNoLineNames_IsNotThere(string path, int status) =>
        Assert.Equal(status, (await Ask.Raw(company.Host, await company.Issuer.ProgramToken(IssuedCompany.Client), HttpMethod.Get, path)).Status);

    [Fact]
    public async Task Writing_IsRefusedWithoutALetterForIt()
    {
        var token = await company.Issuer.ProgramToken(IssuedCompany.Client);
        var answer = await Ask.Raw(company.Host, token, HttpMethod.Patch, "/api/records/person/E0042", """{"workplace":{"seat":"X"}}"""u8.ToArray(), headers: ("If-Match", "*"));
        Assert.Equal(403, answer.Status);
        Assert.Equal(403, (await Ask.Raw(company.Host, token, HttpMethod.Post, "/api/records/person", "{}"u8.ToArray(), headers: ("Idempotency-Key", "service-1"))).Status);
        Assert.Equal(403, (await Ask.Raw(company.Host, token, HttpMethod.Post, "/api/imports/employees", "x"u8.ToArray(), "text/csv", headers: ("Idempotency-Key", "service-2"))).Status);
    }

    /// <summary>Every route that does not say that programs may use it refuses them before it looks at what they sent; and those that do are these.</summary>
    [Fact]
    public async Task RoutesForPeople_RefuseIt()
    {
        var token = await company.Issuer.ProgramToken(IssuedCompany.Client);
        var refused = 0;
        foreach (var endpoint in company.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            var path = "/" + string.Join('/', endpoint.RoutePattern.RawText!.TrimStart('/').Split('/').Select(part => part.Contains('{') ? "x" : part));
            if (endpoint.Metadata.GetMetadata<ForPrograms>() is not null) continue;
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            {
                var answer = await Ask.Raw(company.Host, token, HttpMethod.Parse(method), path, method is "GET" or "DELETE" ? null : "{}"u8.ToArray());
                Assert.True(answer.Status == 403, $"{method} {path}: {answer.Status} {answer.Text}");
                if (path.StartsWith("/api/", StringComparison.Ordinal)) Assert.Contains("HR-IDN-004", answer.Text, StringComparison.Ordinal);
                refused++;
            }
        }

        var open = company.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.Where(e => e.Metadata.GetMetadata<ForPrograms>() is not null).Select(e => e.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName);
        Assert.Equal(["ActivateRevision", "ChangeRecord", "CreateRecord", "Import", "Imports", "Me", "Publish", "Record", "Records", "Revisions"], open.Order(StringComparer.Ordinal));
        Assert.True(refused > 35, $"{refused} routes refused");
    }

    [Fact]
    public async Task AClientWithoutAnAccount_IsToldSo()
    {
        var answer = await Ask.Raw(company.Host, await company.Issuer.ProgramToken("another-client"), HttpMethod.Get, "/api/records/person", language: "en");
        Assert.Equal(403, answer.Status);
        Assert.Equal("HR-IDN-003", JsonNode.Parse(answer.Text)!.Text("code"));
    }

    /// <summary>An account that is not in the code list cannot hold a role; a role has one holder only.</summary>
    [Theory]
    [InlineData("\"service\": \"directory-sync\"", "\"service\": \"directory-snyc\"", "HR-DEF-", "directory-sync")]
    [InlineData("\"service\": \"directory-sync\"", "\"service\": \"directory-sync\", \"scope\": \"all\"", "HR-PRM-001", "service")]
    public async Task ARoleOfAnUnknownAccount_IsAFinding(string old, string changed, string code, string told)
    {
        const string File = "permissions/person.permissions.json";
        var text = (await System.IO.File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, File))).Replace(old, changed, StringComparison.Ordinal);
        var body = new JsonObject { ["files"] = new JsonArray(new JsonObject { ["path"] = File, ["text"] = text }) };
        var answer = await Ask.Raw(company.Host, await company.Issuer.PersonToken("E0001"), HttpMethod.Post, "/api/definitions/check", System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()), language: "en");
        Assert.Contains(JsonNode.Parse(answer.Text)!["diagnostics"]!.AsArray(), d => d!.Text("code").StartsWith(code, StringComparison.Ordinal) && d!.ToJsonString().Contains(told, StringComparison.Ordinal));
    }

    /// <summary>With a letter for it a program writes; with an exchange that names its role it imports. Both bear its name, and it is still no person.</summary>
    [Fact]
    public async Task WithALetterForIt_ItWritesUnderItsOwnName_AndImportsByAnExchangeThatNamesIt()
    {
        using var definitions = new OwnDefinitions()
            .With("permissions/person.permissions.json", "\"contact.email\": \"r\",\n        \"employment.department\": \"r\",\n        \"employment.employeeNo\"", "\"contact.email\": \"ru\",\n        \"employment.department\": \"r\",\n        \"employment.employeeNo\"")
            .With("exchanges/directory.exchange.json", "[\"hr-head\"]", "[\"directory-sync\"]")
            .With("exchanges/directory.exchange.json", "{ \"to\": \"contact.mobile\", \"from\": \"phone\" },", "")
            .With("exchanges/directory.exchange.json", "\"from\": \"mail\" },", "\"from\": \"mail\" }")
            .With("exchanges/directory.exchange.json", "{ \"to\": \"identity.sex\", \"from\": \"gender\", \"map\": { \"F\": \"2\", \"M\": \"1\" } }", "");
        await using var host = await TestHost.Started(definitions: definitions.Folder, environment: "Production", settings: IssuedCompany.Settings(company.Issuer));
        var token = await company.Issuer.ProgramToken(IssuedCompany.Client);
        const string Path = "/api/records/person/E0042";
        var changed = await Ask.Raw(host, token, HttpMethod.Patch, Path, """{"contact":{"email":"a@b.example"}}"""u8.ToArray(), headers: ("If-Match", "*"));
        Assert.True(changed.Status == 200, changed.Text);
        Assert.Equal("service:directory-sync", JsonNode.Parse(changed.Text)!["sources"]!["contact"]!.Text("by"));
        Assert.Equal(403, (await Ask.Raw(host, token, HttpMethod.Patch, Path, """{"workplace":{"seat":"5F-A-001"}}"""u8.ToArray(), headers: ("If-Match", "*"))).Status);

        var sent = await Ask.Raw(host, token, HttpMethod.Post, "/api/imports/directory", "emp_no,mail\nE0042,new.address@example.com\n"u8.ToArray(), "text/csv", headers: ("Idempotency-Key", "directory-1"));
        Assert.True(sent.Status is 201 or 202, $"{sent.Status} {sent.Text}");
        var id = JsonNode.Parse(sent.Text)!.Text("id");
        var import = await TestHost.Eventually(async () => (await Ask.Raw(host, token, HttpMethod.Get, $"/api/imports/{id}")).Text, text => text.Contains("\"done\"", StringComparison.Ordinal) || text.Contains("\"failed\"", StringComparison.Ordinal));
        Assert.True(import.Contains("\"done\"", StringComparison.Ordinal), import);
        Assert.Equal("new.address@example.com", JsonNode.Parse((await Ask.Raw(host, token, HttpMethod.Get, Path)).Text)!["values"]!["contact"]!.Text("email"));

        // Nobody gives work to a program, and no record refers to one as to a person.
        var manager = await Ask.Raw(host, await company.Issuer.PersonToken("E0001"), HttpMethod.Patch, Path, """{"employment":{"manager":"service:directory-sync"}}"""u8.ToArray(), headers: ("If-Match", "*"));
        Assert.Equal(422, manager.Status);
    }

    private async Task<JsonNode> Read(string token, string path)
    {
        var (status, _, text) = await Ask.Raw(company.Host, token, HttpMethod.Get, path);
        Assert.True(status == (int)HttpStatusCode.OK, $"{path}: {status} {text}");
        return JsonNode.Parse(text)!;
    }
}
