using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace HrCollab.Functions.Tests.Hosting;

/// <summary>How a Functions host hands a request to its custom handler.</summary>
internal interface IPassOn
{
    Task PassOn(HttpContext context);
}

/// <summary>Older hosts (enableForwardingHttpRequest): repeated query keys become one, content headers are lost, answers are read to the end first.</summary>
internal sealed class HttpForwarding(HttpClient client, Uri handler) : IPassOn
{
    private static readonly string[] Lost = ["Content-Encoding", "Content-Language", "Content-Length", "Content-Type", "Transfer-Encoding", "Connection"];

    public async Task PassOn(HttpContext context)
    {
        var request = context.Request;
        var path = new Uri(request.GetDisplayUrl()).AbsolutePath;
        var query = string.Join('&', request.Query.Select(q => Uri.EscapeDataString(q.Key) + "=" + Uri.EscapeDataString(q.Value.ToString()).Replace("%2C", ",", StringComparison.Ordinal)));
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(handler, path + (query.Length > 0 ? "?" + query : "")));
        foreach (var (name, values) in request.Headers.Where(h => !Lost.Contains(h.Key, StringComparer.OrdinalIgnoreCase))) message.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        if (request.Headers.TransferEncoding.Count > 0) throw new InvalidOperationException("A chunked body cannot be forwarded.");
        if (request.ContentLength is > 0 and var length)
        {
            message.Content = new StreamContent(request.Body);
            message.Content.Headers.ContentLength = length;
            if (request.ContentType is { } type) message.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        FunctionsHost.Stamp(message);
        using var answer = await client.SendAsync(message);
        var body = await answer.Content.ReadAsByteArrayAsync();
        Answers.Copy(answer, context.Response);
        context.Response.ContentLength = null;
        if (answer.StatusCode is not (System.Net.HttpStatusCode.NoContent or System.Net.HttpStatusCode.NotModified) && request.Method != HttpMethods.Head) await context.Response.Body.WriteAsync(body);
    }
}

/// <summary>Newer hosts (enableProxyingHttpRequest): as it is, but for the address asked for and slashes hidden in a segment.</summary>
internal sealed class HttpProxying(HttpClient client, Uri handler) : IPassOn
{
    private static readonly string[] Hops = ["Host", "Transfer-Encoding", "Connection", "Keep-Alive", "Upgrade"];

    public async Task PassOn(HttpContext context)
    {
        var request = context.Request;
        var path = request.Path.ToUriComponent().Replace("%2F", "%252F", StringComparison.OrdinalIgnoreCase);
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(handler, path + request.QueryString));
        if (request.ContentLength is not null || request.Headers.TransferEncoding.Count > 0) message.Content = new StreamContent(request.Body);
        foreach (var (name, values) in request.Headers.Where(h => !Hops.Contains(h.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!message.Headers.TryAddWithoutValidation(name, values.AsEnumerable())) message.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        FunctionsHost.Stamp(message);
        foreach (var (name, value) in new[] { ("X-Forwarded-Host", request.Host.Value!), ("X-Forwarded-Proto", request.Headers["X-Forwarded-Proto"].FirstOrDefault() ?? request.Scheme), ("X-Forwarded-For", "127.0.0.1") })
        {
            message.Headers.Remove(name);
            message.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        Answers.Copy(answer, context.Response);
        await using var body = await answer.Content.ReadAsStreamAsync();
        await body.CopyToAsync(context.Response.Body);
    }
}

file static class Answers
{
    private static readonly string[] Own = ["Transfer-Encoding", "Connection", "Server", "Date"];

    public static void Copy(HttpResponseMessage answer, HttpResponse response)
    {
        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(h => !Own.Contains(h.Key, StringComparer.OrdinalIgnoreCase))) response.Headers[name] = values.ToArray();
    }
}
