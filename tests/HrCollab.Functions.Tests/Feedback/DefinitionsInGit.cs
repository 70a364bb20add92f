using System.Diagnostics;
using HrCollab.Cli;
using HrCollab.Tests;

namespace HrCollab.Functions.Tests.Feedback;

/// <summary>The shipped definitions in a git repository of their own, published by the command line.</summary>
internal sealed class DefinitionsInGit : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("hrcollab-feedback-").FullName;

    public DefinitionsInGit()
    {
        Git("init", "-q", "-b", "main");
        foreach (var (path, text) in Repository.Files("definitions", ".json"))
        {
            var file = Path.Combine(_root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        Commit("Shipped definitions");
    }

    /// <summary>The definitions folder.</summary>
    public string Folder => Path.Combine(_root, "definitions");

    /// <summary>Replaces a text of a file, commits it with a message and gives the commit.</summary>
    public string Change(string path, string old, string text, string message)
    {
        var file = Path.Combine(_root, "definitions", path);
        var now = File.ReadAllText(file);
        var at = now.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, old);
        File.WriteAllText(file, now[..at] + text + now[(at + old.Length)..]);
        return Commit(message);
    }

    /// <summary>hrcollab with the folder, and what it printed.</summary>
    public async Task<(int Code, string Text)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        var code = await Task.Run(() => Commands.Run(arguments, output, output));
        return (code, output.ToString());
    }

    /// <summary>Publishes the newest commit as a person.</summary>
    public async Task<string> Publish(TestHost host, string person, params string[] more)
    {
        var (code, text) = await Run(["publish", "HEAD", "--host", host.Address.ToString(), "--token", await host.Token(person), "--folder", Folder, .. more]);
        Assert.True(code == 0, text);
        return text;
    }

    public void Dispose()
    {
        foreach (var file in Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories)) File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(_root, recursive: true);
    }

    private string Commit(string message)
    {
        Git("add", "-A");
        Git("commit", "-q", "-m", message);
        return Git("rev-parse", "HEAD");
    }

    private string Git(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = _root, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (IEnumerable<string>)["-c", "user.name=Test", "-c", "user.email=test@example.invalid", .. arguments]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.GetAwaiter().GetResult());
        return output.Trim();
    }
}
