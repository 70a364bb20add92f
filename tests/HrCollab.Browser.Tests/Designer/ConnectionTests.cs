using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;

namespace HrCollab.Browser.Tests.Designer;

/// <summary>X18: the line between window and designer goes dead while somebody types; when it is back, or the page is loaded anew, nothing they typed is lost.</summary>
public sealed class ConnectionTests : IAsyncLifetime
{
    private const string Table = "rules/probation.rules.json";
    private const string Standard = "standards/department.standard.json";

    private DesignerHost _host = null!;

    public async Task InitializeAsync() => _host = await DesignerHost.Started();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [BrowserFact]
    public async Task X18_LineCutWhileTypingInACell_IsToldInWordsAndLosesNothing()
    {
        foreach (var (person, language, said) in new[] { ("E0001", "zh", "连接断开,正在重新连接"), ("E0006", "en", "The connection was lost; connecting again") })
        {
            await using var line = new Line(_host.Address);
            await using var screen = await line.SignedIn(person, language);
            var page = screen.Page;
            await screen.Go("/rules/probation");
            await Assertions.Expect(page.Locator("[role=grid][data-live]")).ToBeVisibleAsync();
            line.Cut();
            await Assertions.Expect(page.Locator("#components-reconnect-modal .reconnecting")).ToContainTextAsync(said);
            await screen.Sound();
            await screen.Picture("designer-reconnecting-" + language);
            await page.Locator("[data-pointer='/table/rows/2/then/0']").FillAsync("1");
            await page.Keyboard.PressAsync("Enter");
            Assert.Empty(_host.Sandbox.Drafts.List(person));
            line.Mend();
            await Assertions.Expect(page.Locator("#components-reconnect-modal .reconnecting")).ToBeHiddenAsync();
            await _host.Saved(person, Table, "\"[12..36)\"], \"then\": [1]");
            await Assertions.Expect(page.Locator("[data-pointer='/table/rows/2/then/0']")).ToHaveValueAsync("1");

            // A page that is loaded anew instead of waiting offers what was typed.
            line.Cut();
            await Assertions.Expect(page.Locator("#components-reconnect-modal .reconnecting")).ToBeVisibleAsync();
            await page.Locator("[data-pointer='/table/rows/3/then/0']").FillAsync("5");
            await page.Keyboard.PressAsync("Enter");
            await line.LoadedAnew(screen, "/rules/probation");
            await page.Locator("[data-kept=ask] button").First.ClickAsync();
            await _host.Saved(person, Table, "\">= 36\"], \"then\": [5]");
        }
    }

    [BrowserFact]
    public async Task X18_LineCutWhileTypingInTheSource_LosesNothing()
    {
        await using var line = new Line(_host.Address);
        await using var screen = await line.SignedIn("E0001");
        var page = screen.Page;
        await screen.Go("/standards/department?view=source");
        await page.Locator(".cm-line", new() { HasText = "\"key\": \"basic.code\"" }).ClickAsync();
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("ArrowLeft");
        line.Cut();
        await Assertions.Expect(page.Locator("#components-reconnect-modal .reconnecting")).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("x");
        await Kept(page, "basic.codex");
        line.Mend();
        await _host.Saved("E0001", Standard, "basic.codex");

        line.Cut();
        await Assertions.Expect(page.Locator("#components-reconnect-modal .reconnecting")).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("y");
        await Kept(page, "basic.codexy");
        await line.LoadedAnew(screen, "/standards/department?view=source");
        await page.Locator("[data-kept=ask] button").First.ClickAsync();
        await _host.Saved("E0001", Standard, "basic.codexy");
    }

