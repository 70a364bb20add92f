using System.Net;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Records;

/// <summary>Departments read and change what the matrix gives them and nothing else.</summary>
public sealed class PermittedRecordsTests(Company company) : IClassFixture<Company>
{
    private TestHost Host => company.Host;

    [Fact]
    public async Task S12_TwoDepartments_ReadTheSameNamesAndCodes()
    {
        var (hr, it) = ((await Host.Get("E0003", "/api/records/person/E0042")).Is(HttpStatusCode.OK).Json["values"]!, (await Host.Get("E0018", "/api/records/person/E0042")).Is(HttpStatusCode.OK).Json["values"]!);
        var shared = it.AsObject().SelectMany(g => g.Value!.AsObject().Select(f => (Group: g.Key, Field: f.Key, f.Value))).ToList();
        Assert.NotEmpty(shared);
        Assert.Contains(shared, f => f is { Group: "employment", Field: "status" });
        foreach (var (group, field, value) in shared.Where(f => hr[f.Group]?[f.Field] is not null)) Assert.Equal(hr[group]![field]!.ToJsonString(), value!.ToJsonString());
    }

    [Theory]
    [InlineData("phone")]
    [InlineData("手机号")]
    [InlineData("mobile")]
    public async Task S12_AFormerNameThatComesIn_IsMappedByTheStandardsAliases(string name)
    {
        var before = (await Host.Get("E0048", "/api/records/person/E0048")).Is(HttpStatusCode.OK);
        var number = $"1390000{1000 + name.Length}";
        var after = (await Host.Patch("E0048", "/api/records/person/E0048", new JsonObject { ["contact"] = new JsonObject { [name] = number } }, before.ETag)).Is(HttpStatusCode.OK).Json;
        Assert.Equal(number, after["values"]!["contact"]!.Text("mobile"));
        Assert.Null(after["values"]!["contact"]![name == "mobile" ? "phone" : name]);
    }

    [Fact]
    public async Task S12_ADepartmentWithFormerNames_ReadsTheSameRecordInThem_AsItsExchangeSays()
    {
        var standard = (await Host.Get("E0001", "/api/records/person/E0042")).Is(HttpStatusCode.OK).Json["values"]!;
        var former = (await Host.Get("E0001", "/api/records/person/E0042?as=directory")).Is(HttpStatusCode.OK).Json;
        Assert.Equal("directory", former.Text("as"));
        Assert.Equal(standard["contact"]!.Text("mobile"), former["values"]!.Text("phone"));
        Assert.Equal(standard["identity"]!.Text("sex") == "1" ? "M" : "F", former["values"]!.Text("gender"));
        Assert.Equal("E0042", former["values"]!.Text("emp_no"));
        var listed = (await Host.Get("E0001", "/api/records/person?as=directory&limit=100")).Items().Single(i => i!.Text("id") == "E0042")!;
        Assert.Equal(former["values"]!.ToJsonString(), listed["values"]!.ToJsonString());
        using var own = new OwnDefinitions().With("exchanges/directory.exchange.json", "\"from\": \"phone\"", "\"from\": \"tel\"");
        await using var host = await TestHost.Started(definitions: own.Folder);
        var renamed = (await host.Get("E0001", "/api/records/person/E0042?as=directory")).Is(HttpStatusCode.OK).Json["values"]!;
        Assert.Equal((standard["contact"]!.Text("mobile"), null), (renamed.Text("tel"), renamed["phone"]));
    }

    [Fact]
    public async Task S12_FormerNames_ShowNoMoreThanTheMatrix_AndOnlyExchangesOfTheStandardSpeak()
    {
        Assert.Equal("""{"emp_no":"E0042"}""", (await Host.Get("E0018", "/api/records/person/E0042?as=directory")).Is(HttpStatusCode.OK).Json["values"]!.ToJsonString());
        var head = (await Host.Get("E0007", "/api/records/person/E0042")).Is(HttpStatusCode.OK).Json["values"]!["identity"]!.Text("sex");
        Assert.Equal(head, (await Host.Get("E0007", "/api/records/person/E0042?as=directory")).Is(HttpStatusCode.OK).Json["values"]!.Text("gender")); // masked, not translated
        foreach (var other in new[] { "departments", "nothing" })
        {
            Assert.Equal("HR-API-012", (await Host.Get("E0001", $"/api/records/person/E0042?as={other}")).Is(HttpStatusCode.BadRequest).Json.Text("code"));
            Assert.Equal("HR-API-012", (await Host.Get("E0001", $"/api/records/person?as={other}")).Is(HttpStatusCode.BadRequest).Json.Text("code"));
        }
    }

