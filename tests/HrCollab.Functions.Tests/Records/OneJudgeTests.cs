using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Tests.Imports;
using HrCollab.Functions.Tests.Portal;

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

    /// <summary>The page is judged as the form sent over the API is: the same words and the same accepted code at the field, previewed or submitted, and none for the code itself.</summary>
    [Theory]
    [InlineData("preflight", HttpStatusCode.OK)]
    [InlineData("submit", HttpStatusCode.UnprocessableEntity)]
    public async Task S11_ThePageOfThePortal_SaysTheSameAtItsField(string act, HttpStatusCode status)
    {
        var said = (await Send("form", "男")).Is(HttpStatusCode.UnprocessableEntity).Json["errors"]!.AsArray().Single(e => e!.Text("pointer") == "/input/sex")!;
        using var browser = new Browser(Host);
        await browser.SignIn("E0005");
        await browser.Open("/forms/onboarding");
        await browser.Send("form[data-evaluate]", Typed("男"), act);
        Assert.Equal(status, browser.Status);
        Assert.Equal($"{said.Text("message")} 可填:{said.Text("accepted")}", Assert.Single(AtTheField()));

        await browser.Send("form[data-evaluate]", Typed("1"), "preflight");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Empty(AtTheField());

        List<string> AtTheField() => [.. browser.Page.QuerySelectorAll("[data-field=sex] .messages .error").Select(m => m.TextContent)];

        static Dictionary<string, string> Typed(string sex) =>
            Input("E0096", sex).ToDictionary(f => f.Key, f => Convert.ToString(f.Value, System.Globalization.CultureInfo.InvariantCulture)!, StringComparer.Ordinal);
    }

    /// <summary>What a value refers to must be there, whatever it is: also a position, which nobody's rights depend on.</summary>
    [Fact]
    public async Task S11_APositionThatIsNotThere_IsRefusedAlikeOnEveryWay_AndOneThatIsThereTaken()
    {
        using var definitions = new OwnDefinitions().With("exchanges/employees.exchange.json", "{ \"to\": \"employment.title\"", "{ \"to\": \"employment.position\", \"from\": \"position\" }, { \"to\": \"employment.title\"");
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        foreach (var (position, expected) in new[] { ("nonsense", "HR-STD-114"), ("no such/key", "HR-STD-114"), ("rd2-engineer", "") })
        {
            var person = Person("E0098", "1");
            person["employment"]!["position"] = position;
            var form = new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12", newPosition = position } };
            var answers = new[]
            {
                (await host.Post("E0007", "/api/forms/transfer/preflight", form)).Json,
                (await host.Post("E0007", "/api/forms/transfer/evaluate", form)).Json,
                (await host.Post("E0007", "/api/forms/transfer/submissions", form)).Json,
                (await host.Patch("E0001", "/api/records/person/E0060", new { employment = new { position } }, (await host.Get("E0001", "/api/records/person/E0060")).ETag)).Json,
                (await host.Post("E0001", "/api/records/person", person)).Json,
                await Row(position),
            };
            Assert.All(answers, a => Assert.Equal(expected, string.Join(' ', (a["errors"] ?? a["messages"] ?? a["findings"])?.AsArray().Where(e => e!.Text("code").StartsWith("HR-STD-1", StringComparison.Ordinal)).Select(e => e!.Text("code")) ?? [])));
            if (answers[2]["decisionId"] is { } decision) // made again from what was kept of it
                Assert.True((await host.Get("E0007", $"/api/decisions/{decision}")).Is(HttpStatusCode.OK).Json["reproduced"]!["same"]!.GetValue<bool>());
        }

        async Task<JsonNode> Row(string position)
        {
            await ImportClient.Import(host, ImportClient.Header + ",position\n" + ImportClient.Rows(1).Single() + "," + position + "\n");
            return (await ImportClient.Quarantined(host)).SingleOrDefault(i => i.Text("key") == "N0001") ?? new JsonObject();
        }
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

    private static object Form(string number, string sex) => new { input = Input(number, sex) };

    private static Dictionary<string, object> Input(string number, string sex)
    {
        var form = NewPerson.Form(number, 71);
        (form["idType"], form["idNumber"], form["sex"], form["birthDate"]) = ("516", "H00000" + number[1..], sex, "1995-03-15");
        return form;
    }
}
