using System.Net;

namespace HrCollab.Functions.Tests.Portal;

/// <summary>S10: the standard as a document: every field with type, code list, owner, sensitivity, purpose, retention and source of truth, its version and who approves it.</summary>
public sealed class StandardPageTests(Company company) : IClassFixture<Company>
{
    [Theory]
    [InlineData("zh-CN", "证件号码", "敏感", "签订劳动合同", "林静怡", "版本", "性别(gbt-2261-1,GB/T 2261.1-2003 现行)", "权威来源", "户口簿")]
    [InlineData("en", "ID number", "sensitive", "contract", "林静怡", "Version", "Sex (gbt-2261-1, GB/T 2261.1-2003 in force)", "Source of truth", "Household register")]
    public async Task S10_Standard_IsADocumentWithVersionAndApprover(string language, params string[] words)
    {
        var page = await Page("E0026", "/standards/person", language);
        foreach (var word in words) Assert.Contains(word, page, StringComparison.Ordinal);
        Assert.Contains("identity.idNumber", page, StringComparison.Ordinal);
        var revision = (await company.Host.Send(null, HttpMethod.Get, "/api/ready", null)).Is(HttpStatusCode.OK).Json.Text("revision");
        Assert.Contains(revision[..12], page, StringComparison.Ordinal);
    }

    /// <summary>A group is owned by a duty; the page says which department that is today.</summary>
    [Theory]
    [InlineData("zh-CN", "今天为 人力资源部")]
    [InlineData("en", "today 人力资源部")]
    public async Task S10_OwnerOfAGroup_IsTheDepartmentThatHoldsTheDutyToday(string language, string words) =>
        Assert.Contains(words, await Page("E0026", "/standards/person", language), StringComparison.Ordinal);

    /// <summary>The document as a workbook: version and approver, each field with what protects it, the rules, and the code lists with their source.</summary>
    [Fact]
    public async Task S10_Standard_IsExportedAsAWorkbookForSignOff()
    {
        using var answer = await Send("E0026", "/standards/person.xlsx", "zh-CN");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("person.xlsx", answer.Content.Headers.ContentDisposition!.FileName);
        using var workbook = new MemoryStream(await answer.Content.ReadAsByteArrayAsync());
        List<IDictionary<string, object>> Sheet(string name) => [.. MiniExcelLibs.MiniExcel.Query(workbook, useHeaderRow: true, sheetName: name).Cast<IDictionary<string, object>>()];

        var version = Sheet("版本").ToDictionary(r => (string)r["项目"], r => (string)r["内容"], StringComparer.Ordinal);
        var revision = (await company.Host.Send(null, HttpMethod.Get, "/api/ready", null)).Is(HttpStatusCode.OK).Json.Text("revision");
        Assert.StartsWith(revision[..12], version["版本"], StringComparison.Ordinal);
        Assert.Contains("林静怡", version["批准"], StringComparison.Ordinal);

        var fields = Sheet("字段");
        Assert.Equal(["字段组", "归口", "路径", "字段", "类型", "代码表", "格式", "要求", "敏感级别", "用途", "依据", "保存期", "权威来源", "各部门叫法"], fields[0].Keys);
        var id = fields.Single(f => (string)f["路径"] == "identity.idNumber");
        Assert.Equal(("身份信息", "证件号码", "文本", "敏感"), ((string)id["字段组"], (string)id["字段"], (string)id["类型"], (string)id["敏感级别"]));
        Assert.All(fields, f => Assert.All(f, cell => Assert.False(string.IsNullOrEmpty((string)cell.Value), $"{f["路径"]} {cell.Key}")));
        Assert.Equal("有效身份证件", id["权威来源"]); // of its group
        Assert.Equal("户口簿", fields.Single(f => (string)f["路径"] == "identity.ethnicGroup")["权威来源"]); // its own
        Assert.All(fields, f => Assert.NotEqual("—", (string)f["权威来源"]));
        Assert.All(fields.Where(f => (string)f["敏感级别"] != "公开"), f => Assert.All(new[] { "用途", "依据", "保存期" }, c => Assert.NotEqual("—", (string)f[c])));

        Assert.Contains(Sheet("校验规则"), r => (string)r["编号"] == "birth-matches-id" && (string)r["结果"] == "拒绝");
        var sex = Sheet("代码表").Single(r => (string)r["编号"] == "gbt-2261-1");
        Assert.Equal(("GB/T 2261.1-2003", "现行", "多个来源一致"), ((string)sex["标准号"], (string)sex["标准效力"], (string)sex["核实情况"]));
    }

    [Fact]
    public async Task UnknownStandard_IsNotFound() => Assert.Equal(HttpStatusCode.NotFound, (await Send("E0026", "/standards/nothing", "zh-CN")).StatusCode);

    private async Task<string> Page(string person, string path, string language)
    {
        using var answer = await Send(person, path, language);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> Send(string person, string path, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", await company.Host.Token(person));
        request.Headers.Add("Accept-Language", language);
        return await company.Host.Http.SendAsync(request);
    }
}
