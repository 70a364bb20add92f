using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace;
using HrCollab.Workspace.Drafts;
using HrCollab.Workspace.Git;
using HrCollab.Workspace.Merging;
using HrCollab.Workspace.Reviews;

namespace HrCollab.Designer.Tests;

/// <summary>A git repository of its own with the shipped definitions in the folder definitions, committed once.</summary>
internal sealed class Sandbox : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 9, 16, 10, 0, 0, TimeSpan.FromHours(8));

    private int _minutes;

    private Sandbox()
    {
        Git("init", "-q", "-b", "main");
        foreach (var (path, text) in HrCollab.Tests.Repository.Files("definitions", ".json")) Write(path["definitions/".Length..], text);
        Commit("Shipped definitions");
        Repository = DefinitionsRepository.Open(Definitions)!;
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("hrcollab-workspace-").FullName;

    public string Definitions => Path.Combine(Root, "definitions");

    public DefinitionsRepository Repository { get; }

    public DraftDesk Drafts => new(Repository);

    public ReviewDesk Reviews => new(Repository);

    public static Sandbox Shipped() => new();

    /// <summary>A person at the next minute.</summary>
    public Signature By(string person) => new(person, "测试" + person, Now.AddMinutes(++_minutes));

    public Reviewer Reviewer(string person, params ReadOnlySpan<string> duties) => new(person, "测试" + person, [.. duties], Now.AddMinutes(++_minutes));

    public string Git(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (IEnumerable<string>)["-c", "user.name=Test", "-c", "user.email=test@example.invalid", "-c", "core.quotepath=false", .. arguments]) start.ArgumentList.Add(argument);
        start.Environment["GIT_AUTHOR_DATE"] = start.Environment["GIT_COMMITTER_DATE"] = "2026-09-01T10:00:00+08:00";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
        return output.GetAwaiter().GetResult().TrimEnd('\n');
    }

    public void Commit(string message)
    {
        Git("add", "-A");
        Git("commit", "-q", "-m", message);
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Definitions, path));

    public void Write(string path, string text)
    {
        var file = Path.Combine(Definitions, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    /// <summary>Saves a replacement to a draft, from what the draft says now.</summary>
    public SaveOutcome Save(string person, string topic, string path, string old, string text)
    {
        var start = Drafts.Find(person, topic)?.Commit ?? Repository.Head;
        var now = Text(start, path);
        Assert.Contains(old, now);
        return Drafts.Save(topic, path, now.Replace(old, text), Repository.Version(start, path), By(person));
    }

    public CheckedDraft Checked(string person, string topic) => CheckedDraft.Of(Repository, Drafts.Find(person, topic)!);

    /// <summary>Asks for review, approves with every duty that is needed, as somebody who wrote nothing, and lands.</summary>
    public MergeOutcome Landed(string person, string topic, string title, string author = "甲")
    {
        var draft = Drafts.Find(person, topic)!;
        var needed = Reviews.Needs(draft).Duties;
        Assert.IsType<ReviewOutcome.Done>(Reviews.Request(draft, null, Reviewer(person)));
        Assert.IsType<ReviewOutcome.Done>(Reviews.Approve(draft, draft.Commit, needed, null, Reviewer("E0900", [.. needed])));
        return new MergeDesk(Repository).Land(CheckedDraft.Of(Repository, draft), title, Reviewer("E0001"), author);
    }

    public string Text(string commit, string path) => Encoding.UTF8.GetString(Repository.File(commit, path)!.Utf8.Span);

    public ImmutableArray<DefinitionFile> Files(string revision) => Repository.Files(Repository.Resolve(revision)!);

    public void Dispose()
    {
        // A page that is gone may still be finishing what it looks up: a file more can come while the folder is deleted.
        for (var left = 100; ; left--)
        {
            try
            {
                foreach (var file in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)) File.SetAttributes(file, FileAttributes.Normal);
                Directory.Delete(Root, recursive: true);
                return;
            }
            catch (IOException) when (left > 0)
            {
                Thread.Yield();
            }
        }
    }
}
