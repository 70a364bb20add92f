using System.Net.Http.Headers;

namespace HrCollab.Functions.Tests.Http;

/// <summary>Requests of which a test decides every byte.</summary>
internal static class Ask
{
    public static async Task<(int Status, string? ContentType, string Text)> Raw(
        TestHost host, string? token, HttpMethod method, string path, byte[]? body = null, string? contentType = "application/json", string? language = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (language is not null) request.Headers.AcceptLanguage.ParseAdd(language);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            if (contentType is not null) request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        using var response = await host.Http.SendAsync(request);
        return ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync());
    }
}
