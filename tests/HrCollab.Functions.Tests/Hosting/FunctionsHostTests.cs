using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using HrCollab.Functions.Tests.Storage;

namespace HrCollab.Functions.Tests.Hosting;

/// <summary>S50: the program as it runs in Azure, behind a Functions host, by its script root alone.</summary>
public sealed class FunctionsHostTests(FunctionsHostTests.Running running) : IClassFixture<FunctionsHostTests.Running>
{
    private FunctionsHost Host => running.Host;

    /// <summary>The three processes, through either way of passing requests on.</summary>
    [Fact]
    public async Task S50_Transfer_FromTheFormToItsEnd_ThroughAHostThatForwards()
    {
        var transfer = await Journey.Submitted(Host.Forwarding, "E0001", "transfer", Transfer("E0042"), "functions-transfer");
        foreach (var step in new[] { "release", "receive", "hrbp", "approval" }) await transfer.Approve(step);
        await transfer.Opens("accounts");
        await transfer.Complete("accounts", "revoked", "granted", "changedAt=");
        await transfer.Complete("seat", "access");
        await transfer.Complete("handover", "documents", "openWork", "receivedBy");
        await transfer.Reaches("completed");
        Assert.Equal("rd2", (await Host.Proxying.Get("E0001", "/api/records/person/E0042")).Is(HttpStatusCode.OK).Json["values"]!["employment"]!.Text("department"));
    }

    [Fact]
    public async Task S50_Onboarding_FromTheOfferToTheLastTalk_ThroughAHostThatProxies()
    {
        var onboarding = await Journey.Submitted(Host.Proxying, "E0005", "onboarding", new { input = NewPerson.Form("E0061", 41, Today) });
        await onboarding.Complete("materials", "identity", "leaving", "education");
        await onboarding.Complete("contract", "number=HT-0061", "terms");
        await onboarding.Complete("accounts", "accountName", "rights", "device");
        await onboarding.Complete("seat", "seatNo=5F-A-061", "badgeNo=BC00061", "access");
        await onboarding.Complete("mentor", "mentor=E0025", "plan");
        await onboarding.Complete("dayOne", "arrivedOn=" + Today, "signedOn=" + Today, "rules");
        await onboarding.Opens("finance");
        await onboarding.Complete("finance", "account", "tax", "insurance");
        foreach (var step in new[] { "week", "month" }) await onboarding.Complete(step, "talk");
        await onboarding.Complete("quarter", "talk", "advice");
        await onboarding.Reaches("completed");
    }

    [Fact]
    public async Task S50_Offboarding_UpToTheCertificate_ByBothWaysInTurn()
    {
        var leaving = await Journey.Submitted(Host.Proxying, "E0046", "offboarding", new { subject = "E0046", input = new { lastWorkingDay = Today, leaveReason = "resignation", receiver = "E0047" } });
        var (one, other) = (leaving, Journey.Of(Host.Forwarding, leaving.Id, "E0046"));
        await one.Approve("manager");
        foreach (var (step, checks) in new (string, string[])[]
        {
            ("interview", ["notes", "duties"]), ("handover-list", ["documents", "openWork", "systems", "property"]), ("handover-receive", ["documents", "openWork", "systems"]),
            ("handover-sign", ["signed", "signedOn=" + Today]), ("accounts", ["revokedAt=", "rights", "device"]), ("assets", ["badge", "assets"]),
            ("finance", ["loans", "expenses"]), ("non-compete", ["decision", "notice"]), ("certificate", ["settled", "certificateNo=LZ-046", "issuedOn=" + Today]),
        })
        {
            (one, other) = (other, one);
            await one.Complete(step, checks);
        }

        var record = await TestHost.Eventually(() => Host.Proxying.Get("E0006", "/api/records/person/E0046"), r => r.Json["values"]?["account"]?["revokedAt"] is not null);
        Assert.Equal("leaving", record.Json["values"]!["employment"]!.Text("status"));
    }

