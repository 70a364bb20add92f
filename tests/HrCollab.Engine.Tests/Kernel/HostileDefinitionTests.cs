using System.Text;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Tests.Kernel;

/// <summary>Broken and malicious definition files: each is a finding with code, file, place and help in both languages, never an exception.</summary>
public sealed class HostileDefinitionTests
{
    private const string Path = "codeLists/x.codeList.json";

    private static readonly string Sound = List("x");

    [Fact]
    public void BrokenJson_IsFoundOnItsLine() =>
        Found("HR-DEF-001", "", 3, "Not valid JSON", "{\n  \"id\": \"x\",\n  \"title\": ,\n}");

    [Fact]
    public void EmptyFile_IsNotJson() => Found("HR-DEF-001", "", 1, "Not valid JSON", "");

    [Fact]
    public void BytesThatAreNotUtf8_AreNotJson() =>
        Check(Compile(new DefinitionFile(Path, new byte[] { (byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)':', (byte)'1', (byte)'}' })), "HR-DEF-001", Path, "", 1, "Not valid JSON");

    [Theory]
    [InlineData("\"x\"")]
    [InlineData("\"List\"")]
    [InlineData("\"values\"")]
    public void HalfASurrogatePair_IsNoText(string replaced) =>
        Assert.Equal("HR-DEF-001", Only(Compile(File(Sound.Replace(replaced, "\"\\ud800\"", StringComparison.Ordinal)))).Code);

    [Theory]
    [InlineData("{ // comment\n}")]
    [InlineData("{ \"id\": \"x\", }")]
    [InlineData("{ \"id\": NaN }")]
    [InlineData("{} {}")]
    public void WhatJsonDoesNotAllow_IsRefused(string text) => Assert.Equal("HR-DEF-001", Only(Compile(File(text))).Code);

    [Fact]
    public void MisspeltMember_IsNamedWithWhatWasMeant()
    {
        var found = Found("HR-DEF-002", "/titel", 2, "Unknown member 'titel'. Did you mean 'title'?", Sound.Replace("\"status\"", "\n\"titel\": {},\n\"status\"", StringComparison.Ordinal));
        Assert.Contains("不认识的成员“titel”。 是否想写“title”?", found.Message.Zh);
    }

    [Fact]
    public void DuplicateMember_IsFound() => Found("HR-DEF-003", "/status", 1, "Member 'status' is written twice.", Sound.Replace("\"values\"", "\"status\": \"company\", \"values\"", StringComparison.Ordinal));

