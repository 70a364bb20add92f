using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Cli;

namespace HrCollab.Functions.Tests.Decisions;

/// <summary>X3: <c>hrcollab reproduce</c> decides again what a running host has decided, by the definitions that git keeps, and names a file that is not what it was.</summary>
public sealed class ReproduceCommandTests
{
    private const string Matrix = "responsibilities/transfer.responsibilities.json";

    [Fact]
    public async Task X3_Reproduce_GivesTheSameHash_AndNamesAFileThatWasTamperedWith()
    {
        using var definitions = new OwnDefinitions();
        Git(definitions.Folder, "init", "-q", "-b", "main");
        Commit(definitions.Folder, "Shipped");
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        var journey = await Journey.Submitted(host, "E0007", "transfer", new { subject = "E0029", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
        var decision = (await host.Get("E0001", $"/api/decisions/{journey.Id}.1")).Is(HttpStatusCode.OK).Json;
        var tag = "published/" + decision.Text("revision")[..12];
        Git(definitions.Folder, "tag", tag);

        var (code, same) = await Reproduced();
        Assert.Equal(0, code);
        Assert.Equal((true, decision.Text("output"), decision.Text("output")), (same["same"]!.GetValue<bool>(), same.Text("stored"), same.Text("here")));
        Assert.Empty(same["mismatches"]!.AsArray());

        definitions.With(Matrix, "\"deadline\": \"2 wd\"", "\"deadline\": \"3 wd\"");
        Commit(definitions.Folder, "Shipped", "--amend");
        Git(definitions.Folder, "tag", "-f", tag);
        (code, var other) = await Reproduced();
        Assert.Equal((1, false), (code, other["same"]!.GetValue<bool>()));
        Assert.Equal([Matrix], other["mismatches"]!.AsArray().Select(m => m!.GetValue<string>()));
        Assert.NotEqual(other.Text("stored"), other.Text("here"));

        async Task<(int Code, JsonNode Answer)> Reproduced()
        {
            var token = await host.Token("E0001");
            using var output = new StringWriter();
            var answer = await Task.Run(() => Commands.Run(["reproduce", decision.Text("decisionId"), "--host", host.Http.BaseAddress!.ToString(), "--token", token, "--folder", definitions.Folder, "--json"], output, output));
            return (answer, JsonNode.Parse(output.ToString())!);
        }
    }

    private static void Commit(string folder, string message, params string[] options)
    {
        Git(folder, "add", "-A");
        Git(folder, ["commit", "-q", "-m", message, .. options]);
    }

    private static void Git(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("git", ["-c", "user.name=Test", "-c", "user.email=test@example.invalid", .. arguments]) { WorkingDirectory = folder, RedirectStandardError = true, UseShellExecute = false })!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, said);
    }
}
