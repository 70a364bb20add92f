using System.Diagnostics;
using System.Text;
using HrCollab.Tests;

namespace HrCollab.Functions.Tests.Readme;

/// <summary>The commands of the README beyond the first two, run in the order in which it gives them.</summary>
public sealed class ReadmeCommandTests : IDisposable
{
    private const string Cli = "dotnet run --project designer/HrCollab.Cli -- ";
    private const string Host = "dotnet run --project functions/HrCollab.Functions -- ";
    private const string Publish = "dotnet publish functions/HrCollab.Functions -c Release -r linux-x64 --self-contained -o out";

    /// <summary>Commands that other tests run as they stand, or cannot.</summary>
    private static readonly string[] RunElsewhere =
    [
        "dotnet run --project functions/HrCollab.Functions", // ReadmeTests
        "dotnet test", // this very run
        "dotnet run --project designer/HrCollab.Designer", // DesignerCommandTests, where there is a designer
        Publish, // takes minutes: the pipeline runs it, and deploys what it makes
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("hrcollab-readme-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void EveryBlock_SaysItsLanguage() => Assert.All(ReadmeText.FenceLines().Chunk(2), pair =>
    {
        Assert.Contains(pair[0], new[] { "```sh", "```json", "```text" });
        Assert.Equal("```", pair[1]);
    });

    /// <summary>Nothing here publishes; the pipeline does with the very same words, and what it deploys is the folder they name.</summary>
    [Fact]
    public void ThePublishedFolder_IsMadeByThePipelineAsWritten()
    {
        var pipeline = Repository.Read(".github/workflows/app.yml");
        Assert.Contains(Publish, ReadmeText.Commands());
        Assert.Contains($"      - run: {Publish}\n", pipeline, StringComparison.Ordinal);
        Assert.Contains($"(cd {Publish.Split(' ')[^1]} && zip ", pipeline, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryCommand_DoesWhatItSays()
    {
        var commands = ReadmeText.Commands().Except(RunElsewhere, StringComparer.Ordinal).ToList();
        string[] run = [Cli + "check definitions", Cli + "fmt definitions", Host + "seed 10000", Host + "backup /srv/backup/hr-1.hrc", Host + "restore /srv/backup/hr-1.hrc --Storage:Path /srv/hr-new.db", Host + "help"];
        Assert.Equal(run, commands);

        var definitions = Path.Combine(_folder, "definitions");
        foreach (var file in Directory.EnumerateFiles(TestHost.DefinitionsPath, "*.json", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(definitions, Path.GetRelativePath(TestHost.DefinitionsPath, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        Assert.Matches("Sound: |可以启用", await Run(run[0], ("definitions", definitions)));
        await Run(run[1], ("definitions", definitions));
        Assert.All(Directory.EnumerateFiles(definitions, "*.json", SearchOption.AllDirectories), copy =>
            Assert.Equal(File.ReadAllText(Path.Combine(TestHost.DefinitionsPath, Path.GetRelativePath(definitions, copy))), File.ReadAllText(copy)));

        string[] store = ["--Storage:Path", Path.Combine(_folder, "hr.db"), "--urls", "http://127.0.0.1:0", .. TestHost.Patient];
        var (backup, fresh) = (Path.Combine(_folder, "hr-1.hrc"), Path.Combine(_folder, "hr-new.db"));
        Assert.Matches(@"[1-9]\d+ records created\.", await Run(run[2], store, ("10000", "60"))); // as many, in less time
        await Run(run[3], store, ("/srv/backup/hr-1.hrc", backup));
        await Run(run[4], [], ("/srv/backup/hr-1.hrc", backup), ("/srv/hr-new.db", fresh));
        Assert.True(new FileInfo(fresh).Length > 0);
        var help = await Run(run[5]);
        Assert.All(new[] { "seed", "backup", "restore", "move", "rebuild-views" }, verb => Assert.Contains(verb, help, StringComparison.Ordinal));
    }

    private Task<string> Run(string command, params (string Written, string Here)[] places) => Run(command, [], places);

    /// <summary>Runs a command on what the tests built, with paths of this test instead of those written; its output. Fails when it does.</summary>
    private async Task<string> Run(string command, string[] settings, params (string Written, string Here)[] places)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, WorkingDirectory = Repository.Root, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(word => places.FirstOrDefault(p => p.Written == word).Here ?? word).ToList();
        words.InsertRange(1, StartedProcess.Built);
        foreach (var word in words.Concat(settings)) start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(TestHost.Patience);
        try
        {
            var (said, errors) = (process.StandardOutput.ReadToEndAsync(deadline.Token), process.StandardError.ReadToEndAsync(deadline.Token));
            await process.WaitForExitAsync(deadline.Token);
            Assert.True(process.ExitCode == 0, $"{command}\n{await said}\n{await errors}");
            return await said;
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