    [Fact]
    public async Task S15_AHeadListsTheirOwnSubtreeOnly()
    {
        var people = await All("E0007", "/api/records/person?limit=7");
        Assert.Equal(12, people.Count); // rd1 with its head, and nobody twice
        Assert.All(people, p => Assert.Equal("rd1", p["values"]!["employment"]!.Text("department")));
        Assert.Equal(people.Count, people.Select(p => p.Text("id")).Distinct().Count());
        Assert.Equal(60, (await All("E0001", "/api/records/person?limit=25")).Count);
        Assert.Equal(60, (await All("E0002", "/api/records/person")).Count);
        Assert.Equal(["E0029"], (await All("E0029", "/api/records/person")).Select(p => p.Text("id")));
    }

    [Fact]
    public async Task S15_APersonOfAnotherDepartment_DoesNotExistForTheHead()
    {
        var other = (await Host.Get("E0007", "/api/records/person/E0035")).Is(HttpStatusCode.NotFound);
        var nobody = (await Host.Get("E0007", "/api/records/person/E9999")).Is(HttpStatusCode.NotFound);
        Assert.Equal(WithoutTrace(nobody), WithoutTrace(other));
        (await Host.Patch("E0007", "/api/records/person/E0035", new { workplace = new { seat = "X" } }, "\"1\"")).Is(HttpStatusCode.NotFound);
        Assert.Empty((await Host.Get("E0007", "/api/records/person?department=rd2")).Items());
        (await Host.Get("E0007", "/api/forms/transfer?subject=E0035")).Is(HttpStatusCode.NotFound);
        (await Host.Post("E0007", "/api/forms/transfer/submissions", new { subject = "E0035", input = new { newDepartment = "rd1", effectiveDate = "2026-10-12" } })).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task S15_ARoleOfAPosition_IsHeldByThoseWhoWorkInIt()
    {
        using var definitions = new OwnDefinitions().With("permissions/person.permissions.json", "\"duty\": \"payroll\", \"scope\": \"all\"", "\"position\": \"accountant\", \"scope\": \"all\"");
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        var seen = (await host.Get("E0055", "/api/records/person/E0025")).Is(HttpStatusCode.OK).Json;
        Assert.Equal("31000.00", seen["values"]!["pay"]!.Text("baseSalary"));
        (await host.Get("E0056", "/api/records/person/E0025")).Is(HttpStatusCode.NotFound); // a cashier
    }

    [Fact]
    public async Task ChangeDatedBeforeToday_IsRefused_AndTheRecordStays()
    {
        var seat = (await Host.Get("E0007", "/api/records/person/E0025")).Is(HttpStatusCode.OK);
        var refused = (await Host.Patch("E0007", "/api/records/person/E0025", new { workplace = new { seat = "Z-1" }, effectiveFrom = "2000-01-01" }, seat.ETag)).Is(HttpStatusCode.UnprocessableEntity).Json;
        Assert.Equal(["/effectiveFrom HR-STD-129"], refused["errors"]!.AsArray().Select(e => $"{e!.Text("pointer")} {e!.Text("code")}"));
        Assert.Equal(seat.ETag, (await Host.Get("E0007", "/api/records/person/E0025")).ETag);
    }

    [Fact]
    public async Task S15_SalaryIsMaskedForTheHead_AbsentForOthers_AndReadByPayroll()
    {
        Assert.Equal("■■", (await Values("E0007", "E0025"))["pay"]!.Text("baseSalary"));
        Assert.Null((await Values("E0024", "E0025"))["pay"]); // the deputy of rd1
        Assert.Null((await Values("E0018", "E0025"))["pay"]);
        Assert.Equal("31000.00", (await Values("E0014", "E0025"))["pay"]!.Text("baseSalary"));
        Assert.Equal("31000.00", (await Values("E0025", "E0025"))["pay"]!.Text("baseSalary"));
        foreach (var item in (await All("E0007", "/api/records/person")).Where(p => p.Text("id") != "E0007")) Assert.DoesNotContain(".00", item["values"]!["pay"]?.ToJsonString() ?? "");
        Assert.DoesNotContain("31000", (await Host.Get("E0007", "/api/forms/transfer?subject=E0025")).Is(HttpStatusCode.OK).Text);
    }

    /// <summary>Working days 2 to 10 of a month: October begins with a holiday until the 7th, Saturday the 10th is worked, and 2027 has no calendar yet.</summary>
    [Fact]
    public async Task S15_FinanceReadsPay_OnlyOnTheDaysThatPayIsWorkedOn()
    {
        await using var host = await TestHost.Started();
        foreach (var (day, open) in new[] { ("2026-10-08", false), ("2026-10-09", true), ("2026-10-18", true), ("2026-10-20", true), ("2026-10-21", false), ("2026-10-24", false), ("2026-11-03", true), ("2027-01-07", false) })
        {
            host.AdvanceTo(day + "T10:00:00");
            var seen = (await host.Get("E0015", "/api/records/person/E0042")).Is(HttpStatusCode.OK).Json;
            Assert.Equal((day, open ? "20000.00" : null), (day, seen["values"]!["pay"]?.Text("baseSalary")));
            var listed = (await host.Get("E0015", "/api/records/person?limit=200")).Items().Single(i => i!.Text("id") == "E0042")!;
            Assert.Equal(open, listed.ToJsonString().Contains("20000.00", StringComparison.Ordinal));
        }
    }

    /// <summary>E0004 is business partner of the company itself, of sales, finance, administration and legal: not of departments that name somebody else.</summary>
    [Fact]
    public async Task S15_ABusinessPartner_ReachesTheDepartmentsThatNameThem_AndNoOthers()
    {
        static IEnumerable<string> Departments(IEnumerable<JsonNode> people) => people.Select(p => p["values"]!["employment"]!.Text("department")).Distinct().Order();
        Assert.Equal(["admin", "beichen", "fin", "legal", "sales"], Departments((await All("E0004", "/api/records/person")).Where(p => p.Text("id") != "E0004")));
        Assert.Equal(["hr", "it", "rd1", "rd2"], Departments((await All("E0003", "/api/records/person")).Where(p => p.Text("id") != "E0003")));
        (await Host.Get("E0004", "/api/records/person/E0042")).Is(HttpStatusCode.NotFound);
        (await Host.Get("E0003", "/api/records/person/E0042")).Is(HttpStatusCode.OK);
        Assert.Null((await Host.Get("E0004", "/api/records/department/rd1")).Is(HttpStatusCode.OK).Json["values"]!["budget"]);
        Assert.NotNull((await Host.Get("E0004", "/api/records/department/sales")).Is(HttpStatusCode.OK).Json["values"]!["budget"]);
    }

    [Theory]
    [InlineData("E0001", true, true)] // head of HR
    [InlineData("E0005", true, true)] // recruiting keeps them
    [InlineData("E0002", true, false)] // head of the company
    [InlineData("E0007", true, false)] // head of the department
    [InlineData("E0003", true, true)] // business partner, and lead of them
    [InlineData("E0008", false, false)] // head of another department
    [InlineData("E0042", false, false)] // holds the position
    public async Task S15_RequirementsOfAPosition_AreReadByHrAndTheHeadsConcerned(string caller, bool reads, bool updates)
    {
        var position = (await Host.Get(caller, "/api/records/position/rd1-engineer")).Is(HttpStatusCode.OK).Json;
        Assert.NotNull(position["values"]!["basic"]);
        Assert.Equal(reads, position["values"]!["requirement"] is not null);
        Assert.Equal(updates, position["updatable"]!.AsArray().Any(f => f!.GetValue<string>() == "requirement.skills"));
    }

    [Fact]
    public async Task S15_TheSystemAdministrator_SeesNobody()
    {
        (await Host.Get("E0023", "/api/records/person/E0025")).Is(HttpStatusCode.NotFound);
        Assert.DoesNotContain("E0025", (await Host.Get("E0023", "/api/records/person")).Text);
    }

    [Fact]
    public async Task S16_ASeatIsSaved_ASalaryIsRefusedWithItsReason()
    {
        var read = (await Host.Get("E0007", "/api/records/person/E0026")).Is(HttpStatusCode.OK);
        Assert.Contains("workplace.seat", read.Json["updatable"]!.AsArray().Select(f => f!.GetValue<string>()));
        Assert.DoesNotContain("pay.baseSalary", read.Json["updatable"]!.AsArray().Select(f => f!.GetValue<string>()));
        var saved = (await Host.Patch("E0007", "/api/records/person/E0026", new { workplace = new { seat = "5F-A-126" } }, read.ETag)).Is(HttpStatusCode.OK);
        Assert.Equal("5F-A-126", saved.Json["values"]!["workplace"]!.Text("seat"));
        Assert.Equal("E0007", saved.Json["sources"]!["workplace"]!.Text("by"));
        var denied = (await Host.Patch("E0007", "/api/records/person/E0026", new { pay = new { baseSalary = "99000.00" } }, saved.ETag)).Is(HttpStatusCode.Forbidden).Json;
        Assert.Equal("HR-PRM-102", denied.Text("code"));
        Assert.Equal("/pay/baseSalary", denied["errors"]!.AsArray().Single()!.Text("pointer"));
        Assert.Equal("26000.00", (await Values("E0001", "E0026"))["pay"]!.Text("baseSalary"));
    }

    [Fact]
    public async Task S16_APartialUpdate_CannotTouchUnlistedFieldsEvenIfSentAlong()
    {
        var before = await Host.Get("E0001", "/api/records/person/E0030");
        var denied = (await Host.Patch("E0007", "/api/records/person/E0030", new { workplace = new { seat = "5F-A-130", badge = "BC99999" }, employment = new { department = "rd2" } }, before.ETag)).Is(HttpStatusCode.Forbidden).Json;
        Assert.Equal(["/employment/department", "/workplace/badge"], denied["errors"]!.AsArray().Texts("pointer").Order());
        (await Host.Patch("E0007", "/api/records/person/E0030", new { workplace = new { seat = "5F-A-130" }, pay = new { bonus = "1.00" } }, before.ETag)).Is(HttpStatusCode.UnprocessableEntity);
        (await Host.Patch("E0007", "/api/records/person/E0030", new { pay = new { baseSalary = (string?)null } }, before.ETag)).Is(HttpStatusCode.Forbidden);
        Assert.Equal(before.Text, (await Host.Get("E0001", "/api/records/person/E0030")).Text);
    }

    /// <summary>Whoever may make a record does not thereby fill in what is not theirs: pay is payroll's, duties are rights.</summary>
    [Fact]
    public async Task S16_ACreator_FillsInTheirOwnFieldsOnly()
    {
        await using var host = await TestHost.Started();
        var fine = Newcomer("E0097", "H00000097");
        var person = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(fine))!;
        person["pay"] = new JsonObject { ["baseSalary"] = "90000.00" };
        person["employment"]!["duties"] = new JsonArray("hr-head");
        person["workplace"] = new JsonObject { ["seat"] = "5F-A-197" };
        var before = await DocumentCounts.Entered(host);
        foreach (var creator in new[] { "E0005", "E0006" })
        {
            var denied = (await host.Post(creator, "/api/records/person", person)).Is(HttpStatusCode.Forbidden).Json;
            Assert.Equal("HR-PRM-106", denied.Text("code"));
            Assert.Equal(["/employment/duties", "/pay/baseSalary", "/workplace/seat"], denied["errors"]!.AsArray().Texts("pointer").Order());
            Assert.All(denied["errors"]!.AsArray(), e => Assert.Equal("HR-PRM-106", e!.Text("code")));
        }

        var english = (await host.Send("E0006", HttpMethod.Post, "/api/records/person", person, language: "en")).Is(HttpStatusCode.Forbidden).Json;
        Assert.Contains(english["errors"]!.AsArray().Texts("message"), m => m.Contains("Company duties", StringComparison.Ordinal));
        Assert.Equal(before, await DocumentCounts.Entered(host));
        (await host.Post("E0005", "/api/records/person", fine)).Is(HttpStatusCode.Created);
        (await host.Patch("E0005", "/api/records/person/E0097", new { employment = new { department = "rd2" } }, "\"1\"")).Is(HttpStatusCode.Forbidden); // filling in is not changing
    }

