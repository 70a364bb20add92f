using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Tests.Imports;

namespace HrCollab.Functions.Tests.Records;

/// <summary>Whatever way a value comes in, the same standard judges it with the same words.</summary>
public sealed class OneJudgeTests(Company company) : IClassFixture<Company>
{
    private TestHost Host => company.Host;

    /// <summary>The ways in, and how each calls the field.</summary>
    public static TheoryData<string, string> Channels => new() { { "create", "/identity/gender" }, { "patch", "/identity/gender" }, { "form", "/input/sex" }, { "import", "/identity/sex" } };

    [Theory]
    [MemberData(nameof(Channels))]
    public async Task S11_AWordWhereACodeIsRequired_IsRefusedWithThePointerAndTheAcceptedCode(string channel, string pointer)
    {
        var refused = (await Send(channel, "男")).Is(HttpStatusCode.UnprocessableEntity).Json;
        var error = refused["errors"]!.AsArray().Single(e => e!.Text("pointer") == pointer)!;
        Assert.Equal("HR-STD-103", error.Text("code"));
        Assert.Contains("1 男", error.Text("accepted"));
        Assert.Contains("性别", error.Text("message"));
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public async Task S11_TheCodeItself_IsNoFinding(string channel, string pointer)
    {
        var answer = await Send(channel, "1");
        var errors = answer.Json["errors"]?.AsArray() ?? [];
        Assert.DoesNotContain(pointer, errors.Texts("pointer"));
    }

    [Fact]
    public async Task S11_EveryWay_SaysTheSame()
    {
        var said = new List<string>();
        foreach (var row in Channels)
        {
            var (channel, pointer) = ((string)row[0], (string)row[1]);
            var error = (await Send(channel, "男")).Json["errors"]!.AsArray().Single(e => e!.Text("pointer") == pointer)!;
            said.Add($"{error.Text("code")} {error.Text("message")} {error.Text("accepted")}");
        }

        Assert.Single(said.Distinct());
    }

    [Fact]
    public async Task S13_ARefusedRecord_NeverEntersTheStore()
    {
        var before = await Central();
        (await Host.Post("E0001", "/api/records/person", Person("E0099", "男"))).Is(HttpStatusCode.UnprocessableEntity);
        (await Host.Post("E0005", "/api/forms/onboarding/submissions", Form("E0099", "男"))).Is(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(before, await Central());
        (await Host.Get("E0001", "/api/records/person/E0099")).Is(HttpStatusCode.NotFound);
    }

    /// <summary>Cases, records and views; beside them the host keeps for a while why something was refused.</summary>
    private async Task<string> Central() => (await DocumentCounts.Of(Host)).Split(", Host")[0];

    private async Task<Answer> Send(string channel, string sex) => channel switch
    {
        "create" => await Host.Post("E0001", "/api/records/person", Person("E0098", sex)),
        "patch" => await Host.Patch("E0001", "/api/records/person/E0060", new { identity = new { gender = sex } }, (await Host.Get("E0001", "/api/records/person/E0060")).ETag),
        "form" => await Host.Post("E0005", "/api/forms/onboarding/preflight", Form("E0097", sex)) is { Status: HttpStatusCode.OK } preview && preview.Json["accepted"]!.GetValue<bool>()
            ? preview
            : await Host.Post("E0005", "/api/forms/onboarding/submissions", Form("E0097", sex)),
        "import" => await Imported(sex),
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, null),
    };

    /// <summary>The findings of the row in quarantine; a row that came in has none.</summary>
    private async Task<Answer> Imported(string sex)
    {
        var number = sex == "1" ? "N0901" : "N0902";
        await ImportClient.Import(Host, ImportClient.File([$"{number},试,陈,{sex},1980-01-02,2010-03-01,Engineer,rd1,20000"]));
        var waiting = (await ImportClient.Quarantined(Host)).SingleOrDefault(i => i.Text("key") == number);
        return waiting is null
            ? new Answer(HttpStatusCode.OK, "{}", null, null)
            : new Answer(HttpStatusCode.UnprocessableEntity, new JsonObject { ["errors"] = waiting["findings"]!.DeepClone() }.ToJsonString(), null, null);
    }

    private static JsonObject Person(string number, string sex) => new()
    {
        ["identity"] = new JsonObject { ["name"] = "陈试", ["idType"] = "516", ["idNumber"] = "H00000" + number[1..], ["gender"] = sex, ["birthDate"] = "1995-03-15" },
        ["employment"] = new JsonObject { ["employeeNo"] = number, ["department"] = "rd1", ["hireDate"] = "2026-10-12" },
    };

    private static object Form(string number, string sex)
    {
        var form = NewPerson.Form(number, 71);
        (form["idType"], form["idNumber"], form["sex"], form["birthDate"]) = ("516", "H00000" + number[1..], sex, "1995-03-15");
        return new { input = form };
    }
}
