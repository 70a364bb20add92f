using System.Net;
using HrCollab.Functions.Tests.Portal;

namespace HrCollab.Functions.Tests.Forms;

/// <summary>Which forms one meets, what they start with, and what they make of what is sent.</summary>
public sealed class FormTests(Company company) : IClassFixture<Company>
{
    private TestHost Host => company.Host;

    [Fact]
    public async Task S16_AFormForReports_IsShownToThoseWhoHaveSome()
    {
        using var definitions = new OwnDefinitions().With("forms/transfer.form.json", "\"submitters\": [\"manager\", \"head\", \"hrbp\", \"hr-head\"]", "\"submitters\": [\"manager\"]");
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        Assert.Contains("transfer", (await host.Get("E0007", "/api/forms")).Items().Texts("id"));
        (await host.Get("E0007", "/api/forms/transfer?subject=E0042")).Is(HttpStatusCode.OK);
        Assert.DoesNotContain("transfer", (await host.Get("E0029", "/api/forms")).Items().Texts("id"));
        (await host.Get("E0029", "/api/forms/transfer")).Is(HttpStatusCode.NotFound);
        (await host.Get("E0029", "/api/forms/transfer?subject=E0042")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task S16_FormAboutSomebody_StartsWithWhatItsReaderMayRead()
    {
        var form = (await Host.Get("E0007", "/api/forms/transfer?subject=E0042")).Is(HttpStatusCode.OK).Json;
        var fields = form["sections"]!.AsArray().SelectMany(s => s!["fields"]!.AsArray()).ToList();
        Assert.Contains(fields, f => f!.Text("id") == "newDepartment" && f!["required"]!.GetValue<bool>());
        Assert.Equal(["newPosition rd1-engineer"], fields.Where(f => f!["value"] is not null).Select(f => $"{f!.Text("id")} {f!.Text("value")}"));
    }

    /// <summary>A form that starts with the present salary and ID number gives them to whoever may read them in clear, and to nobody else: not by the form, its evaluation, or its page.</summary>
    [Fact]
    public async Task S16_S17_WhatItsReaderMayNotSee_IsNotFilledIn()
    {
        using var definitions = new OwnDefinitions()
            .With("forms/transfer.form.json", "\"draws\": \"pay.baseSalary\",", "\"draws\": \"pay.baseSalary\", \"prefill\": \"person.pay.baseSalary\",")
            .With("forms/transfer.form.json", "\"id\": \"payReason\",", "\"id\": \"payReason\", \"prefill\": \"person.identity.idNumber\",");
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        var record = (await host.Get("E0001", "/api/records/person/E0042")).Is(HttpStatusCode.OK).Json["values"]!;
        var (salary, id) = (record["pay"]!.Text("baseSalary"), record["identity"]!.Text("idNumber"));
        Assert.Equal(["newBaseSalary " + salary, "newPosition rd1-engineer", "payReason " + id], await Filled("E0001"));
        Assert.Contains($"value=\"{salary}\"", await Page("E0001"), StringComparison.Ordinal);

        Assert.Equal(["newPosition rd1-engineer"], await Filled("E0007"));
        foreach (var text in new[]
        {
            await Page("E0007"), (await host.Get("E0007", "/api/forms/transfer?subject=E0042")).Text,
            (await host.Post("E0007", "/api/forms/transfer/evaluate", new { subject = "E0042", input = new { } })).Is(HttpStatusCode.OK).Text,
        })
        {
            Assert.DoesNotContain(salary, text, StringComparison.Ordinal);
            Assert.DoesNotContain(id, text, StringComparison.Ordinal);
        }

        async Task<string[]> Filled(string person) =>
        [
            .. (await host.Get(person, "/api/forms/transfer?subject=E0042")).Is(HttpStatusCode.OK).Json["sections"]!.AsArray().SelectMany(s => s!["fields"]!.AsArray())
                .Where(f => f!["value"] is not null).Select(f => $"{f!.Text("id")} {f!.Text("value")}").Order(StringComparer.Ordinal),
        ];

        async Task<string> Page(string person)
        {
            using var browser = new Browser(host);
            await browser.SignIn(person);
            await browser.Open("/forms/transfer?subject=E0042");
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            return browser.Page.DocumentElement.OuterHtml;
        }
    }

    [Theory]
    [InlineData("E0029", "/api/forms/transfer?subject=E0042")]
    [InlineData("E0007", "/api/forms/transfer?subject=E0034")]
    [InlineData("E0007", "/api/forms/transfer?subject=nobody")]
    [InlineData("E0007", "/api/forms/transfer?subject=%00%2F..%2F")]
    [InlineData("E0007", "/api/forms/no-such-form")]
    public async Task S15_FormThatIsNotForTheCaller_IsNotThere(string person, string path) => (await Host.Get(person, path)).Is(HttpStatusCode.NotFound);

    [Theory]
    [InlineData("""{"subject":"E0042","input":{},"more":1}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"subject":"E0042","input":{"newDepartment":"rd2","newDepartment":"rd1"}}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"subject":"E0042","input":{"newBaseSalary":NaN}}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"subject":"E0042","input":""", HttpStatusCode.BadRequest)]
    [InlineData("""{"subject":"E0034","input":{}}""", HttpStatusCode.NotFound)]
    [InlineData("""{"subject":"nobody","input":{}}""", HttpStatusCode.NotFound)]
    public async Task EvaluateOfWhatCannotBeRead_IsRefusedWithoutAFailure(string body, HttpStatusCode status) =>
        (await Host.Post("E0007", "/api/forms/transfer/evaluate", body)).Is(status);

    [Fact]
    public async Task S11_EvaluateOfAPartialInput_SaysWhatIsWrongFieldByField_AndStoresNothing()
    {
        var before = await DocumentCounts.Of(Host);
        var judged = (await Host.Post("E0007", "/api/forms/transfer/evaluate", new { subject = "E0042", input = new { newDepartment = "nowhere", effectiveDate = "yesterday", surprise = 1 } })).Is(HttpStatusCode.OK).Json;
        Assert.False(judged["accepted"]!.GetValue<bool>());
        var pointers = judged["messages"]!.AsArray().Texts("pointer");
        Assert.Contains("/input/newDepartment", pointers);
        Assert.Contains("/input/effectiveDate", pointers);
        Assert.Contains("/input/surprise", pointers);
        Assert.DoesNotContain("exception", judged.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(before, await DocumentCounts.Of(Host));
    }
}