    /// <summary>What is hidden is named and follows from the permission alone; what is named nowhere has no value.</summary>
    [Fact]
    public async Task S15_WhatIsHidden_IsToldFromWhatIsMissing_WithoutTellingWhetherItHasAValue()
    {
        (await Host.Post("E0006", "/api/records/person", Newcomer("E0094", "H00000094"))).Is(HttpStatusCode.Created); // has no pay
        var (paid, unpaid) = (await Record("E0024", "E0025"), await Record("E0024", "E0094")); // the deputy of rd1 sees no pay
        Assert.Contains("pay", Names(paid, "hidden"));
        Assert.Equal(paid["hidden"]!.ToJsonString(), unpaid["hidden"]!.ToJsonString());
        Assert.Equal(paid["masked"]!.ToJsonString(), unpaid["masked"]!.ToJsonString());
        Assert.DoesNotContain("pay", unpaid["missing"]!.AsArray().Texts("group"));

        var head = await Record("E0007", "E0025");
        Assert.Contains(Names(head, "masked"), p => p is "pay" or "pay.baseSalary");
        Assert.DoesNotContain(Names(head, "hidden"), p => p is "pay" or "pay.baseSalary");

        var stale = (await Host.Patch("E0007", "/api/records/person/E0025", new { workplace = new { seat = "5F-A-125" } }, "\"999\"")).Is(HttpStatusCode.PreconditionFailed).Json;
        Assert.Equal((head["hidden"]!.ToJsonString(), head["masked"]!.ToJsonString()), (stale["hidden"]!.ToJsonString(), stale["masked"]!.ToJsonString()));

        var payroll = await Record("E0014", "E0094");
        Assert.Contains("pay", payroll["missing"]!.AsArray().Texts("group"));
        Assert.DoesNotContain(Names(payroll, "hidden").Concat(Names(payroll, "masked")), p => p.Split('.')[0] == "pay");

        // Every field is shown, named as hidden or masked, or has no value; the list says the same as the record.
        foreach (var item in (await All("E0024", "/api/records/person")).Where(p => p.Text("id") is "E0025" or "E0094"))
        {
            var one = await Record("E0024", item.Text("id"));
            foreach (var member in new[] { "values", "hidden", "masked" }) Assert.Equal(one[member]!.ToJsonString(), item[member]!.ToJsonString());
        }

        foreach (var hidden in Names(paid, "hidden").Select(p => p.Split('.')))
            Assert.Null(hidden.Length == 1 ? paid["values"]![hidden[0]] : paid["values"]![hidden[0]]?[hidden[1]]);

        var described = (await Host.Send(null, HttpMethod.Get, "/api/openapi.json", null, language: "en")).Json["paths"]!["/api/records/{standard}/{id}"]!["get"]!;
        Assert.Contains("hidden names the groups", described.Text("description"), StringComparison.Ordinal);
        Assert.NotNull(described["responses"]!["2XX"]!["content"]!["application/json"]!["schema"]!["properties"]!["hidden"]);

        async Task<JsonNode> Record(string caller, string person) => (await Host.Get(caller, $"/api/records/person/{person}")).Is(HttpStatusCode.OK).Json;
        static List<string> Names(JsonNode record, string member) => [.. record[member]!.AsArray().Select(p => p!.GetValue<string>())];
    }

