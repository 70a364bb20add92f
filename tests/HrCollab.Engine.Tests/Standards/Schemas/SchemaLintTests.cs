using System.Text;
using HrCollab.Engine.Standards.Schemas;

namespace HrCollab.Engine.Tests.Standards.Schemas;

/// <summary>A keyword is enforced, or its schema is refused with a finding that says what to write.</summary>
public sealed class SchemaLintTests
{
    [Theory]
    [InlineData("""{"minLenght":2}""", "HR-SCH-001", "/minLenght")]
    [InlineData("""{"properties":{"a":{"x-note":1}}}""", "HR-SCH-001", "/properties/a/x-note")]
    [InlineData("""{"dependencies":{"a":["b"]}}""", "HR-SCH-002", "/dependencies")]
    [InlineData("""{"$dynamicRef":"#a"}""", "HR-SCH-002", "/$dynamicRef")]
    [InlineData("""{"$recursiveRef":"#"}""", "HR-SCH-002", "/$recursiveRef")]
    [InlineData("""{"additionalItems":false}""", "HR-SCH-002", "/additionalItems")]
    [InlineData("""{"contentEncoding":"base64"}""", "HR-SCH-002", "/contentEncoding")]
    [InlineData("""{"nullable":true}""", "HR-SCH-002", "/nullable")]
    [InlineData("""{"properties":{"a":{"$id":"http://example.com/a"}}}""", "HR-SCH-002", "/properties/a/$id")]
    [InlineData("""{"enum":[]}""", "HR-SCH-003", "/enum")]
    [InlineData("""{"enum":[1e99]}""", "HR-SCH-003", "/enum/0")]
    [InlineData("""{"items":[{"type":"string"}]}""", "HR-SCH-014", "/items")]
    [InlineData("""{"required":"a"}""", "HR-SCH-003", "/required")]
    [InlineData("""{"required":["a","a"]}""", "HR-SCH-003", "/required")]
    [InlineData("""{"properties":{"a":{"required":true}}}""", "HR-SCH-003", "/properties/a/required")]
    [InlineData("""{"exclusiveMinimum":true}""", "HR-SCH-003", "/exclusiveMinimum")]
    [InlineData("""{"minimum":"1"}""", "HR-SCH-003", "/minimum")]
    [InlineData("""{"minimum":1e400}""", "HR-SCH-003", "/minimum")]
    [InlineData("""{"exclusiveMaximum":0.1234567890123456789012345678}""", "HR-SCH-015", "/exclusiveMaximum")]
    [InlineData("""{"multipleOf":0}""", "HR-SCH-003", "/multipleOf")]
    [InlineData("""{"minLength":-1}""", "HR-SCH-003", "/minLength")]
    [InlineData("""{"maxItems":1.5}""", "HR-SCH-003", "/maxItems")]
    [InlineData("""{"maxItems":3000000000}""", "HR-SCH-003", "/maxItems")]
    [InlineData("""{"uniqueItems":"yes"}""", "HR-SCH-003", "/uniqueItems")]
    [InlineData("""{"allOf":[]}""", "HR-SCH-003", "/allOf")]
    [InlineData("""{"anyOf":{}}""", "HR-SCH-003", "/anyOf")]
    [InlineData("""{"not":1}""", "HR-SCH-014", "/not")]
    [InlineData("""{"properties":{"a":null}}""", "HR-SCH-014", "/properties/a")]
    [InlineData("""{"dependentRequired":{"a":"b"}}""", "HR-SCH-003", "/dependentRequired/a")]
    [InlineData("[]", "HR-SCH-014", "")]
    [InlineData("\"a\"", "HR-SCH-014", "")]
    [InlineData("""{"type":"strng"}""", "HR-SCH-004", "/type")]
    [InlineData("""{"type":["string","any"]}""", "HR-SCH-004", "/type/1")]
    [InlineData("""{"type":[]}""", "HR-SCH-003", "/type")]
    [InlineData("""{"type":["string","string"]}""", "HR-SCH-003", "/type")]
    [InlineData("""{"format":"uri"}""", "HR-SCH-005", "/format")]
    [InlineData("""{"format":"hostname"}""", "HR-SCH-005", "/format")]
    [InlineData("""{"format":"code:none"}""", "HR-SCH-005", "/format")]
    [InlineData("""{"pattern":"(a"}""", "HR-SCH-006", "/pattern")]
    [InlineData("""{"pattern":"(?=a)b"}""", "HR-SCH-006", "/pattern")]
    [InlineData("""{"pattern":"(?i)b"}""", "HR-SCH-006", "/pattern")]
    [InlineData("""{"pattern":"(a)\\1"}""", "HR-SCH-006", "/pattern")]
    [InlineData("""{"pattern":"\\bword\\b"}""", "HR-SCH-006", "/pattern")]
    [InlineData("""{"pattern":"a++"}""", "HR-SCH-006", "/pattern")]
    [InlineData("""{"pattern":"\\Aa\\z"}""", "HR-SCH-006", "/pattern")]
    [InlineData("""{"pattern":"\\p{Script=Han}"}""", "HR-SCH-006", "/pattern")]
    [InlineData("""{"pattern":"[z-a]"}""", "HR-SCH-006", "/pattern")]
    [InlineData("""{"pattern":"a{2,1}"}""", "HR-SCH-006", "/pattern")]
    [InlineData("""{"pattern":"((a{100}){100}){100}"}""", "HR-SCH-006", "/pattern")]
    [InlineData("""{"patternProperties":{"[":true}}""", "HR-SCH-006", "/patternProperties/[")]
    [InlineData("""{"$ref":"http://example.com/schema.json"}""", "HR-SCH-007", "/$ref")]
    [InlineData("""{"$ref":"other.json#/a"}""", "HR-SCH-007", "/$ref")]
    [InlineData("""{"$ref":"file:///etc/passwd"}""", "HR-SCH-007", "/$ref")]
    [InlineData("""{"$ref":"#/$defs/none"}""", "HR-SCH-008", "/$ref")]
    [InlineData("""{"$ref":"#foo"}""", "HR-SCH-008", "/$ref")]
    [InlineData("""{"$ref":"#/enum/0","enum":[{"type":"string"}]}""", "HR-SCH-008", "/$ref")]
    [InlineData("""{"$ref":"#"}""", "HR-SCH-009", "")]
    [InlineData("""{"allOf":[{"$ref":"#/$defs/a"}],"$defs":{"a":{"anyOf":[{"$ref":"#/$defs/b"}]},"b":{"not":{"$ref":"#/$defs/a"}}}}""", "HR-SCH-009", "/$defs/b/not")]
    [InlineData("""{"if":{"$ref":"#"}}""", "HR-SCH-009", "/if")]
    [InlineData("""{"type":"string","type":"integer"}""", "HR-SCH-012", "/type")]
    [InlineData("""{"properties":{"a":true,"a":false}}""", "HR-SCH-012", "/properties/a")]
    [InlineData("""{"then":{"type":"string"}}""", "HR-SCH-013", "/then")]
    [InlineData("""{"maxContains":1}""", "HR-SCH-013", "/maxContains")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-04/schema#"}""", "HR-SCH-016", "/$schema")]
    [InlineData("""{"$defs":{"a":{"$anchor":"x"},"b":{"$anchor":"x"}}}""", "HR-SCH-017", "/$defs/b/$anchor")]
    [InlineData("{", "HR-SCH-018", "")]
    [InlineData("{} // note", "HR-SCH-018", "")]
    [InlineData("""{"const":NaN}""", "HR-SCH-018", "")]
    [InlineData("""{"title":"\ud800"}""", "HR-SCH-018", "")]
    public void WhatIsNotEnforced_IsRefusedWithAReason(string schema, string code, string pointer)
    {
        var finding = Assert.Single(Plans.Findings(schema));
        Assert.Equal((code, pointer), (finding.Code.Code, finding.Pointer));
        Assert.All([finding.Message.Zh, finding.Message.En, finding.Code.Help.Zh, finding.Code.Help.En], text => Assert.False(string.IsNullOrWhiteSpace(text)));
    }

    [Fact]
    public void Findings_ComeAllAtOnce() => Assert.Equal(
        ["/type", "/properties/a/format", "/oneOf"], Plans.Findings("""{"type":"text","properties":{"a":{"format":"ip"}},"oneOf":[]}""").Select(f => f.Pointer));

    [Fact]
    public void LongChainOfReferences_IsRefused()
    {
        var definitions = string.Concat(Enumerable.Range(0, 60).Select(i => $$"""
            "d{{i}}": { "$ref": "#/$defs/d{{i + 1}}" },
            """));
        Assert.Equal("HR-SCH-010", Assert.Single(Plans.Findings($$$"""{ "$ref": "#/$defs/d0", "$defs": { {{{definitions}}} "d60": {} } }""")).Code.Code);
    }

    [Fact]
    public void SchemaOfTooManyParts_IsRefused()
    {
        var parts = string.Join(',', Enumerable.Repeat("{}", SchemaLimits.Parts + 1));
        Assert.Equal("HR-SCH-011", Assert.Single(Plans.Findings($$"""{"anyOf":[{{parts}}]}""")).Code.Code);
    }

    [Fact]
    public void DeepSchema_IsRefused() =>
        Assert.Equal("HR-SCH-018", Assert.Single(Plans.Findings(string.Concat(Enumerable.Repeat("""{"not":""", 5000)) + "true" + new string('}', 5000))).Code.Code);

    [Fact]
    public void LargeSchema_IsRefused() =>
        Assert.Equal("HR-SCH-011", Assert.Single(JsonSchemaPlan.Compile(Encoding.UTF8.GetBytes($$"""{"title":"{{new string('a', SchemaLimits.SchemaBytes)}}"}"""), Plans.Codes).Findings).Code.Code);
}