    [Fact]
    public void WrongType_SaysWhatIsExpectedAndWhatIsThere()
    {
        var found = Found("HR-DEF-004", "/values", 1, "Expected an array here, found \"none\".", List("x", "\"none\""));
        Assert.Equal("这里应为数组,实际是\"none\"。", found.Message.Zh);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"x\"")]
    public void FileThatIsNoObject_IsOfTheWrongType(string text) => Assert.Equal("HR-DEF-004", Only(Compile(File(text))).Code);

    [Fact]
    public void MissingMember_IsNamed() => Found("HR-DEF-005", "", 1, "The required member 'source' is missing.", """{ "id": "x", "title": { "zh": "表", "en": "List" }, "status": "company" }""");

    [Fact]
    public void FileOfTenMegabytes_IsRefusedUnread() =>
        Found("HR-DEF-006", "", 1, "the limit is 2097152", "{ \"id\": \"" + new string('x', 10 * 1024 * 1024) + "\" }");

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public void TenThousandLevels_AreRefused(string open, string close)
    {
        var text = new StringBuilder("{ \"id\": ").Insert(8, open, 10_000).Append('1');
        for (var i = 0; i < 10_000; i++) text.Append(close);
        Found("HR-DEF-007", "", 1, "Nested deeper than 64 levels.", text.Append('}').ToString());
    }

    [Fact]
    public void CycleOfReferences_IsShownAsAPath()
    {
        var result = TestSet.Compile(
            ("codeLists/a.codeList.json", List("a", extends: "b")), ("codeLists/b.codeList.json", List("b", extends: "c")), ("codeLists/c.codeList.json", List("c", extends: "a")));
        Check(result, "HR-DEF-008", "codeLists/c.codeList.json", "/extends", 1, "Cyclic reference: a → b → c → a.");
    }

    [Fact]
    public void TwoCycles_AreBothFound()
    {
        var result = TestSet.Compile([.. new[] { ("a", "b"), ("b", "a"), ("c", "d"), ("d", "c"), ("e", "a") }.Select(l => ($"codeLists/{l.Item1}.codeList.json", List(l.Item1, extends: l.Item2)))]);
        Assert.Equal(["codeLists/b.codeList.json", "codeLists/d.codeList.json"], result.Diagnostics.Where(d => d.Code == "HR-DEF-008").Select(d => d.File));
    }

    [Fact]
    public void SelfReference_IsACycle() => Found("HR-DEF-008", "/extends", 1, "Cyclic reference: x → x.", List("x", extends: "x"));

    [Fact]
    public void SameIdInTwoFiles_NamesBoth()
    {
        var findings = TestSet.Compile((Path, Sound), ("codeLists/y.codeList.json", Sound)).Diagnostics;
        var duplicate = Assert.Single(findings, d => d.Code == "HR-DEF-009");
        Assert.Equal(("codeLists/y.codeList.json", "/id", 1), (duplicate.File, duplicate.Path, duplicate.Line));
        Assert.Contains("'x' is already defined in codeLists/x.codeList.json", duplicate.Message.En);
        Assert.Contains(findings, d => d.Code == "HR-DEF-010" && d.File == "codeLists/y.codeList.json");
    }

    [Fact]
    public void SamePathTwice_IsFound() =>
        Assert.Contains(TestSet.Compile((Path, Sound), (Path, Sound)).Diagnostics, d => d is { Code: "HR-DEF-009", Severity: Severity.Error });

    [Fact]
    public void IdThatIsNotTheFileName_SaysWhatTheFileShouldBeCalled() => Found("HR-DEF-010", "/id", 1, "expected codeLists/y.codeList.json", List("y"));

    [Theory]
    [InlineData("1x")]
    [InlineData("../x")]
    [InlineData("")]
    [InlineData("甲")]
    public void IdThatIsNoWord_IsRefused(string id) => Assert.Contains(Compile(File(List(id))).Diagnostics, d => d.Code == "HR-DEF-011");

    [Fact]
    public void UnknownReference_IsNamedWithWhatWasMeant()
    {
        var result = TestSet.Compile((Path, List("x", extends: "colour")), ("codeLists/colours.codeList.json", List("colours")));
        var found = Check(result, "HR-DEF-012", Path, "/extends", 1, "There is no code list 'colour'. Did you mean 'colours'?");
        Assert.Contains("找不到代码表“colour”。 是否想写“colours”?", found.Message.Zh);
    }

    [Theory]
    [InlineData("codeLists/x.json")]
    [InlineData("codelists/x.codeList.json")]
    [InlineData("notes.json")]
    [InlineData("../manifest.json")]
    public void FileOfNoKind_IsFound(string path) => Check(TestSet.Compile((path, "{}")), "HR-DEF-013", path, "", 1, "Unknown file.");

    [Fact]
    public void MoreFilesThanAllowed_AreRefused()
    {
        var result = TestSet.Compile([.. Enumerable.Range(0, Limits.DefinitionFiles).Select(i => ($"codeLists/l{i}.codeList.json", "{}"))]);
        Assert.Equal("HR-DEF-014", Only(result).Code);
    }

    [Fact]
    public void TextWithoutItsEnglish_IsFound() => Found("HR-DEF-016", "/title", 1, "The en text is missing.", Sound.Replace("\"List\"", "\" \"", StringComparison.Ordinal));

    [Fact]
    public void FolderWithoutManifest_SaysSo() => Check(DefinitionCompiler.Compile([File(Sound)]), "HR-DEF-017", "manifest.json", "", 1, "manifest.json is missing.");

    [Fact]
    public void NoFilesAtAll_SaysSo() => Check(DefinitionCompiler.Compile([]), "HR-DEF-017", "manifest.json", "", 1, "manifest.json is missing.");

    [Fact]
    public void UnknownTimeZone_IsFound() => Check(
        DefinitionCompiler.Compile([new DefinitionFile("manifest.json", """
            { "company": { "zh": "示例", "en": "Example" }, "formatVersion": 1,
              "timeZone": "Asia/Nowhere", "calendar": "cn", "alertDuty": "hr-head" }
            """u8.ToArray())]), "HR-DEF-012", "manifest.json", "/timeZone", 2, "There is no time zone 'Asia/Nowhere'.");

    [Fact]
    public void IgnoredPropertyOfTheModel_IsNoMember() => Assert.Contains(
        DefinitionCompiler.Compile([new DefinitionFile("manifest.json", """
            { "company": { "zh": "示例", "en": "Example" }, "formatVersion": 1, "timeZone": "Asia/Shanghai", "calendar": "cn", "alertDuty": "hr-head", "zone": 1 }
            """u8.ToArray())]).Diagnostics, d => d is { Code: "HR-DEF-002", Path: "/zone" });

    [Fact]
    public void ByteOrderMark_IsRead() => Assert.NotNull(Compile(File("\uFEFF" + Sound)).Set);

    [Fact]
    public void SeveralMistakes_AreAllReportedAtOnce()
    {
        var result = TestSet.Compile(
            (Path, List("x", """[{ "code": "1", "title": { "zh": "甲", "en": "A" }, "colour": 1 }, { "code": 2, "title": { "zh": "乙" } }]""")),
            ("codeLists/y.codeList.json", List("y", extends: "missing")), ("codeLists/z.codeList.json", "{"), ("notes.json", "{}"));
        Assert.Null(result.Set);
        Assert.Equal(
            ["HR-DEF-001 codeLists/z.codeList.json#", "HR-DEF-002 codeLists/x.codeList.json#/values/0/colour", "HR-DEF-004 codeLists/x.codeList.json#/values/1/code",
             "HR-DEF-005 codeLists/x.codeList.json#/values/1/title", "HR-DEF-012 codeLists/y.codeList.json#/extends", "HR-DEF-013 notes.json#"],
            result.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => $"{d.Code} {d.File}#{d.Path}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ThousandsOfMistakes_AreCutAtTheLimit()
    {
        var values = "[" + string.Join(",", Enumerable.Repeat("""{ "x": 1 }""", 2_000)) + "]";
        var result = Compile(File(List("x", values)));
        Assert.Null(result.Set);
        Assert.Equal(Limits.Diagnostics, result.Diagnostics.Length);
    }

    private static string List(string id, string values = """[{ "code": "1", "title": { "zh": "甲", "en": "A" } }]""", string? extends = null) => $$"""
        { "id": "{{id}}", "title": { "zh": "表", "en": "List" }, "status": "company", "source": { "title": { "zh": "来源", "en": "Source" } }, {{(extends is null ? "" : $"\"extends\": \"{extends}\", ")}}"values": {{values}} }
        """;

    private static DefinitionFile File(string text) => new(Path, Encoding.UTF8.GetBytes(text));

    private static CompileResult Compile(DefinitionFile file) => TestSet.Compile([file]);

    private static Diagnostic Found(string code, string pointer, int line, string words, string text) => Check(Compile(File(text)), code, Path, pointer, line, words);

    private static Diagnostic Only(CompileResult result)
    {
        Assert.Null(result.Set);
        return Assert.Single(result.Diagnostics, d => d.Severity == Severity.Error);
    }

    private static Diagnostic Check(CompileResult result, string code, string file, string pointer, int line, string words)
    {
        var found = Only(result);
        Assert.Equal((code, file, pointer, line), (found.Code, found.File, found.Path, found.Line));
        Assert.Contains(words, found.Message.En);
        Assert.All([found.Message, found.Help], text => Assert.True(text.Zh.Any(c => c >= 0x4E00) && text.En.Length > 5 && text.Zh != text.En, text.ToString()));
        return found;
    }
}