    /// <summary>A task whose reminder is due before the task is: the timer of the host gives it, once, late or not.</summary>
    [Fact]
    public async Task S33_S50_TheHostsTimer_RemindsBeforeTheTaskIsDue_OnceHoweverOftenItFires()
    {
        var transfer = Journey.Of(Host.Proxying, running.Waiting, "E0001");
        Assert.True(await Host.Fire("RemindAndEscalate", pastDue: true));
        var reminded = (await transfer.Trace()).Single(e => e!.Text("type") == "task.reminded")!;
        Assert.Equal("release", reminded.Text("step"));
        var due = DateTimeOffset.Parse((await transfer.Task("release")).Text("due"), CultureInfo.InvariantCulture);
        Assert.True(DateTimeOffset.Parse(reminded.Text("at"), CultureInfo.InvariantCulture) < due);
        foreach (var timer in Host.Functions.Where(f => f.IsTimer)) Assert.True(await Host.Fire(timer.Name), timer.Name);
        Assert.Single(await transfer.Trace(), e => e!.Text("type") == "task.reminded");
    }

    /// <summary>Nobody fires anything: the schedules in function.json do, and the reminder comes before the task is due.</summary>
    [Fact]
    public async Task S50_TheSchedulesOfTheHost_FireEveryTimer_AndTheReminderIsGivenOnce()
    {
        var transfer = Journey.Of(Host.Proxying, running.Waiting, "E0001");
        var fired = await Host.Pass(new DateTimeOffset(2026, 9, 16, 2, 0, 30, TimeSpan.Zero), TimeSpan.FromMinutes(5));
        Assert.Equal(Host.Functions.Where(f => f.IsTimer).Select(f => f.Name), fired.Keys.Order(StringComparer.Ordinal));
        Assert.All(fired, timer => Assert.InRange(timer.Value, 1, 30));
        var reminded = Assert.Single(await transfer.Trace(), e => e!.Text("type") == "task.reminded")!;
        var due = DateTimeOffset.Parse((await transfer.Task("release")).Text("due"), CultureInfo.InvariantCulture);
        Assert.True(DateTimeOffset.Parse(reminded.Text("at"), CultureInfo.InvariantCulture) < due);
        var timers = (await Host.Proxying.Get("E0023", "/api/operations")).Is(HttpStatusCode.OK).Json["timers"]!.AsArray();
        Assert.All(timers, t => Assert.Equal("done", t!["last"]!.Text("outcome")));
    }

    [Fact]
    public async Task FiringByHand_TakesTheMasterKey_AndNoKeyIsAPerson()
    {
        var function = Host.Functions.Single(f => f.Name == "Me");
        foreach (var (key, status) in new[] { ("", 401), (FunctionsHost.KeyOf(function), 401), (FunctionsHost.MasterKey, 202) })
            Assert.Equal(status, (int)(await Raw(Host.Proxying, HttpMethod.Post, "/admin/functions/ApplyEffectiveChanges", null, ("x-functions-key", key))).Status);
        foreach (var front in Fronts)
        {
            foreach (var key in new[] { FunctionsHost.KeyOf(function), FunctionsHost.MasterKey })
            {
                Assert.Equal(HttpStatusCode.Unauthorized, (await Raw(front, HttpMethod.Get, "/api/me", null, ("x-functions-key", key))).Status);
                Assert.Equal(HttpStatusCode.Unauthorized, (await Raw(front, HttpMethod.Get, "/api/me?code=" + key, null)).Status);
            }

            // What the timers do is nobody's to ask for: through the host the address belongs to the portal, which has no such page.
            // Not even for who names the address between the two processes, which a host that forwards passes on as it is.
            foreach (var timer in Host.Functions.Where(f => f.IsTimer))
            {
                foreach (var path in new[] { "/" + timer.Name, "/" + timer.Name.ToUpperInvariant(), "/" + timer.Name + "/" })
                {
                    Assert.Equal(HttpStatusCode.NotFound, (await Raw(front, HttpMethod.Post, path, "{}")).Status);
                    Assert.Equal(HttpStatusCode.NotFound, (await Raw(front, HttpMethod.Post, path, "{}", ("Host", Host.Handler.Address.Authority))).Status);
                }
            }

            Assert.Equal(HttpStatusCode.BadRequest, (await Raw(front, HttpMethod.Post, "/preferences", "{}")).Status); // what people send is still passed on
            Assert.Equal(HttpStatusCode.NotFound, (await Raw(front, HttpMethod.Post, "/api/dev/tokens", """{"person":"E0001"}""")).Status);
        }
    }

