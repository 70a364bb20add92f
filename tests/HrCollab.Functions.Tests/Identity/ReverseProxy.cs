using System.Net;

namespace HrCollab.Functions.Tests.Identity;

/// <summary>
/// The way of a browser to the site through what stands before it: the public name is encrypted, the process behind it is not and is told
/// the name in X-Forwarded-Host, as a Functions host does. Cookies and redirects are those of the public name.
/// </summary>
internal sealed class ReverseProxy(Uri site, Uri host) : DelegatingHandler(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false })
{
    public CookieContainer Cookies { get; } = new();

    /// <summary>Every Set-Cookie that came.</summary>
    public List<string> SetCookies { get; } = [];

    /// <summary>Where redirects led, in order.</summary>
    public List<Uri> Visited { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (address, method, content) = (request.RequestUri!, request.Method, request.Content);
        for (var i = 0; i < 12; i++)
        {
            Visited.Add(address);
            var answer = await One(address, method, content, cancellationToken);
            if (answer.StatusCode is not (HttpStatusCode.Redirect or HttpStatusCode.RedirectMethod) || answer.Headers.Location is not { } to)
            {
                answer.RequestMessage = new HttpRequestMessage(method, address);
                return answer;
            }

            answer.Dispose();
            (address, method, content) = (new Uri(address, to), HttpMethod.Get, null);
        }

        throw new InvalidOperationException("It leads in circles: " + string.Join(" ", Visited));
    }

    private async Task<HttpResponseMessage> One(Uri address, HttpMethod method, HttpContent? content, CancellationToken cancel)
    {
        var ours = address.Authority == site.Authority;
        var sent = new HttpRequestMessage(method, ours ? new Uri(host, address.PathAndQuery) : address) { Content = content };
        if (Cookies.GetCookieHeader(address) is { Length: > 0 } cookies) sent.Headers.Add("Cookie", cookies);
        if (ours)
        {
            sent.Headers.Add("X-Forwarded-Host", site.Authority);
            sent.Headers.Add("X-Forwarded-Proto", site.Scheme);
            sent.Headers.Add("X-Azure-Functions-InvocationId", "1");
        }

        var answer = await base.SendAsync(sent, cancel);
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            SetCookies.Add(cookie);
            Cookies.SetCookies(address, cookie);
        }

        return answer;
    }
}
