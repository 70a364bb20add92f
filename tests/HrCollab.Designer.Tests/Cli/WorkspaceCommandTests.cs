using System.Text.Json.Nodes;
using HrCollab.Cli;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace;
using HrCollab.Workspace.Sheets;

namespace HrCollab.Designer.Tests.Cli;

public sealed class WorkspaceCommandTests
{
    private const string Matrix = "responsibilities/transfer.responsibilities.json";
    private const string Permissions = "permissions/person.permissions.json";

    [Fact]
    public void X9_Diff_SaysChangesInWordsAndInJson()
    {
        using var sandbox = Changed(Matrix, "\"deadline\": \"2 wd\"", "\"deadline\": \"3 wd\"");
        var (code, text) = Run(sandbox, "diff", "HEAD~1", "HEAD", "--lang", "en");
        Assert.Equal(0, code);
        Assert.Contains("~ Responsibility matrix 'Responsibilities of a transfer': row 'Release', Deadline changed from 2 working days to 3 working days.", text);
        Assert.Matches(@"    definitions/responsibilities/transfer\.responsibilities\.json\(\d+\): rows/release/deadline", text); // leads an editor to the line
        var json = JsonNode.Parse(Run(sandbox, "diff", "HEAD~1", "HEAD", "--json").Text)!;
        Assert.Equal(Matrix, json["changes"]![0]!["file"]!.GetValue<string>());
        Assert.Contains("没有差异", Run(sandbox, "diff", "HEAD", "HEAD", "--lang", "zh").Text);
        Assert.Equal(1, Run(sandbox, "diff", "nowhere", "HEAD").Code);
        Assert.Equal(1, Run(sandbox, "diff", "--upload-pack=x", "HEAD").Code);
    }

    [Fact]
    public void X10_AccessDiff_ListsRoleScopeFieldAndOperation()
    {
        using var sandbox = Changed(Permissions, "\"pay.baseSalary\": \"m\"", "\"pay.baseSalary\": \"r\"");
        var (code, text) = Run(sandbox, "access-diff", "HEAD~1", "HEAD", "--lang", "zh");
        Assert.Equal(0, code);
        Assert.Contains("+ person: manager (reports) pay.baseSalary read 敏感,", text);
        Assert.Contains("- person: manager (reports) pay.baseSalary masked", text);
        Assert.Equal(1, Run(sandbox, "access-diff", "HEAD~1", "HEAD", "--fail-on-widening").Code);
        Assert.True(JsonNode.Parse(Run(sandbox, "access-diff", "HEAD~1", "HEAD", "--json").Text)!["effective"]!.GetValue<int>() > 0);
    }

    [Fact]
    public void History_ListsCommitsOfADefinition()
    {
        using var sandbox = Changed(Matrix, "\"2 wd\"", "\"3 wd\"");
        Assert.Contains("A change", Run(sandbox, "history", Matrix).Text);
        Assert.DoesNotContain("A change", Run(sandbox, "history", "calendars/cn.calendar.json").Text);
    }

    [Fact]
    public void Blame_NamesWhoChangedEachRowLast()
    {
        using var sandbox = Changed(Matrix, "\"deadline\": \"2 wd\"", "\"deadline\": \"3 wd\"");
        var lines = Run(sandbox, "blame", Matrix).Text.Split('\n');
        Assert.EndsWith("A change", lines.First(l => l.StartsWith("rows/release ", StringComparison.Ordinal)).TrimEnd());
        Assert.EndsWith("Shipped definitions", lines.First(l => l.StartsWith("rows/receive ", StringComparison.Ordinal)).TrimEnd());
        Assert.Equal("/rows/0", JsonNode.Parse(Run(sandbox, "blame", Matrix, "--json").Text)![0]!["pointer"]!.GetValue<string>());
        Assert.Equal(1, Run(sandbox, "blame", "rules/nothing.rules.json").Code);
    }

