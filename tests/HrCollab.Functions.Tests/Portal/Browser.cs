using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace HrCollab.Functions.Tests.Portal;

/// <summary>A browser without script: it follows redirects, keeps cookies and sends the forms it is shown.</summary>
public sealed class Browser(Uri site, HttpMessageHandler handler) : IDisposable
{
    private readonly HttpClient _http = new(handler) { BaseAddress = site };
    private readonly HtmlParser _parser = new();

    public Browser(TestHost host)
        : this(host.Address, new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = true })
    {
    }

    /// <summary>The page as last received.</summary>
    public IHtmlDocument Page { get; private set; } = new HtmlParser().ParseDocument("");

    public HttpStatusCode Status { get; private set; }

    public Uri Address { get; private set; } = site;

    public string Text => Page.Body!.TextContent;

    public async Task Open(string path)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute));
        await Receive(answer);
    }

    public async Task SignIn(string person)
    {
        await Open("/sign-in");
        await Send("form.inline", new() { ["person"] = person });
    }

    /// <summary>Sends a form of the page: its hidden and filled fields, what is typed, and the button pressed.</summary>
    public async Task Send(string selector, Dictionary<string, string> typed, string? button = null)
    {
        var form = (IHtmlFormElement)Page.QuerySelector(selector)!;
        var fields = form.Elements.OfType<IHtmlInputElement>().Where(i => i.Name is { Length: > 0 } && i.Type is not ("checkbox" or "submit")).GroupBy(i => i.Name!).ToDictionary(g => g.Key, g => g.First().Value);
        foreach (var select in form.Elements.OfType<IHtmlSelectElement>()) fields[select.Name!] = select.Value ?? "";
        foreach (var area in form.Elements.OfType<IHtmlTextAreaElement>()) fields[area.Name!] = area.Value;
        foreach (var (name, value) in typed) fields[name] = value;
        if (button is not null) fields["_act"] = button;
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await _http.PostAsync(new Uri(form.GetAttribute("action")!, UriKind.Relative), content);
        await Receive(answer);
    }

    /// <summary>Posts without what the page gave: as another site would.</summary>
    public async Task PostBlind(string path, Dictionary<string, string> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await _http.PostAsync(new Uri(path, UriKind.Relative), content);
        await Receive(answer);
    }

    /// <summary>A file that a page leads to.</summary>
    public Task<byte[]> Download(string path) => _http.GetByteArrayAsync(new Uri(path, UriKind.RelativeOrAbsolute));

    public void Dispose() => _http.Dispose();

    private async Task Receive(HttpResponseMessage answer)
    {
        Status = answer.StatusCode;
        Address = answer.RequestMessage!.RequestUri!;
        Page = await _parser.ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
    }
}