    /// <summary>Two people on one definition: each drafts their own, and what one of them brought in first is put beside the other's before anything is merged.</summary>
    [BrowserFact]
    public async Task X18_TwoPeopleOnOneDefinition_ChooseWhereBothChangedTheSame()
    {
        await using var one = await _host.SignedIn("E0003");
        await using var other = await _host.SignedIn("E0006");
        foreach (var (screen, person, months) in new[] { (one, "E0003", "1"), (other, "E0006", "0") })
        {
            await screen.Go("/rules/probation");
            await Assertions.Expect(screen.Page.Locator("[role=grid][data-live]")).ToBeVisibleAsync();
            await screen.Page.Locator("[data-pointer='/table/rows/2/then/0']").FillAsync(months);
            await screen.Page.Keyboard.PressAsync("Enter");
            await _host.Saved(person, Table, $"\"[12..36)\"], \"then\": [{months}]");
        }

        Assert.Contains("\"[12..36)\"], \"then\": [1]", _host.Text("E0003", Table)); // the other draft did not touch it
        Assert.Contains("\"[12..36)\"], \"then\": [2]", _host.Sandbox.Text(_host.Sandbox.Repository.Head, Table));
        _host.Sandbox.Write(Table, _host.Text("E0003", Table));
        _host.Sandbox.Commit("One of them came first");

        await other.Go("/reviews/E0006/" + Uri.EscapeDataString(Assert.Single(_host.Sandbox.Drafts.List("E0006")).Topic));
        var conflict = other.Page.Locator("section[aria-label=冲突] fieldset");
        await Assertions.Expect(conflict).ToHaveCountAsync(1);
        foreach (var said in new[] { "原来:2", "草稿:0", "主分支:1" }) await Assertions.Expect(conflict).ToContainTextAsync(said);
        await other.Sound();
        await conflict.Locator("input[type=radio]").First.CheckAsync();
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "按所选合并" }).ClickAsync();
        await Assertions.Expect(conflict).ToHaveCountAsync(0);
        Assert.Contains("\"[12..36)\"], \"then\": [0]", _host.Text("E0006", Table));
        Assert.Contains("\"[12..36)\"], \"then\": [1]", _host.Text("E0003", Table));
        Assert.Empty(one.Errors);
        Assert.Empty(other.Errors);
    }

    private static Task Kept(IPage page, string text) => page.WaitForFunctionAsync("text => Object.values(sessionStorage).some(kept => kept.includes(text))", text);

    /// <summary>The line between a browser and the designer: bytes both ways, until it is cut; then nothing gets through and nobody is let in.</summary>
    private sealed class Line : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly List<TcpClient> _open = [];
        private readonly Uri _designer;
        private readonly Task _accepting;
        private bool _cut;

        public Line(Uri designer)
        {
            _designer = designer;
            _listener.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
            _accepting = Accept();
        }

        public Uri Address { get; }

        /// <summary>A browser at the end of the line in which the person is signed in.</summary>
        public async Task<Screen> SignedIn(string person, string language = "zh")
        {
            var screen = await Screen.Opened(Address, language: language);
            await screen.Go("/sign-in");
            await screen.Page.ClickAsync($"button[value={person}]");
            await Assertions.Expect(screen.Page.Locator("main h1")).ToBeVisibleAsync();
            return screen;
        }

        public void Cut()
        {
            lock (_open)
            {
                _cut = true;
                foreach (var end in _open) end.Close();
                _open.Clear();
            }
        }

        public void Mend()
        {
            lock (_open) _cut = false;
        }

        /// <summary>The page is left while the line is dead, so that it cannot tell by itself what it holds, and opened again when it is back.</summary>
        public async Task LoadedAnew(Screen screen, string path)
        {
            await screen.Page.GotoAsync("about:blank");
            Mend();
            await screen.Go(path);
        }

        public async ValueTask DisposeAsync()
        {
            Cut();
            _listener.Stop();
            await _accepting;
            _listener.Dispose();
        }

        private async Task Accept()
        {
            try
            {
                while (true)
                {
                    var (browser, designer) = (await _listener.AcceptTcpClientAsync(), new TcpClient());
                    if (Keep(browser, designer)) _ = Join(browser, designer);
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // The line is no more.
            }
        }

        private bool Keep(TcpClient browser, TcpClient designer)
        {
            lock (_open)
            {
                if (_cut) browser.Close();
                else _open.AddRange([browser, designer]);
                return !_cut;
            }
        }

        private async Task Join(TcpClient browser, TcpClient designer)
        {
            try
            {
                await designer.ConnectAsync(_designer.Host, _designer.Port);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return; // cut meanwhile
            }

            await Task.WhenAll(Copy(browser, designer), Copy(designer, browser));
        }

        private static async Task Copy(TcpClient from, TcpClient to)
        {
            try
            {
                await from.GetStream().CopyToAsync(to.GetStream());
                to.Client.Shutdown(SocketShutdown.Send);
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // One of the ends is closed.
            }
        }
    }
}