    /// <summary>X18: what a commit changed is taken back in a draft; what came after it stays, and where both touched the same it is said.</summary>
    [Fact]
    public void Revert_TakesOneCommitBackInADraft_AndLeavesLaterOnesAlone()
    {
        using var sandbox = Sandbox.Shipped();
        sandbox.Write(Matrix, sandbox.Read(Matrix).Replace("Agree to the move; settle open work and handover", "Agree to the move", StringComparison.Ordinal));
        sandbox.Commit("Shorter");
        var bad = sandbox.Git("rev-parse", "HEAD");
        sandbox.Write(Matrix, sandbox.Read(Matrix).Replace("There is headcount", "There is a vacancy", StringComparison.Ordinal));
        sandbox.Commit("Later");
        var (code, text) = Run(sandbox, "revert", bad, "--as", "E0001", "--topic", "back", "--lang", "en");
        Assert.True(code == 0, text);
        var draft = sandbox.Drafts.Find("E0001", "back")!;
        var now = sandbox.Text(draft.Commit, Matrix);
        Assert.Contains("settle open work and handover", now);
        Assert.Contains("There is a vacancy", now);
        Assert.Equal("", sandbox.Git("status", "--porcelain"));
        Assert.Equal(1, Run(sandbox, "revert", "nowhere", "--as", "E0001").Code);
    }

