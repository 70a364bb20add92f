using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HrCollab.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HrCollab.Designer.Tests.Workflows;

/// <summary>S50: what GitHub does with a change. Scripts of the workflows run as they are written, with the real command line.</summary>
public sealed partial class WorkflowFileTests
{
    private const string Rules = "rules/transfer-eligibility.rules.json";
    private static readonly string[] Rights = ["contents: read", "pull-requests: write", "id-token: write"];

    /// <summary>No script holds an expression of GitHub: what a title or a branch is called would become part of the script. Rights are no more than named.</summary>
    [Fact]
    public void S50_EveryJob_HasFewRights_FixedActions_AndScriptsThatNobodyCanWriteInto()
    {
        Assert.Equal(["app.yml", "definitions.yml"], WorkflowFile.All().Select(w => w.Name));
        foreach (var workflow in WorkflowFile.All())
        {
            Assert.DoesNotContain("pull_request_target", workflow.Triggers); // would run a stranger's change with our secrets
            foreach (var job in workflow.Jobs)
            {
                Assert.All(workflow.Rights(job), right => Assert.Contains($"{right.Key}: {right.Value}", Rights));
                if (workflow.Rights(job).ContainsKey("id-token")) Assert.Equal("production", workflow.Job(job, "environment"));
                foreach (var step in workflow.Steps(job))
                {
                    Assert.True(step.Uses is null != step.Run is null, $"{workflow.Name} {job}");
                    if (step.Uses is { } action) Assert.Matches("^(actions|azure)/[a-z-]+@v[0-9]+$", action);
                    Assert.DoesNotContain("${{", step.Run ?? "", StringComparison.Ordinal);
                }
            }
        }
    }

    [Fact]
    public void S50_WhatTheScriptsName_IsThere()
    {
        var scripts = WorkflowFile.All().SelectMany(w => w.Jobs.SelectMany(w.Steps)).Select(s => s.Run).OfType<string>().ToList();
        var paths = scripts.SelectMany(s => Paths().Matches(s).Select(m => m.Value)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        Assert.Equal([".ci/run", "designer/HrCollab.Cli", "functions/Dockerfile", "functions/HrCollab.Functions", "tests/HrCollab.Functions.Tests"], paths);
        Assert.All(paths, path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), path));
        Assert.True(File.Exists(Path.Combine(Repository.Root, "global.json")));
        if (!OperatingSystem.IsWindows()) Assert.True(File.GetUnixFileMode(Path.Combine(Repository.Root, ".ci", "run")).HasFlag(UnixFileMode.UserExecute));
        var verbs = scripts.SelectMany(s => Verbs().Matches(s).Select(m => m.Groups["verb"].Value)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        Assert.Equal(["access-diff", "check", "diff", "fmt", "publish", "test"], verbs);
    }

    [Fact]
    public void S50_TheApplication_IsDeployedOnceItsTestsHold_OnBothStores()
    {
        var app = WorkflowFile.Of("app.yml");
        Assert.Equal(["cosmos", "test"], ((List<object>)app.Job("deploy", "needs")!).Cast<string>().Order(StringComparer.Ordinal));
        Assert.Equal("github.event_name == 'push'", app.Job("deploy", "if"));
        Assert.Equal("cosmos", app.Environment("cosmos")["HRCOLLAB_TEST_STORE"]);
        Assert.Contains(app.Steps("test"), s => s.Run == ".ci/run");
        var published = app.Steps("deploy").Single(s => s.Run?.StartsWith("dotnet publish ", StringComparison.Ordinal) == true).Run;
        Assert.Equal([".ci/run", published, "dotnet test tests/HrCollab.Functions.Tests --no-build --filter FullyQualifiedName~FunctionsHostTests"], app.Steps("test").Select(s => s.Run).OfType<string>()); // what is deployed is what was tested
        Assert.Contains(app.Steps("image"), s => s.Run == "docker build -f functions/Dockerfile --build-arg COMMIT=\"$GITHUB_SHA\" -t hrcollab .");
        Assert.Contains(app.Steps("deploy"), s => s.Run == "dotnet publish functions/HrCollab.Functions -c Release -r linux-x64 --self-contained -o out");
    }

    [BashFact]
    public async Task S50_AChangeOfDefinitions_IsCheckedTested_AndItsDifferencesBecomeAComment()
    {
        using var sandbox = Sandbox.Shipped();
        sandbox.Write(Rules, sandbox.Read(Rules).Replace("\"title\": { \"zh\": \"", "\"title\": { \"zh\": \"新", StringComparison.Ordinal));
        const string Permissions = "permissions/person.permissions.json";
        sandbox.Write(Permissions, sandbox.Read(Permissions).Replace("\"pay.baseSalary\": \"m\"", "\"pay.baseSalary\": \"r\"", StringComparison.Ordinal));
        sandbox.Commit("A change");
        using var runner = new Runner(sandbox);
        runner.Tool("gh", "echo \"$@\" > \"$TOOLS/gh.called\"; cp comment.md \"$TOOLS/gh.body\"");
        var steps = Scripts("check");
        Assert.Equal(["check", "fmt", "test", "diff", "access-diff"], steps.SelectMany(s => Verbs().Matches(s.Run!).Select(m => m.Groups["verb"].Value)));
        Assert.Equal("github.event_name == 'pull_request'", steps[^1].If);
        foreach (var step in steps)
        {
            var (code, output) = await runner.Run(step.Run!, ("BASE", sandbox.Git("rev-parse", "HEAD~1")), ("NUMBER", "7"), ("GH_TOKEN", "none"));
            // A case of the matrix tells of the pay that more people see: the test step is the one that stops it.
            Assert.True(code == (step.Run!.StartsWith("hrcollab test", StringComparison.Ordinal) || step.Run!.StartsWith("hrcollab check", StringComparison.Ordinal) ? 1 : 0), output);
        }

        Assert.StartsWith("pr comment 7 --body-file comment.md", runner.Written("gh.called"), StringComparison.Ordinal);
        var comment = runner.Written("gh.body");
        Assert.Contains("标题", comment, StringComparison.Ordinal);
        Assert.Contains("+ person: manager (reports) pay.baseSalary read 敏感", comment, StringComparison.Ordinal);
    }

