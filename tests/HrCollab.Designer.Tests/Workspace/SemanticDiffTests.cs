using System.Collections.Immutable;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Workspace;
using HrCollab.Workspace.Differences;

namespace HrCollab.Designer.Tests.Workspace;

/// <summary>X9: what changed, in one sentence per change.</summary>
public sealed class SemanticDiffTests
{
    private const string Matrix = "responsibilities/transfer.responsibilities.json";
    private const string Permissions = "permissions/person.permissions.json";

    [Fact]
    public void X9_ChangedCell_IsOneSentenceInEachLanguage()
    {
        var change = Assert.Single(Between(Matrix, "\"deadline\": \"2 wd\"", "\"deadline\": \"3 wd\"").Changes);
        Assert.Equal("责任矩阵“调岗责任矩阵”:责任行“调出部门确认”的完成时限由 2 个工作日 改为 3 个工作日。", change.Sentence.Zh);
        Assert.Equal("Responsibility matrix 'Responsibilities of a transfer': row 'Release', Deadline changed from 2 working days to 3 working days.", change.Sentence.En);
        Assert.Equal("/rows/0/deadline", change.Pointer);
    }

    [Theory]
    [InlineData("""{"a":1}""", """{ "a": 1 }""")]
    [InlineData("""{"id":"x","title":{"zh":"一","en":"1"}}""", """{"title":{"en":"1","zh":"一"},"id":"x"}""")]
    [InlineData("""{"id":"x","rows":[{"id":"a","n":1},{"id":"b","n":2}]}""", """{"id":"x","rows":[{"id":"b","n":2},{"n":1,"id":"a"}]}""")]
    public void X9_OrderAndLayout_AreNoChange(string before, string after) => Assert.True(SemanticDiff.Of([File(Matrix, before)], [File(Matrix, after)]).IsEmpty);

    [Fact]
    public void OrderOfSteps_IsAChange()
    {
        var diff = SemanticDiff.Of(
            [File("workflows/x.workflow.json", """{"id":"x","steps":[{"id":"a"},{"id":"b"}]}""")],
            [File("workflows/x.workflow.json", """{"id":"x","steps":[{"id":"b"},{"id":"a"}]}""")]);
        Assert.Contains("顺序改为 b、a", Assert.Single(diff.Changes).Sentence.Zh);
    }

    [Fact]
    public void X9_CellOfATable_IsNamedByItsColumn()
    {
        const string Table = """{"id":"p","title":{"zh":"试用期","en":"Probation"},"subject":"person","table":{"hitPolicy":"UNIQUE","inputs":[{"id":"term","read":"contract.kind"}],"outputs":[{"id":"months","type":"integer","title":{"zh":"上限(月)","en":"Longest"}}],"rows":[{"id":"mid","when":["< 3"],"then":[2]},{"id":"long","when":[">= 3"],"then":[6]}]}}""";
        var standard = new DefinitionFile("standards/person.standard.json", File("x", HrCollab.Tests.Repository.Read("definitions/standards/person.standard.json")).Utf8);
        string[] Say(string old, string text) => [.. SemanticDiff.Of([standard, File("rules/p.rules.json", Table)], [standard, File("rules/p.rules.json", Table.Replace(old, text))]).Changes.Select(c => $"{c.Sentence.Zh} {c.Pointer}")];

        Assert.Equal(["规则“试用期”:行“mid”的上限(月)由 2 改为 3。 /table/rows/0/then/0"], Say("\"then\":[2]", "\"then\":[3]"));
        Assert.Equal(["规则“试用期”:行“mid”的合同期限类型由 < 3 改为 <= 3。 /table/rows/0/when/0"], Say("\"< 3\"", "\"<= 3\""));
        Assert.Equal(["规则“试用期”:删除行“mid” (< 3 → 2)。 /table/rows"], Say("{\"id\":\"mid\",\"when\":[\"< 3\"],\"then\":[2]},", ""));
    }

