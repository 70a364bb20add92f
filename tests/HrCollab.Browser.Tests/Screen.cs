using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using HrCollab.Functions.Tests;
using Microsoft.Playwright;

// One browser and one application at a time: on two cores several at once only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace HrCollab.Browser.Tests;

/// <summary>A real browser at the real application; it notes every error of the console, and so every breach of the content security policy.</summary>
public sealed class Screen : IAsyncDisposable
{
    private static readonly string[] Quiet =
        ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    /// <summary>Of what is sound the number is enough; telling each element of it takes most of the time on large pages.</summary>
    private static readonly AxeRunOptions Violations = new() { ResultTypes = [ResultType.Violations] };

    /// <summary>A busy machine takes a while; nothing waits so long unless it fails.</summary>
    private const int Patience = 180_000;

    /// <summary>One browser for all tests, each in a context of its own: starting one takes longer than most tests. It goes with the process.</summary>
    private static readonly Lazy<Task<IBrowser>> Browser = new(Started);

    private readonly Uri _address;
    private readonly List<string> _errors = [];

    private Screen(IPage page, Uri address)
    {
        (Page, _address) = (page, address);
        // A refused form is answered with 422, which the browser notes as a failed load; it is the answer the test asks for.
        page.Console += (_, m) =>
        {
            if (m.Type == "error" && !m.Text.Contains("422", StringComparison.Ordinal)) _errors.Add(m.Text);
        };
        page.PageError += (_, error) => _errors.Add(error);
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Errors => _errors;

    public static Task<Screen> Opened(TestHost host, bool script = true, string language = "zh", ColorScheme colors = ColorScheme.Light, int width = 1200) =>
        Opened(host.Address, script, language, colors, width);

    public static async Task<Screen> Opened(Uri address, bool script = true, string language = "zh", ColorScheme colors = ColorScheme.Light, int width = 1200)
    {
        var browser = await Browser.Value;
        var context = await browser.NewContextAsync(new() { JavaScriptEnabled = script, ColorScheme = colors, ViewportSize = new() { Width = width, Height = 900 } });
        await context.AddCookiesAsync([new() { Name = "hrcollab.lang", Value = language, Url = address.ToString() }]);
        context.SetDefaultTimeout(Patience);
        return new Screen(await context.NewPageAsync(), address);
    }

    public Task Go(string path) => Page.GotoAsync(new Uri(_address, path).ToString());

    public async Task SignIn(string person)
    {
        await Go("/sign-in");
        await Page.FillAsync("#person", person);
        await Page.ClickAsync("form.inline button");
        await Shown("/");
    }

    /// <summary>Waits until the browser is at a path (or one that begins with it, when it ends in a dash), by looking at it: events of loading can be missed on a busy machine.</summary>
    public Task Shown(string path)
    {
        var rest = path.EndsWith('-') ? "" : "([?#].*)?$";
        return Assertions.Expect(Page).ToHaveURLAsync(new Regex($"^{Regex.Escape(new Uri(_address, path).ToString())}{rest}", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    /// <summary>Nothing serious for people who read by ear, by keyboard or with weak eyes; nothing wider than the screen.</summary>
    public async Task Sound()
    {
#pragma warning disable CS0618 // The newer way sends what it found through another page: half the time of this suite, for frames that no page here has.
        var found = await Page.RunAxeLegacy(options: Violations);
#pragma warning restore CS0618
        Assert.NotEmpty(found.Passes);
        var serious = string.Join('\n', found.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => $"{Page.Url} {v.Id}: {v.Help} {string.Join(' ', v.Nodes.Select(n => n.Html))}"));
        Assert.True(serious.Length == 0, serious);
        Assert.Equal(0, await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
    }

    /// <summary>
    /// Opens what is folded away or stands in a drawer, one after the other, and what comes to light with it: parts, rows, cards, panels. Where only one of several is open at a time the last one stays.
    /// </summary>
    /// <param name="most">How many of one list; the rest is the same in hundreds.</param>
    public async Task Open(int most = int.MaxValue)
    {
        var closed = await Page.EvaluateAsync<string[]>(Walk.Open, most);
        Assert.True(closed.Length == 0, Page.Url + "\n" + string.Join('\n', closed));
    }

    /// <summary>
    /// Everything that can be used is reached by Tab alone, in the order in which it is seen, what has the focus can be seen, and in the end the page is left again. Cells of
    /// a grid and what belongs to its rows share one stop (their keys are tested with the grid); of a group of radio buttons one is a stop.
    /// </summary>
    public async Task Reached()
    {
        var (expected, live) = (await Page.EvaluateAsync<int>(Walk.Begin), false);
        // Dates have a stop for day, month and year each.
        for (var i = 0; i < 4 * expected + 20; i++)
        {
            await Page.Keyboard.PressAsync("Tab");
            var at = await Page.EvaluateAsync<string>(Walk.At);
            if (at == "left") break;
            if (at == "live")
            {
                Assert.False(live, $"{Page.Url} takes the focus away twice.");
                (expected, live, i) = (await Page.EvaluateAsync<int>(Walk.Begin), true, -1);
            }

            if (at == "editor") await Page.Keyboard.PressAsync("Escape");
        }

        var faults = await Page.EvaluateAsync<string[]>(Walk.Faults);
        Assert.True(faults.Length == 0, Page.Url + "\n" + string.Join('\n', faults));
    }

    /// <summary>What <see cref="Reached"/> walks through step by step, in one look: for a page whose walk was done in another language.</summary>
    public async Task Ordered()
    {
        var faults = await Page.EvaluateAsync<string[]>(Walk.Order);
        Assert.True(faults.Length == 0, Page.Url + "\n" + string.Join('\n', faults));
    }

    /// <summary>A picture to look at, when a folder for pictures is named.</summary>
    public async Task Picture(string name)
    {
        if (Environment.GetEnvironmentVariable("HRCOLLAB_SCREENSHOTS") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();

    private static async Task<IBrowser> Started()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new() { ExecutablePath = BrowserFactAttribute.Program, Headless = true, Args = Quiet });
    }
}
