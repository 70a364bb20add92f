using System.Text;
using HrCollab.Engine.Standards.Schemas;

namespace HrCollab.Engine.Tests.Standards.Schemas;

/// <summary>What is refused whatever the schema says, how findings are pointed at, and what a check costs.</summary>
public sealed class InstanceTests
{
    private const string Order = """
        {"type":"object","required":["no","lines"],"additionalProperties":false,"properties":{
          "no":{"type":"string","pattern":"^O-\\d{4}$"},"day":{"type":"string","format":"date"},"sum":{"type":"number","multipleOf":0.01},"note":{"type":"string","maxLength":20,"minCharacters":1},
          "who":{"anyOf":[{"type":"string","format":"idcard"},{"type":"null"}]},
          "lines":{"type":"array","minItems":1,"items":{"type":"object","required":["a/b"],"properties":{"a/b":{"enum":["x","y"]},"n":{"type":"integer","minimum":1}},"unevaluatedProperties":false}}}}
        """;

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("1 2")]
    [InlineData("{} x")]
    [InlineData("// note\n1")]
    [InlineData("[1,]")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("01")]
    [InlineData("'a'")]
    [InlineData("\uFEFF1")]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"\\udc00\":1}")]
    [InlineData("{\"a\":{\"b\":[\"\\ud800x\"]}}")]
    public void BrokenText_IsRefused(string instance)
    {
        foreach (var schema in new[] { "true", """{"not":{"type":"object"}}""", """{"properties":{"a":{"type":"object"}}}""" })
            Assert.Equal("HR-SCH-101", Plans.Check(schema, instance)[^1].Code);
    }

    [Fact]
    public void BytesThatAreNoUtf8_AreRefused() => Assert.Equal("HR-SCH-101", Assert.Single(Plans.Of("true").Check([(byte)'"', 0xC3, 0x28, (byte)'"'], Plans.Today)).Code);

    [Theory]
    [InlineData("true", """{"a":1,"a":2}""", "/a")]
    [InlineData("true", """{"a":1,"\u0061":2}""", "/a")]
    [InlineData("true", """[{"x":{"b":{},"c":1,"b":[]}}]""", "/0/x/b")]
    [InlineData("""{"properties":{"a":true}}""", """{"a":1,"b":2,"a":1}""", "/a")]
    [InlineData("""{"properties":{"a":{"type":"object"}}}""", """{"a":{"x":1,"y":2,"x":1}}""", "/a/x")]
    [InlineData("""{"patternProperties":{"^a":{"type":"integer"}}}""", """{"ab":1,"ab":2}""", "/ab")]
    [InlineData("""{"items":{"anyOf":[{"type":"object"}]}}""", """[{"x":1,"x":2}]""", "/0/x")]
    [InlineData("""{"type":"object"}""", """{"a1":1,"a2":1,"a3":1,"a4":1,"a5":1,"a6":1,"a7":1,"a8":1,"a9":1,"b1":1,"b2":1,"b3":1,"b4":1,"b5":1,"b6":1,"b7":1,"b8":1,"b9":1,"a7":2}""", "/a7")]
    public void MemberGivenTwice_IsRefused(string schema, string instance, string pointer)
    {
        var violation = Assert.Single(Plans.Check(schema, instance));
        Assert.Equal(("HR-SCH-102", pointer), (violation.Code, violation.Pointer));
    }

    [Theory]
    [InlineData("123456789012345678901234567890")]
    [InlineData("1e400")]
    [InlineData("0.00000000000000000000000000001")]
    [InlineData("1e-99999999999999999999")]
    [InlineData("[{\"a\":1e29}]")]
    public void NumberThatDecimalCannotHold_IsRefused(string instance)
    {
        Assert.Equal("HR-SCH-104", Assert.Single(Plans.Check("true", instance)).Code);
        Assert.Equal("HR-SCH-104", Assert.Single(Plans.Check("""{"not":{"type":"null"}}""", instance)).Code);
    }

    [Fact]
    public void TooMuch_IsRefused()
    {
        Assert.Equal("HR-SCH-103", Refusal(new string('[', 100) + new string(']', 100)));
        Assert.Equal("HR-SCH-103", Refusal($"[{string.Join(',', Enumerable.Repeat("1", SchemaLimits.Elements + 1))}]"));
        Assert.Equal("HR-SCH-103", Refusal($$"""{{{string.Join(',', Enumerable.Range(0, SchemaLimits.Elements + 1).Select(i => $"\"{i}\":1"))}}}"""));
        Assert.Equal("HR-SCH-103", Refusal($"\"{new string('a', SchemaLimits.InstanceBytes)}\""));
        Assert.Equal("HR-SCH-103", Assert.Single(Plans.Check("""{"format":"email"}""", $"\"{new string('a', 100_000)}\"")).Code);

        static string Refusal(string instance) => Assert.Single(Plans.Check("true", instance)).Code;
    }

    /// <summary>Each level applies the schema twice to the level below: 2^60 visits if nobody counted.</summary>
    [Fact]
    public void SchemaThatMultipliesVisits_IsStopped()
    {
        const string Schema = """{"properties":{"a":{"allOf":[{"$ref":"#"},{"$ref":"#"}]}}}""";
        var deep = string.Concat(Enumerable.Repeat("""{"a":""", 60)) + "1" + new string('}', 60);
        Assert.Equal("HR-SCH-103", Plans.Check(Schema, deep)[^1].Code);
    }

    [Fact]
    public void Findings_ComeAllAtOnceWithPointersAndBothLanguages()
    {
        var found = Plans.Check(Order, """{"no":"O-1","day":"2026-02-30","sum":1.005,"lines":[{"a/b":"x"},{"n":0,"z":1},{"a/b":"w"},7],"extra":{},"note":""}""");
        Assert.Equal(
            [
                "/no HR-SCH-115", "/day HR-SCH-116", "/sum HR-SCH-112", "/lines/1/a~1b HR-SCH-118", "/lines/1/n HR-SCH-108", "/lines/1/z HR-SCH-120", "/lines/2/a~1b HR-SCH-106",
                "/lines/3 HR-SCH-105", "/extra HR-SCH-120", "/note HR-SCH-113",
            ],
            found.Select(v => $"{v.Pointer} {v.Code}"));
        Assert.Equal("x、y", found.Single(v => v.Code == "HR-SCH-106").Accepted!.Zh);
        Assert.Equal(("应为对象。", "Must be an object."), (found[7].Message.Zh, found[7].Message.En));
        Assert.All(found, v => Assert.False(v.Warning));
    }

    [Fact]
    public void Findings_NeverRepeatTheValue() => Assert.All(
        Plans.Check("""{"properties":{"a":{"type":"integer"},"b":{"enum":["x"]},"c":{"pattern":"^x$"},"d":{"format":"idcard"},"e":{"maxLength":1}}}""", """{"a":"SECRET","b":"SECRET","c":"SECRET","d":"SECRET","e":"SECRET"}"""),
        v => Assert.DoesNotContain("SECRET", v.ToString(), StringComparison.Ordinal));

    [Fact]
    public void ValidValue_CostsNoAllocation()
    {
        var plan = Plans.Of(Order);
        var value = Encoding.UTF8.GetBytes("""{"no":"O-0001","day":"2026-02-28","sum":19.99,"note":"加急\u0021","who":"11010519491231002X","lines":[{"a/b":"x","n":3},{"a/b":"y"}]}""");
        for (var i = 0; i < 100; i++) Assert.True(plan.IsValid(value, Plans.Today));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) plan.Check(value, Plans.Today);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task OnePlan_ServesManyThreads()
    {
        var plan = Plans.Of(Order);
        var good = Encoding.UTF8.GetBytes("""{"no":"O-0001","lines":[{"a/b":"x"}]}""");
        var bad = Encoding.UTF8.GetBytes("""{"no":"O-0001","lines":[{"a/b":"q"}]}""");
        await Parallel.ForAsync(0, 2000, (i, _) =>
        {
            Assert.Equal(i % 2 == 0, plan.IsValid(i % 2 == 0 ? good : bad, Plans.Today));
            return ValueTask.CompletedTask;
        });
    }
}
