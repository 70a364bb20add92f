using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Tests.Imports;

namespace HrCollab.Functions.Tests.Records;

/// <summary>A JSON Schema in the published standard of people is enforced whatever way a record comes in. NJsonSchema reads it on this way.</summary>
public sealed class EmbeddedSchemaTests : IAsyncLifetime
{
    private const string Standard = "standards/person.standard.json";
    private readonly string _folder = Directory.CreateTempSubdirectory("hrcollab-schema-").FullName;
    private TestHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await TestHost.Started(_folder);
        var definition = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, Standard)))!.AsObject();
        definition["jsonSchema"] = JsonNode.Parse("""{"properties":{"identity":{"properties":{"name":{"not":{"pattern":"禁"}}}}}}""");
        (await _host.Post("E0023", "/api/revisions", new { files = new[] { new { path = Standard, text = definition.ToJsonString() } }, note = "测试", activate = true })).Is(HttpStatusCode.Created);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Record_IsRefused()
    {
        Refused(await _host.Post("E0001", "/api/records/person", Person("陈禁")), "/identity/name");
        (await _host.Post("E0001", "/api/records/person", Person("陈试"))).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Change_IsRefused() => Refused(
        await _host.Patch("E0001", "/api/records/person/E0060", new { identity = new { name = "陈禁" } }, (await _host.Get("E0001", "/api/records/person/E0060")).ETag), "/identity/name");

    [Fact]
    public async Task Form_IsRefused()
    {
        var form = NewPerson.Form("E0097", 71);
        form["name"] = "陈禁";
        Refused(await _host.Post("E0005", "/api/forms/onboarding/submissions", new { input = form }), "/input/name");
    }

    [Fact]
    public async Task ImportedRow_GoesToQuarantine()
    {
        await ImportClient.Import(_host, ImportClient.File(["N0901,禁,陈,1,1980-01-02,2010-03-01,Engineer,rd1,20000", "N0902,试,陈,1,1980-01-02,2010-03-01,Engineer,rd1,20000"]));
        var waiting = Assert.Single(await ImportClient.Quarantined(_host));
        Assert.Equal("N0901", waiting.Text("key"));
        Assert.Contains("HR-SCH-131", waiting["findings"]!.AsArray().Texts("code"));
    }

    [Fact]
    public async Task SchemaOfTheStandard_IsShownWithIt()
    {
        var schema = (await _host.Get("E0003", "/api/definitions/standards/person")).Is(HttpStatusCode.OK).Json["schema"]!;
        Assert.Contains("not", schema["allOf"]![0]!["properties"]!["identity"]!["properties"]!["name"]!.AsObject().Select(m => m.Key));
        var question = new JsonObject { ["kind"] = "schemas", ["input"] = new JsonObject { ["schema"] = schema.DeepClone(), ["instance"] = Person("陈试") } };
        Assert.True((await _host.Post("E0003", "/api/definitions/try", question)).Is(HttpStatusCode.OK).Json["outcome"]!["valid"]!.GetValue<bool>());
    }

    private static void Refused(Answer answer, string pointer)
    {
        var error = Assert.Single(answer.Is(HttpStatusCode.UnprocessableEntity).Json["errors"]!.AsArray())!;
        Assert.Equal(("HR-SCH-131", pointer), (error.Text("code"), error.Text("pointer")));
    }

    private static JsonObject Person(string name) => new()
    {
        ["identity"] = new JsonObject { ["name"] = name, ["idType"] = "516", ["idNumber"] = "H00000098", ["sex"] = "1", ["birthDate"] = "1995-03-15" },
        ["employment"] = new JsonObject { ["employeeNo"] = "E0098", ["department"] = "rd1", ["hireDate"] = "2026-10-12" },
    };
}
