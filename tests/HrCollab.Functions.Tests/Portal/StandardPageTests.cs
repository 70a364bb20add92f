using System.Net;

namespace HrCollab.Functions.Tests.Portal;

/// <summary>S10: the standard as a document: every field with type, code list, owner, sensitivity, purpose and retention, its version and who approves it.</summary>
public sealed class StandardPageTests(Company company) : IClassFixture<Company>
{
    [Theory]
    [InlineData("zh-CN", "证件号码", "敏感", "签订劳动合同", "林静怡", "版本", "性别(gbt-2261-1,GB/T 2261.1-2003 现行)")]
    [InlineData("en", "ID number", "sensitive", "contract", "林静怡", "Version", "Sex (gbt-2261-1, GB/T 2261.1-2003 in force)")]
    public async Task S10_Standard_IsADocumentWithVersionAndApprover(string language, params string[] words)
    {
        var page = await Page("E0026", "/standards/person", language);
        foreach (var word in words) Assert.Contains(word, page, StringComparison.Ordinal);
        Assert.Contains("identity.idNumber", page, StringComparison.Ordinal);
        var revision = (await company.Host.Send(null, HttpMethod.Get, "/api/ready", null)).Is(HttpStatusCode.OK).Json.Text("revision");
        Assert.Contains(revision[..12], page, StringComparison.Ordinal);
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