    /// <summary>X9: what lets somebody see more stands first, with how many people it concerns.</summary>
    [Fact]
    public void X9_WiderPermission_StandsFirstWithTheNumberOfPeople()
    {
        using var sandbox = Sandbox.Shipped();
        var before = sandbox.Files("main");
        var after = Replaced(before, Permissions, "\"pay.baseSalary\": \"m\"", "\"pay.baseSalary\": \"r\"", first: true);
        after = Replaced([.. after], Matrix, "\"2 wd\"", "\"3 wd\"");
        var diff = SemanticDiff.Of(before, [.. after], ExampleCompany.Organization);
        var first = diff.Changes[0];
        Assert.Equal(ChangeWeight.Widening, first.Weight);
        Assert.True(first.Sensitive);
        Assert.True(first.People > 0);
        Assert.StartsWith("“直属上级”现在可以查看:", first.Sentence.Zh);
        Assert.Contains("(敏感)", first.Sentence.Zh);
        Assert.Equal(Permissions, first.File);
        Assert.EndsWith("/allow/pay.baseSalary", first.Pointer);
        Assert.Contains(diff.Changes, c => c.File == Matrix);
        Assert.DoesNotContain(diff.Changes, c => c.Sentence.Zh.Contains("权限矩阵”:"));
        var manifest = DefinitionCompiler.Compile(before).Set!.Manifest;
        Assert.Contains(diff.Access.First(a => a.Sensitive).GroupOwner!, HrCollab.Workspace.Reviews.ReviewDesk.Needed(manifest, [Permissions], diff.Access));
    }

    /// <summary>X9, X10: what a role no longer forbids lets those do it who have it by another role; it is no smaller a widening than a grant.</summary>
    [Fact]
    public void X9_ARemovedDenial_IsAWideningWithThePeopleItFrees()
    {
        using var sandbox = Sandbox.Shipped();
        var before = sandbox.Files("main");
        var diff = SemanticDiff.Of(before, [.. Replaced(before, Permissions, "        \"family\": \"!u\",\n", "")], ExampleCompany.Organization);
        var first = diff.Changes[0];
        Assert.Equal(ChangeWeight.Widening, first.Weight);
        Assert.StartsWith("“审计员”不再禁止修改:", first.Sentence.Zh);
        Assert.StartsWith("'Auditor' no longer forbids to update: ", first.Sentence.En);
        Assert.True(first.People > 0);
        Assert.All(diff.Access, a => Assert.True(a is { Gained: true, Forbids: true, Operation: FieldOperations.Update }));
    }

    [Fact]
    public void X9_ARemovedDenialOfSensitiveData_AsksItsOwner()
    {
        using var sandbox = Sandbox.Shipped();
        var shipped = sandbox.Files("main");
        var before = Replaced(shipped, Permissions, "\"pay\": \"!u\"", "\"pay\": \"!u!r\"").ToImmutableArray();
        var diff = SemanticDiff.Of(before, [.. shipped], ExampleCompany.Organization);
        Assert.True(diff.Changes[0].Sensitive);
        Assert.Contains("payroll", HrCollab.Workspace.Reviews.ReviewDesk.Needed(DefinitionCompiler.Compile(shipped).Set!.Manifest, [], diff.Access));
    }

    /// <summary>Who makes a field less sensitive, or gives its group to somebody else, in the same draft does not get round whoever answers for it.</summary>
    [Theory]
    [InlineData("\"sensitivity\": \"sensitive\"", "\"sensitivity\": \"internal\"")]
    [InlineData("\"owner\": \"payroll\"", "\"owner\": \"it-ops\"")]
    public void X9_AFieldThatWasSensitive_NeedsItsOwnerOfBefore(string old, string text)
    {
        const string Standard = "standards/person.standard.json";
        using var sandbox = Sandbox.Shipped();
        var before = sandbox.Files("main");
        var owner = DefinitionCompiler.Compile(before).Set!.All<PermissionMatrix>().Single(m => m.Standard.Id == "person").Standard.Definition.Groups.Single(g => g.Id == "pay").Owner;
        var after = Replaced(Replaced(before, Permissions, "\"pay.baseSalary\": \"m\"", "\"pay.baseSalary\": \"r\"", first: true), Standard, old, text);
        var diff = SemanticDiff.Of(before, [.. after], ExampleCompany.Organization);
        var salary = diff.Access.Single(a => a is { Field: "pay.baseSalary", Operation: FieldOperations.Read, Gained: true });
        Assert.True(salary.Sensitive);
        Assert.Equal(owner, salary.GroupOwner);
        Assert.Contains(owner, HrCollab.Workspace.Reviews.ReviewDesk.Needed(DefinitionCompiler.Compile(before).Set!.Manifest, [], diff.Access));
    }