    [Fact]
    public async Task HeadersBodiesAndAddresses_SurviveBothWays()
    {
        foreach (var front in Fronts)
        {
            // What was sent twice is one, the version guards, and the address of what was made leads nowhere else.
            var body = new { subject = "E0029", input = new { newDepartment = "rd2", effectiveDate = Today, reason = "项目需要" } };
            var key = "headers-" + front.Http.BaseAddress!.Port;
            var first = (await front.Post("E0001", "/api/forms/transfer/submissions", body, key)).Is(HttpStatusCode.Created);
            Assert.Equal(first.Text, (await front.Post("E0001", "/api/forms/transfer/submissions", body, key)).Text);
            Assert.StartsWith("/api/cases/", first.Location);
            var record = (await front.Get("E0001", "/api/records/department/sales")).Is(HttpStatusCode.OK);
            Assert.Equal(HttpStatusCode.PreconditionFailed, (await front.Patch("E0001", "/api/records/department/sales", new { duties = new { head = "E0040" } }, "\"999\"")).Status);
            Assert.NotNull(record.ETag);
            Assert.Equal("Not found.", (await front.Send("E0001", HttpMethod.Get, "/api/cases/none", null, language: "en")).Is(HttpStatusCode.NotFound).Json.Text("title"));

            // A page asked for without signing in leads to the sign-in of the same address, not to the one between the two processes.
            var inbox = await Raw(front, HttpMethod.Get, "/inbox", null);
            Assert.Equal(HttpStatusCode.Redirect, inbox.Status);
            var target = new Uri(front.Http.BaseAddress!, inbox.Location);
            Assert.Equal((front.Http.BaseAddress!.Authority, "/sign-in"), (target.Authority, target.AbsolutePath));

            // Above our limit the answer is ours, and a problem; what no function names is nothing.
            var large = await Raw(front, HttpMethod.Post, "/api/definitions/check", new string(' ', 40 * 1024 * 1024), ("Authorization", "Bearer " + await front.Token("E0001")));
            Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "HR-API-003"), (large.Status, large.Json.Text("code")));
            Assert.Equal(HttpStatusCode.NotFound, (await Raw(front, HttpMethod.Put, "/api/me", "{}")).Status);
        }

        Assert.Equal(HttpStatusCode.InternalServerError, await Chunked(Host.Forwarding)); // before it reaches us
        Assert.Equal(HttpStatusCode.OK, await Chunked(Host.Proxying));
    }

    /// <summary>S51: killed while people submit; whoever repeats what was not answered finds it done once.</summary>
    [Fact]
    public async Task S50_S51_AHandlerThatDiesInTheMiddle_IsBackByItself_AndNothingIsLostOrDoubled()
    {
        const int Submissions = 48;
        const int Clients = 6;
        string[] people = ["E0025", "E0026", "E0027", "E0028", "E0030", "E0031", "E0032", "E0033"];
        foreach (var front in Fronts) await front.Token("E0001");
        var before = Host.Handler.Failures.Count;
        var (answered, repeated) = (0, 0);
        var cases = (await Task.WhenAll(Enumerable.Range(0, Clients).Select(async client =>
        {
            var made = new List<string>();
            for (var i = client; i < Submissions; i += Clients)
            {
                made.Add(await Submitted(Fronts[i % 2], i));
                if (Interlocked.Increment(ref answered) == Submissions / 3) Host.Handler.Kill();
            }

            return made;
        }))).SelectMany(c => c).ToList();
        await Host.Handler.Restarted(before + 1);
        Assert.Equal(137, Host.Handler.Failures[before]);
        Assert.True(repeated > 0, "The kill has met no request.");
        Assert.Equal(Submissions, cases.Distinct(StringComparer.Ordinal).Count());
        var listed = await TestHost.Eventually(() => Host.Proxying.Get("E0007", "/api/tasks?limit=200"), a => cases.All(c => a.Items().Texts("case").Contains(c)));
        Assert.All(cases, c => Assert.Single(listed.Items().Texts("case"), t => t == c));
        Assert.True(await Host.Fire("ProjectViews"));

        async Task<string> Submitted(FunctionsFront front, int number)
        {
            var body = new { subject = people[number % people.Length], input = new { newDepartment = "rd2", effectiveDate = Today } };
            while (true)
            {
                var answer = await front.Post("E0001", "/api/forms/transfer/submissions", body, $"killed-{number}");
                if (answer.Status == HttpStatusCode.Created) return answer.Json.Text("case");
                answer.Is(HttpStatusCode.InternalServerError);
                Interlocked.Increment(ref repeated);
                await Host.Handler.Ready();
            }
        }
    }

    /// <summary>Anything but a kill that ends the handler is no success to the host: with exit code 0 it would never be started again.</summary>
    [Fact]
    public async Task AHandlerThatIsToldToStop_EndsWithAFailure_AndIsBack()
    {
        var before = Host.Handler.Failures.Count;
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -TERM {Host.Handler.ProcessId}"]);
        await Host.Handler.Restarted(before + 1);
        Assert.Equal(3, Host.Handler.Failures[before]);
        Assert.Equal(HttpStatusCode.OK, (await Raw(Host.Proxying, HttpMethod.Get, "/api/ready", null)).Status);
    }

    private FunctionsFront[] Fronts => [Host.Forwarding, Host.Proxying];

    /// <summary>The date in the company's time zone; the process has the clock of the machine.</summary>
    private static string Today => TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static object Transfer(string subject) => new { subject, input = new { newDepartment = "rd2", effectiveDate = Today, reason = "项目需要" } };

    private static async Task<Answer> Raw(FunctionsFront front, HttpMethod method, string path, string? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await front.Http.SendAsync(request);
        return new Answer(answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.ETag?.ToString(), answer.Headers.Location?.ToString());
    }

    private static async Task<HttpStatusCode> Chunked(FunctionsFront front)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/definitions/check") { Content = new StringContent("""{"files":[]}""", Encoding.UTF8, "application/json") };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await front.Token("E0001"));
        using var answer = await front.Http.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>
    /// One host for all of them. Two days ago, in the same store, a case was submitted whose first task is due tomorrow and of which somebody
    /// was to be reminded yesterday; every day is worked, so that it is so whenever the tests run.
    /// </summary>
    public sealed class Running : IAsyncLifetime
    {
        /// <summary>What is deployed runs on Cosmos DB: wherever the stand-in or an account is there, so does this; the processes alone are tested on SQLite.</summary>
        private static readonly TestStore Store = CosmosAccount.Missing is null ? TestStore.Cosmos : TestStores.Chosen;
        private readonly OwnDefinitions _definitions = new();
        private readonly string _folder = Directory.CreateTempSubdirectory("hrcollab-functions-host-").FullName;

        internal FunctionsHost Host { get; private set; } = null!;

        /// <summary>The case that waits.</summary>
        internal string Waiting { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            var now = TimeProvider.System.GetUtcNow();
            _definitions.WorkedAround(now)
                .With("responsibilities/transfer.responsibilities.json", "\"deadline\": \"2 wd\"", "\"deadline\": \"3 wd\"")
                .With("responsibilities/transfer.responsibilities.json", "\"remind\": [\"1 wd before\"]", "\"remind\": [\"2 wd before\"]");
            await using (var before = await TestHost.Started(_folder, now.AddDays(-2), _definitions.Folder, store: Store))
                Waiting = (await Journey.Submitted(before, "E0001", "transfer", new { subject = "E0024", input = new { newDepartment = "rd2", effectiveDate = Today } })).Id;
            var settings = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["Definitions__Path"] = _definitions.Folder,
                ["Limits__PersonPerMinute"] = "0",
                ["Logging__LogLevel__Default"] = "Warning",
            };
            foreach (var pair in TestHost.Patient.Chunk(2)) settings[pair[0][2..].Replace(":", "__", StringComparison.Ordinal)] = pair[1];
            foreach (var pair in Store.Settings(_folder).Chunk(2)) settings[pair[0][2..].Replace(":", "__", StringComparison.Ordinal)] = pair[1];
            Host = await FunctionsHost.Started(settings);
        }

        public async Task DisposeAsync()
        {
            await Host.DisposeAsync();
            if (Store == TestStore.Cosmos)
            {
                using var store = await CosmosAccount.Open("host-" + Path.GetFileName(_folder), TimeProvider.System);
                await CosmosAccount.Drop(store);
            }

            _definitions.Dispose();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
