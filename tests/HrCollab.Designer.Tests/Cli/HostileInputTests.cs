using System.Diagnostics;
using HrCollab.Cli;
using HrCollab.Designer.Tests.Workflows;
using HrCollab.Workspace;

namespace HrCollab.Designer.Tests.Cli;

/// <summary>What a new admin meets first: every wrong turn ends with a sentence in their language that says what to do, never with a stack trace.</summary>
public sealed class HostileInputTests
{
    [Theory]
    [InlineData("localhost:7071", "“localhost:7071”不是主机地址")]
    [InlineData("ftp://127.0.0.1", "不是主机地址")]
    [InlineData("nowhere", "不是主机地址")]
    [InlineData("http://127.0.0.1:9", "连不上主机 http://127.0.0.1:9")]
    public void AHostThatIsNone_IsNamed_ByEveryVerbThatAsksOne(string host, string said)
    {
        using var sandbox = Sandbox.Shipped();
        foreach (var verb in new[] { "publish HEAD", "activate x", "approve HEAD", "replay", "reproduce X.1" })
        {
            var (code, text) = Run(sandbox, [.. verb.Split(' '), "--host", host, "--token", "x", "--lang", "zh"]);
            Assert.True(code == 1 && text.Contains(said, StringComparison.Ordinal), $"{verb}: {code} {text}");
        }
    }

    [Fact]
    public void AFolderThatIsNone_SaysWhichOfTheReasonsItIs()
    {
        using var sandbox = Sandbox.Shipped();
        var lonely = Directory.CreateTempSubdirectory("hrcollab-lonely-").FullName;
        try
        {
            Assert.Contains("There is no folder", Run(sandbox, "diff", "HEAD", "HEAD", "--folder", Path.Combine(lonely, "none"), "--lang", "en").Text);
            Assert.Contains("does not lie in a git repository", Run(sandbox, "diff", "HEAD", "HEAD", "--folder", lonely, "--lang", "en").Text);
            Git(lonely, "init", "-q");
            Assert.Contains("has no commit yet", Run(sandbox, "diff", "HEAD", "HEAD", "--folder", lonely, "--lang", "en").Text);
        }
        finally
        {
            Directory.Delete(lonely, recursive: true);
        }
    }

    /// <summary>As a build server checks a pull request out: the shipped workflow asks for diff and access-diff there.</summary>
    [Fact]
    public void ACommitCheckedOutWithoutABranch_IsReadAndNotDraftedOn()
    {
        using var sandbox = Sandbox.Shipped();
        sandbox.Write("responsibilities/transfer.responsibilities.json", sandbox.Read("responsibilities/transfer.responsibilities.json").Replace("\"deadline\": \"2 wd\"", "\"deadline\": \"3 wd\"", StringComparison.Ordinal));
        sandbox.Commit("Longer");
        sandbox.Git("checkout", "-q", "--detach", "HEAD");
        var (code, text) = Run(sandbox, "diff", "HEAD~1", "HEAD", "--lang", "en");
        Assert.True(code == 0 && text.Contains("from 2 working days to 3 working days", StringComparison.Ordinal), text);
        Assert.Equal(0, Run(sandbox, "access-diff", "HEAD~1", "HEAD").Code);
        Assert.Contains("Longer", Run(sandbox, "history").Text);
        (code, text) = Run(sandbox, "revert", "HEAD", "--as", "E0001", "--lang", "en");
        Assert.True(code == 1 && text.Contains("HEAD is detached", StringComparison.Ordinal), text);
        Assert.Null(DefinitionsRepository.Open(sandbox.Definitions)); // the designer does not start there
    }