    /// <summary>X10: the difference agrees with asking for everybody, towards every record, under both sets.</summary>
    [Theory]
    [InlineData("\"pay.baseSalary\": \"m\"", "\"pay.baseSalary\": \"r\"")]
    [InlineData("\"duty\": \"head\", \"scope\": \"subtree\"", "\"duty\": \"head\", \"scope\": \"department\"")]
    [InlineData("\"identity\": \"m\"", "\"identity\": \"!r\"")]
    [InlineData("\"duty\": \"payroll\", \"scope\": \"all\"", "\"duty\": \"payroll\", \"scope\": \"all\", \"until\": \"2026-08-31\"")]
    [InlineData("\"relation\": \"self\"", "\"relation\": \"anyone\"")]
    [InlineData("\"family\": \"!u\"", "\"family\": \"r\"")]
    [InlineData("        \"family\": \"!u\",\n", "")]
    public void X10_AccessDifference_AgreesWithBruteForce(string old, string text)
    {
        using var sandbox = Sandbox.Shipped();
        var files = sandbox.Files("main");
        var (a, b) = (Set(files), Set([.. Replaced(files, Permissions, old, text)]));
        var organization = ExampleCompany.Organization(b);
        var diff = AccessDiff.Of(a, b, organization);
        Assert.NotEmpty(diff.Effective);

        var brute = new HashSet<EffectiveChange>();
        foreach (var (was, now) in a.All<PermissionMatrix>().Zip(b.All<PermissionMatrix>()))
            foreach (var caller in organization.People)
                foreach (var (subject, place) in AccessDiff.Subjects(was.Standard.Id, organization))
                {
                    var (x, y) = (was.For(caller, place, organization), now.For(caller, place, organization));
                    foreach (var (i, seat) in was.Standard.Seats.Index())
                        foreach (var operation in new[] { FieldOperations.Read, FieldOperations.Masked, FieldOperations.Update, FieldOperations.Fill, FieldOperations.Export })
                        {
                            var (had, has) = (x.Fields[i].HasFlag(operation), y.Fields[i].HasFlag(operation));
                            if (had != has) brute.Add(new EffectiveChange(was.Standard.Id, caller.Id, subject, seat.Path, operation, has));
                        }
                }

        Assert.Equal(brute.Count, diff.Effective.Length);
        Assert.True(brute.SetEquals(diff.Effective));
        var cells = diff.Changes.Select(c => (c.Standard, c.Field, c.Operation)).ToHashSet();
        Assert.All(brute.Where(e => e.Gained), e => Assert.Contains((e.Standard, e.Field, e.Operation), cells));
    }

    private static DefinitionDiff Between(string path, string old, string text)
    {
        using var sandbox = Sandbox.Shipped();
        var before = sandbox.Files("main");
        return SemanticDiff.Of(before, [.. Replaced(before, path, old, text, first: true)]);
    }

    private static DefinitionSet Set(IEnumerable<DefinitionFile> files) =>
        DefinitionCompiler.Compile(files) is { Set: { } set } ? set : throw new InvalidOperationException("The files do not compile.");

    private static IEnumerable<DefinitionFile> Replaced(IEnumerable<DefinitionFile> files, string path, string old, string text, bool first = false) => files.Select(f =>
    {
        if (f.Path != path) return f;
        var now = System.Text.Encoding.UTF8.GetString(f.Utf8.Span);
        Assert.Contains(old, now);
        var at = now.IndexOf(old, StringComparison.Ordinal);
        return File(path, first ? now[..at] + text + now[(at + old.Length)..] : now.Replace(old, text));
    });

    private static DefinitionFile File(string path, string text) => new(path, System.Text.Encoding.UTF8.GetBytes(text));
}
