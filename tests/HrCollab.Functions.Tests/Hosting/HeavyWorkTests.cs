using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Functions.Publishing;
using Microsoft.Extensions.DependencyInjection;

namespace HrCollab.Functions.Tests.Hosting;

/// <summary>Checks, tries, replays and publications keep an instance busy: few are worked on at once, and each for as long as the active manifest says.</summary>
public sealed class HeavyWorkTests
{
    private const string Check = "/api/definitions/check";

    [Fact]
    public async Task AnotherOfTheSameCaller_AndOneTooMany_AreRefused_AndTheRestGoesOn()
    {
        await using var host = await TestHost.Started(settings: ["--Limits:DefinitionsAtOnce", "2", "--Limits:DefinitionsPerCaller", "1", "--Limits:DefinitionsWaiting", "0"]);
        using var http = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TestHost.Patience }) { BaseAddress = host.Address, Timeout = TestHost.Patience };
        var first = await Begun("E0023");
        foreach (var (language, words) in ((string, string)[])[("zh-CN", "太多"), ("en", "Too many definitions")])
        {
            var refused = (await host.Send("E0023", HttpMethod.Post, "/api/definitions/try", new { kind = "expressions", input = new { } }, language: language)).Is(HttpStatusCode.TooManyRequests).Json;
            Assert.Equal("HR-IDN-006", refused.Text("code"));
            Assert.Contains(words, refused.Text("title"), StringComparison.Ordinal);
        }

        var second = await Begun("E0003");
        foreach (var path in new[] { Check, "/api/definitions/try", "/api/revisions", "/api/revisions/active/replay" }) (await host.Post("E0006", path, new { })).Is(HttpStatusCode.TooManyRequests);
        (await host.Get("E0023", "/api/definitions")).Is(HttpStatusCode.OK);
        (await host.Send(null, HttpMethod.Post, Check, new { files = Array.Empty<object>() })).Is(HttpStatusCode.Unauthorized);
        foreach (var (release, answer) in new[] { first, second })
        {
            release.SetResult();
            using var answered = await answer;
            Assert.Equal(HttpStatusCode.BadRequest, answered.StatusCode);
        }

        (await host.Post("E0006", Check, new { })).Is(HttpStatusCode.BadRequest);

        // The server asks for the body when the check has its turn and reads it.
        async Task<(TaskCompletionSource Release, Task<HttpResponseMessage> Answer)> Begun(string person)
        {
            var content = new HeldBody();
            var request = new HttpRequestMessage(HttpMethod.Post, Check) { Content = content };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await host.Token(person));
            request.Headers.ExpectContinue = true;
            var answer = http.SendAsync(request);
            await content.Asked.Task.WaitAsync(TestHost.Patience);
            return (content.Release, answer);
        }
    }

    [Fact]
    public async Task OneThatWaits_HasItsTurn()
    {
        await using var host = await TestHost.Started(settings: ["--Limits:DefinitionsAtOnce", "1", "--Limits:DefinitionsWaiting", "8"]);
        var people = new[] { "E0001", "E0002", "E0003" };
        foreach (var person in people) await host.Token(person);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => host.Post(people[i % 3], Check, new { })));
        Assert.All(answers, a => a.Is(HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData(120, 25)]
    [InlineData(5, 5)]
    public async Task CasesRun_AsLongAsTheActiveManifestLetsThem_OrShorterAsTheirOwnSays(int own, int expected)
    {
        using var definitions = new OwnDefinitions();
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        var active = host.Services.GetRequiredService<ActiveDefinitions>().Current;
        Assert.Equal(TimeSpan.FromSeconds(25), active.Manifest.LongestGoldenRun);
        var manifest = JsonNode.Parse(active.Files[Manifest.Path].Utf8.Span)!;
        if (manifest["limits"] is not JsonObject limits) manifest["limits"] = limits = [];
        limits["goldenSeconds"] = own;
        using var compiled = new CompiledSets(TimeProvider.System);
        var candidate = compiled.Of(Candidate.Over(active, [new CandidateFile(Manifest.Path, manifest.ToJsonString())])).Set!;
        var clock = new NotingClock();
        new CaseCheck(clock).Of(candidate, active, default);
        Assert.Equal(TimeSpan.FromSeconds(expected), clock.Asked[0]);
    }

    private sealed class HeldBody : HttpContent
    {
        public HeldBody() => Headers.ContentType = new MediaTypeHeaderValue("application/json");

        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            Asked.TrySetResult();
            await Release.Task;
            await stream.WriteAsync("{}"u8.ToArray());
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 2;
            return true;
        }
    }

    private sealed class NotingClock : TimeProvider
    {
        public List<TimeSpan> Asked { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Asked.Add(dueTime);
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