    [Fact]
    public void FilesThatAreNone_AreRefusedInWords()
    {
        using var sandbox = Sandbox.Shipped();
        var file = Path.Combine(sandbox.Root, "x.xlsx");
        File.WriteAllText(file, "hello");
        Assert.Contains("不是 .xlsx 工作簿", Run(sandbox, "import", file, "--lang", "zh").Text);
        file = Path.Combine(sandbox.Root, "x.dmn");
        File.WriteAllText(file, "<!DOCTYPE x [<!ENTITY a \"b\">]><definitions/>");
        var (code, text) = Run(sandbox, "import", file, "--lang", "zh");
        Assert.True(code == 1 && text.Contains("DOCTYPE", StringComparison.Ordinal) && !text.Contains("XmlReader", StringComparison.Ordinal), text);
        (code, text) = Run(sandbox, "export", "rules/probation", Path.Combine(sandbox.Root, "none", "p.xlsx"), "--lang", "zh");
        Assert.True(code == 1 && text.Contains("没有文件夹", StringComparison.Ordinal), text);
        Directory.CreateDirectory(Path.Combine(sandbox.Root, "folder.xlsx"));
        Assert.Equal(1, Run(sandbox, "export", "rules/probation", Path.Combine(sandbox.Root, "folder.xlsx")).Code); // a folder is no file: said, not thrown
        Assert.Equal(1, Run(sandbox, "history", "rules/nothing.rules.json").Code);
    }

    [Fact]
    public void ATable_IsCalledWhatExpressionsCanRead()
    {
        using var sandbox = Sandbox.Shipped();
        var (code, text) = Run(sandbox, "new", "table", "sick-leave", "--folder", sandbox.Definitions, "--lang", "en");
        Assert.True(code == 1 && text.Contains("such as sickLeave", StringComparison.Ordinal), text);
        Assert.Equal(0, Run(sandbox, "new", "rules", "sick-leave", "--folder", sandbox.Definitions).Code);
    }

    /// <summary>What is committed is checked, not what lies in the folder, and only commits that touch definitions wait for it.</summary>
    [BashFact]
    public void TheHook_ChecksWhatIsStaged()
    {
        using var sandbox = Sandbox.Shipped();
        Assert.Equal(0, Run(sandbox, "install", "pre-commit", "--program", $"dotnet '{typeof(HistoryCommand).Assembly.Location}'").Code);
        const string Path = "standards/department.standard.json";
        var good = sandbox.Read(Path);
        sandbox.Write(Path, good.Replace("\"key\": \"basic.code\"", "\"key\": \"basic.cod\"", StringComparison.Ordinal));
        sandbox.Git("add", "-A");
        sandbox.Write(Path, good); // mended in the folder, and not staged
        var (code, text) = Git(sandbox.Root, "commit", "-m", "Bad");
        Assert.True(code != 0 && text.Contains("definitions/" + Path, StringComparison.Ordinal) && !text.Contains("/tmp/", StringComparison.Ordinal), text);
        sandbox.Write(Path, good.Replace("\"key\": \"basic.code\"", "\"key\": \"basic.cod\"", StringComparison.Ordinal));
        sandbox.Git("checkout", "-q", "HEAD", "--", "definitions");
        File.WriteAllText(System.IO.Path.Combine(sandbox.Root, "note.txt"), "no definition");
        sandbox.Git("add", "-A");
        sandbox.Write(Path, "{"); // half done, and none of this commit
        (code, text) = Git(sandbox.Root, "commit", "-m", "Note");
        Assert.True(code == 0, text);
    }

    private static (int Code, string Text) Git(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (IEnumerable<string>)["-c", "user.name=Test", "-c", "user.email=test@example.invalid", .. arguments]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.GetAwaiter().GetResult() + error);
    }

    private static (int Code, string Text) Run(Sandbox sandbox, params string[] arguments)
    {
        using var output = new StringWriter();
        string[] folder = arguments.Contains("--folder") || arguments[0] == "activate" ? [] : ["--folder", sandbox.Definitions];
        var code = Commands.Run([.. arguments, .. folder], output, output);
        return (code, output.ToString());
    }
}