    /// <summary>A year is the exception: until somebody has written its holidays it is refused, so that no year of weekends alone is ever published.</summary>
    [Fact]
    public void New_MakesASoundStartOfEveryKind()
    {
        foreach (var name in Templates.Names)
        {
            using var sandbox = Sandbox.Shipped();
            foreach (var first in name switch { "workflow" => ["form", "responsibilities"], "permissions" => ["standard"], _ => (string[])[] })
            {
                Assert.Equal(1, Run(sandbox, "new", name, "sample", "--folder", sandbox.Definitions).Code); // there is nothing yet that it could be about
                Assert.Equal(0, Run(sandbox, "new", first, "sample", "--folder", sandbox.Definitions).Code);
            }

            var (code, text) = Run(sandbox, "new", name, "sample", "--zh", "示例", "--en", "Sample", "--folder", sandbox.Definitions);
            Assert.True(code == 0, text);
            Assert.Equal(1, Run(sandbox, "new", name, "sample", "--folder", sandbox.Definitions).Code);
            var result = DefinitionCompiler.Compile(Directory.EnumerateFiles(sandbox.Definitions, "*.json", SearchOption.AllDirectories)
                .Select(f => new DefinitionFile(Path.GetRelativePath(sandbox.Definitions, f).Replace('\\', '/'), File.ReadAllBytes(f))));
            if (name == "calendar")
            {
                Assert.Equal([("HR-CAL-005", "/holidays")], result.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => (d.Code, d.Path)));
                continue;
            }

            Assert.True(result.Set is not null, name + "\n" + string.Join('\n', result.Diagnostics.Where(d => d.Severity == Severity.Error)));
        }
    }

    /// <summary>X18: git itself merges two branches that changed different rows, and stops at the same cell.</summary>
    [Fact]
    public void X18_MergeDriver_MergesRowsAndNamesTheSameCell()
    {
        using var sandbox = Sandbox.Shipped();
        var text = sandbox.Read(Matrix);
        var (o, a, b) = (Path.Combine(sandbox.Root, "o"), Path.Combine(sandbox.Root, "a"), Path.Combine(sandbox.Root, "b"));
        File.WriteAllText(o, text);
        File.WriteAllText(a, text.Replace("\"调出部门确认\"", "\"甲\""));
        File.WriteAllText(b, text.Replace("\"有空缺编制\"", "\"乙\""));
        Assert.Equal(0, Run(sandbox, "merge-driver", o, a, b, "definitions/" + Matrix).Code);
        Assert.Equal(text.Replace("\"调出部门确认\"", "\"甲\"").Replace("\"有空缺编制\"", "\"乙\""), File.ReadAllText(a));
        File.WriteAllText(b, text.Replace("\"调出部门确认\"", "\"丙\""));
        var (code, said) = Run(sandbox, "merge-driver", o, a, b, "definitions/" + Matrix, "--lang", "zh");
        Assert.Equal(1, code);
        Assert.Contains("原为 \"调出部门确认\",我方 \"甲\",对方 \"丙\"", said);
    }

    [Fact]
    public void Install_SetsTheCloneUpAndLeavesForeignHooksAlone()
    {
        using var sandbox = Sandbox.Shipped();
        Assert.Equal(0, Run(sandbox, "install", "merge-driver", "--folder", sandbox.Definitions).Code);
        Assert.Matches(@"^"".*"" "".*hrcollab\.dll"" merge-driver %O %A %B %P$", sandbox.Git("config", "merge.hrcollab.driver")); // as it runs now: it need not be on the path
        Assert.Equal(0, Run(sandbox, "install", "merge-driver", "--folder", sandbox.Definitions, "--program", "hrcollab").Code);
        Assert.Equal("hrcollab merge-driver %O %A %B %P", sandbox.Git("config", "merge.hrcollab.driver"));
        Assert.Single(File.ReadAllLines(Path.Combine(sandbox.Root, ".git", "info", "attributes")), "definitions/**/*.json merge=hrcollab");
        Assert.Equal(0, Run(sandbox, "install", "pre-commit", "--folder", sandbox.Definitions).Code);
        var hook = Path.Combine(sandbox.Root, ".git", "hooks", "pre-commit");
        Assert.Contains("hrcollab.dll\" $verb \"$staged/definitions\"", File.ReadAllText(hook));
        File.WriteAllText(hook, "#!/bin/sh\ntrue\n");
        Assert.Equal(1, Run(sandbox, "install", "pre-commit", "--folder", sandbox.Definitions).Code);
        Assert.Equal("#!/bin/sh\ntrue\n", File.ReadAllText(hook));
    }

    [Fact]
    public void PublishToNobody_IsRefusedWithTheReason()
    {
        using var sandbox = Sandbox.Shipped();
        var (code, text) = Run(sandbox, "publish", "HEAD", "--host", "http://127.0.0.1:9", "--token", "x", "--lang", "zh");
        Assert.Equal(1, code);
        Assert.Contains("连不上主机", text);
        Assert.Equal("", sandbox.Git("tag"));
    }

    /// <summary>S10: the standard as a document to be signed, with version and approver; the same definitions give the same bytes.</summary>
    [Theory]
    [InlineData("zh", "版本", "字段", "批准", "人力资源负责人", "身份信息|员工关系|identity.idNumber|证件号码|文本|—|模式 [0-9A-Z()/.]{5,30}|最多 30 字|敏感|签订劳动合同、参加社会保险、申报个人所得税|PIPL 13(2), 13(3), 28; 劳动合同法 17|P2Y after employment.leaveDate|有效身份证件|")]
    [InlineData("en", "Version", "Fields", "Approved by", "Head of HR", "Identity|Employee relations|identity.idNumber|ID number|text|—|pattern [0-9A-Z()/.]{5,30}|at most 30 characters|sensitive|Labour contract, social insurance, income tax filing|PIPL 13(2), 13(3), 28; 劳动合同法 17|P2Y after employment.leaveDate|Identity document|")]
    public void S10_Standard_IsExportedForSignOff(string language, string versions, string fields, string approved, string duty, string row)
    {
        using var sandbox = Sandbox.Shipped();
        var file = Path.Combine(sandbox.Root, "person.xlsx");
        Assert.Equal(0, Run(sandbox, "export", "standards/person", file, "--lang", language).Code);
        var sheets = XlsxReader.Read(File.ReadAllBytes(file)).ToDictionary(s => s.Key, s => s.Value.GroupBy(c => c.Key.Row).OrderBy(r => r.Key).Select(r => string.Join('|', r.OrderBy(c => c.Key.Column).Select(c => c.Value.Text))).ToList());
        Assert.Contains($"{approved}|{duty}", sheets[versions]);
        Assert.Contains(sheets[versions], r => r.EndsWith($" · git {sandbox.Git("rev-parse", "HEAD")[..12]}", StringComparison.Ordinal));
        Assert.Single(sheets[fields], r => r.StartsWith(row, StringComparison.Ordinal));
        var first = File.ReadAllBytes(file);
        Assert.Equal(0, Run(sandbox, "export", "standards/person", file, "--lang", language).Code);
        Assert.Equal(first, File.ReadAllBytes(file));

        sandbox.Write("standards/position.standard.json", sandbox.Read("standards/position.standard.json").Replace("\"job-description\"", "\"job-descriptoin\""));
        var (code, text) = Run(sandbox, "export", "standards/person", file, "--lang", "en");
        Assert.Equal((1, true), (code, text.Contains("mend what check finds first", StringComparison.Ordinal)));
    }

    private static Sandbox Changed(string path, string old, string text)
    {
        var sandbox = Sandbox.Shipped();
        var now = sandbox.Read(path);
        var at = now.IndexOf(old, StringComparison.Ordinal);
        sandbox.Write(path, now[..at] + text + now[(at + old.Length)..]);
        sandbox.Commit("A change");
        return sandbox;
    }

    private static (int Code, string Text) Run(Sandbox sandbox, params string[] arguments)
    {
        using var output = new StringWriter();
        string[] all = arguments.Contains("--folder") || arguments[0] is "merge-driver" or "activate" ? arguments : [.. arguments, "--folder", sandbox.Definitions];
        return (Commands.Run(all, output, output), output.ToString());
    }
}