    [BashFact]
    public async Task S50_ASoundChange_PassesEveryStep()
    {
        using var sandbox = Sandbox.Shipped();
        using var runner = new Runner(sandbox);
        foreach (var step in Scripts("check").SkipLast(1))
        {
            var (code, output) = await runner.Run(step.Run!);
            Assert.True(code == 0, output);
        }
    }

    /// <summary>The host gets the whole set under the pipeline's own token, with the commit and the people who wrote what it does not have yet.</summary>
    [BashFact]
    public async Task S50_WhatIsMerged_IsPublishedAndActivated_InThePipelinesName_WithItsAuthors()
    {
        var definitions = WorkflowFile.Of("definitions.yml");
        Assert.Equal(("check", "github.event_name == 'push'", "production"), (definitions.Job("publish", "needs"), definitions.Job("publish", "if"), definitions.Job("publish", "environment")));
        using var sandbox = Sandbox.Shipped();
        var before = sandbox.Git("rev-parse", "HEAD");
        sandbox.Write(Rules, sandbox.Read(Rules).Replace("\"title\": { \"zh\": \"", "\"title\": { \"zh\": \"新", StringComparison.Ordinal));
        sandbox.Git("add", "-A");
        sandbox.Git("-c", "user.name=Wang", "-c", "user.email=wang@company.example", "commit", "-q", "-m", "A change");
        await File.WriteAllTextAsync(Path.Combine(sandbox.Root, ".mailmap"), "Wang <E0007@hrcollab.invalid> <wang@company.example>\n");
        await using var host = await Host.Started(before);
        using var runner = new Runner(sandbox);
        runner.Tool("az", "[ \"$1 $2\" = 'account get-access-token' ] && echo a-token");
        var script = definitions.Steps("publish").Last(s => s.Run is not null).Run!;
        script = string.Join('\n', script.Split('\n').Where(l => !l.StartsWith("dotnet publish designer/HrCollab.Cli ", StringComparison.Ordinal) && !l.StartsWith("export PATH=", StringComparison.Ordinal))); // built already
        var (code, output) = await runner.Run(script, ("HOST", host.Address), ("AUDIENCE", "api://hrcollab"), ("GITHUB_SHA", sandbox.Git("rev-parse", "HEAD")), ("GIT_AUTHOR_NAME", "CI"), ("GIT_AUTHOR_EMAIL", "ci@example.invalid"), ("GIT_COMMITTER_NAME", "CI"), ("GIT_COMMITTER_EMAIL", "ci@example.invalid"));
        Assert.True(code == 0, output);
        Assert.Contains("::add-mask::a-token", output, StringComparison.Ordinal);
        Assert.Equal("Bearer a-token", host.Token);
        Assert.Equal((sandbox.Git("rev-parse", "HEAD"), true, true), ((string)host.Sent!["commit"]!, (bool)host.Sent["whole"]!, (bool)host.Sent["activate"]!));
        Assert.Equal(["E0007"], host.Sent["authors"]!.AsArray().Select(a => (string)a!));
        Assert.Equal(sandbox.Files("HEAD").Length, host.Sent["files"]!.AsArray().Count);

        // Not approved by its owners: the job fails and says whose approval is missing.
        host.Refuses = true;
        (code, output) = await runner.Run(script, ("HOST", host.Address), ("AUDIENCE", "api://hrcollab"), ("GITHUB_SHA", "x"));
        Assert.Equal(1, code);
        Assert.Contains("employee-relations", output, StringComparison.Ordinal);
    }

    private static List<WorkflowFile.Step> Scripts(string job) => [.. WorkflowFile.Of("definitions.yml").Steps(job).Where(s => s.Run?.Contains("dotnet publish", StringComparison.Ordinal) == false)];

    [GeneratedRegex(@"(?<=^|\s)(\.ci/run|(functions|designer|tests)/[\w./-]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Paths();

    [GeneratedRegex(@"^\s*hrcollab (?<verb>[a-z-]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Verbs();

    /// <summary>A host that takes revisions, or refuses them as one that nobody approved.</summary>
    private sealed class Host : IAsyncDisposable
    {
        private readonly WebApplication _app;

        private Host(WebApplication app) => _app = app;

        public string Address => _app.Urls.Single();

        public string? Token { get; private set; }

        public JsonNode? Sent { get; private set; }

        public bool Refuses { get; set; }

        public static async Task<Host> Started(string commit)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
            var host = new Host(builder.Build());
            host._app.MapGet("/api/ready", () => Results.Text(new JsonObject { ["commit"] = commit }.ToJsonString(), "application/json"));
            host._app.MapPost("/api/revisions", async (HttpContext context) =>
            {
                (host.Token, host.Sent) = (context.Request.Headers.Authorization.ToString(), await JsonNode.ParseAsync(context.Request.Body));
                return host.Refuses
                    ? Results.Text("""{"detail":"Nobody with these duties has approved this revision yet: employee-relations."}""", "application/problem+json", statusCode: 403)
                    : Results.Text("""{"id":"x","active":true}""", "application/json", statusCode: 201);
            });
            await host._app.StartAsync();
            return host;
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();
    }
}
