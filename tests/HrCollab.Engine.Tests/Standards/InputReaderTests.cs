using System.Globalization;
using System.Text;
using System.Text.Json;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Tests.Standards;

/// <summary>What JSON says of a record does not hang on how its members are ordered, nested, named or escaped.</summary>
public sealed class InputReaderTests
{
    private static readonly CheckContext Context = new(new DateOnly(2026, 9, 18), (_, _) => null);

    private static readonly Standard Thing = TestSet.Sound([.. Firm.Standards, ("standards/thing.standard.json", """
        { "id": "thing", "title": { "zh": "物", "en": "Thing" }, "key": "one.no", "label": "one.no", "groups": [
          { "id": "one", "title": { "zh": "一", "en": "One" }, "owner": "hr-head", "fields": [
            { "id": "no", "title": { "zh": "编号", "en": "No." }, "type": "text", "format": "key", "required": true, "aliases": ["number"] },
            { "id": "same", "title": { "zh": "同名一", "en": "Same" }, "type": "integer", "aliases": ["first/count"] },
            { "id": "parts", "title": { "zh": "部分", "en": "Parts" }, "type": "codes", "codes": "duties" }] },
          { "id": "two", "title": { "zh": "二", "en": "Two" }, "owner": "hr-head", "fields": [
            { "id": "same", "title": { "zh": "同名二", "en": "Same" }, "type": "decimal" },
            { "id": "one", "title": { "zh": "又一", "en": "Another one" }, "type": "boolean" },
            { "id": "list", "title": { "zh": "行", "en": "Rows" }, "type": "rows", "fields": [{ "id": "a", "title": { "zh": "甲", "en": "A" }, "type": "text" }, { "id": "b", "title": { "zh": "乙", "en": "B" }, "type": "date" }] }] }] }
        """)]).Find<Standard>("thing")!;

    private static readonly (string Path, string Json, string[] Flat)[] Members =
    [
        ("one.no", "\"T1\"", ["one.no", "no", "number", "编号"]), ("one.same", "7", ["one.same", "first/count", "同名一"]), ("one.parts", """["payroll","hr-head"]""", ["parts", "部分"]),
        ("two.same", "\"2.50\"", ["two.same", "同名二"]), ("two.one", "true", ["two.one", "又一"]), ("two.list", """[{"a":"x","b":"2026-01-02"},{"b":null}]""", ["two.list", "list", "行"]),
    ];

    [Fact]
    public void GeneratedInputs_SayTheSame()
    {
        var random = new Random(20261128);
        for (var round = 0; round < 300; round++)
        {
            var left = Members.OrderBy(_ => random.Next()).ToList();
            var flat = left.Where(_ => random.Next(2) == 0).Select(m => $"{Name(m.Flat[random.Next(m.Flat.Length)])}:{Space()}{m.Json}").ToList();
            var nested = left.Where(m => !flat.Any(f => f.EndsWith(m.Json, StringComparison.Ordinal))).GroupBy(m => m.Path.Split('.')[0], StringComparer.Ordinal)
                .Select(g => $"{Name(g.Key)}: {{ {string.Join($",{Space()}", g.Select(m => $"{Name(random.Next(2) == 0 ? m.Path.Split('.')[1] : m.Flat[^1])}:{m.Json}"))} }}").ToList();
            var text = $"{{{string.Join(',', flat.Concat(nested).OrderBy(_ => random.Next()))},}}";
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var check = StandardCheck.New(Thing, json.RootElement, Context);
            Assert.True(check.Violations.IsEmpty, $"{text}: {string.Join(", ", check.Violations.Select(v => $"{v.Pointer} {v.Message.En}"))}");
            Assert.Equal("one.no=T1 one.same=7 one.parts=hr-head,payroll two.same=2.50 two.one=true two.list=[{\"a\":\"x\",\"b\":\"2026-01-02\"},{}]", string.Join(' ', check.Values.Present.Select(v => $"{v.Key}={v.Value}")));
        }

        string Space() => random.Next(3) switch { 0 => "", 1 => " \n", _ => "/* a comment */" };

        // any of its characters may be written by its number
        string Name(string name) => $"\"{string.Concat(name.Select(c => random.Next(4) == 0 ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : c.ToString()))}\"";
    }

    [Theory]
    [InlineData("""{ "one": { "no": "T1", "nope": 1, "same": [1], "parts": ["payroll", 3, ["x"]] } }""", "/one/nope HR-STD-115 | /one/same HR-STD-102 | /one/parts/1 HR-STD-102 | /one/parts/2 HR-STD-102")]
    [InlineData("""{ "no": "T1", "one": 5, "two": [], "a~b/c": { "deep": [{}] }, "same": 1 }""", "/one HR-STD-102 | /two HR-STD-115 | /a~0b~1c HR-STD-115 | /same HR-STD-115")]
    [InlineData("""{ "one": { "no": "T1", "number": "T2" }, "first\/count": { "x": 1 }, "one.same": 4 }""", "/one/number HR-STD-116 | /first~1count HR-STD-102 | /one.same HR-STD-116")]
    [InlineData("""{ "no": "T1", "list": [{ "a": 1, "c": { "d": 1 } }, [], { "a": "x", "甲": "y" }] }""", "/list/0/a HR-STD-102 | /list/0/c HR-STD-115 | /list/1 HR-STD-102 | /list/2/甲 HR-STD-116")]
    public void WhatCannotBeRead_IsToldAtItsPlace_AndTheRestIsRead(string text, string found)
    {
        using var json = JsonDocument.Parse(Encoding.UTF8.GetBytes(text));
        var check = StandardCheck.New(Thing, json.RootElement, Context);
        Assert.Equal(found, string.Join(" | ", check.Violations.Select(v => $"{v.Pointer} {v.Code}")));
        Assert.Equal("T1", check.Values["one.no"].ToString());
    }
}
