using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests;

/// <summary>The application as people reach it over HTTP, whatever stands in front of it.</summary>
public abstract class FrontDoor
{
    public abstract HttpClient Http { get; }

    /// <summary>A token of a person.</summary>
    public abstract Task<string> Token(string person);

    /// <summary>Moves the clock where it can be moved; elsewhere time passes by itself.</summary>
    public virtual void Advance(TimeSpan time)
    {
    }

    public Task<Answer> Get(string person, string path) => Send(person, HttpMethod.Get, path, null);

    public Task<Answer> Post(string person, string path, object? body = null, string? key = null) => Send(person, HttpMethod.Post, path, body, key);

    public Task<Answer> Patch(string person, string path, object body, string? ifMatch) => Send(person, HttpMethod.Patch, path, body, null, ifMatch);

    /// <summary>Any request as a person (null: anonymous).</summary>
    public async Task<Answer> Send(string? person, HttpMethod method, string path, object? body, string? key = null, string? ifMatch = null, string? language = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (person is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Token(person));
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (language is not null) request.Headers.Add("Accept-Language", language);
        if (body is not null) request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(response.StatusCode, text, response.Headers.ETag?.ToString(), response.Headers.Location?.ToString());
    }

    /// <summary>Signs in without a password, which the application allows on the developer's own machine.</summary>
    protected static async Task<string> DevelopmentToken(HttpClient http, string person)
    {
        using var content = new StringContent(JsonSerializer.Serialize(new { person }), Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri("/api/dev/tokens", UriKind.Relative), content);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.True(response.StatusCode == HttpStatusCode.OK, answer.ToJsonString());
        return answer["token"]!.GetValue<string>();
    }
}

/// <summary>An answer over HTTP.</summary>
public sealed record Answer(HttpStatusCode Status, string Text, string? ETag, string? Location)
{
    /// <summary>The body as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>The answer if it has the status, else a failed test that shows what came.</summary>
    public Answer Is(HttpStatusCode status)
    {
        Assert.True(Status == status, $"Expected {(int)status}, got {(int)Status}: {Text}");
        return this;
    }
}