    [Fact]
    public async Task ACreatedRecord_IsThereOnce_AndItsKeyIsTaken()
    {
        var person = Newcomer("E0095", "H00000095");
        (await Host.Post("E0007", "/api/records/person", person)).Is(HttpStatusCode.Forbidden);
        var created = (await Host.Post("E0006", "/api/records/person", person, "new-95")).Is(HttpStatusCode.Created);
        Assert.Equal("/api/records/person/E0095", created.Location);
        (await Host.Post("E0006", "/api/records/person", person, "new-95")).Is(HttpStatusCode.Created);
        Assert.Equal("HR-API-020", (await Host.Post("E0006", "/api/records/person", person, "new-96")).Is(HttpStatusCode.Conflict).Json.Text("code"));
    }

    private static object Newcomer(string number, string idNumber) => new
    {
        identity = new { name = "陈试", idType = "516", idNumber, sex = "1", birthDate = "1995-03-15", nationality = "CHN" },
        employment = new { employeeNo = number, company = "北辰科技有限公司", department = "rd1", type = "full-time", status = "probation", hireDate = "2026-09-01" },
        contact = new { mobile = "13800000095" },
    };

    private async Task<JsonNode> Values(string caller, string person) => (await Host.Get(caller, $"/api/records/person/{person}")).Is(HttpStatusCode.OK).Json["values"]!;

    private async Task<List<JsonNode>> All(string caller, string path)
    {
        var items = new List<JsonNode>();
        var next = path;
        while (true)
        {
            var page = (await Host.Get(caller, next)).Is(HttpStatusCode.OK).Json;
            items.AddRange(page["items"]!.AsArray().Select(i => i!));
            if (page["next"]?.GetValue<string>() is not { } cursor) return items;
            next = $"{path}{(path.Contains('?') ? '&' : '?')}cursor={cursor}";
        }
    }

    private static string WithoutTrace(Answer answer)
    {
        var problem = answer.Json.AsObject();
        problem.Remove("traceId");
        return problem.ToJsonString();
    }
}
