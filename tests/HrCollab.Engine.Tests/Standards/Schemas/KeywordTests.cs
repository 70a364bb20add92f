namespace HrCollab.Engine.Tests.Standards.Schemas;

/// <summary>What each keyword takes and refuses, by JSON Schema 2020-12. NJsonSchema alone accepts many of the values refused here.</summary>
public sealed class KeywordTests
{
    [Theory]
    [InlineData("""{"type":"integer"}""", "1 1.0 -0 1e2 10e-1 9223372036854775808 -79228162514264337593543950", "1.5 1e-1 \"1\" null true [] {}")]
    [InlineData("""{"type":"number"}""", "1 1.5 -2e3", "\"1\" null false")]
    [InlineData("""{"type":["string","null"]}""", "\"\" null", "0 false [] {}")]
    [InlineData("""{"type":"boolean"}""", "true false", "0 \"true\" null")]
    [InlineData("""{"type":"object"}""", "{} {\"a\":1}", "[] null")]
    [InlineData("""{"type":"array"}""", "[] [1]", "{} \"[]\"")]
    [InlineData("true", "1 null {}", "")]
    [InlineData("false", "", "1 null {} []")]
    [InlineData("""{"enum":[1,"a",null,[1,{"b":2.0}]]}""", "1 1.0 \"a\" \"\\u0061\" null [1,{\"b\":2}] [1.0,{\"b\":2e0}]", "2 \"b\" true [1] [1,{\"b\":3}] [1,{\"b\":2,\"c\":1}] [1,{}]")]
    [InlineData("""{"const":{"a":1,"b":[true]}}""", """{"a":1,"b":[true]} {"b":[true],"a":1.0}""", """{"a":1} {"a":1,"b":[false]} {"a":1,"b":[true],"c":0} [] 1""")]
    [InlineData("""{"const":false}""", "false", "0 null true [] \"false\"")]
    [InlineData("""{"const":0}""", "0 0.0 -0 0e5", "false 1 \"0\"")]
    [InlineData("""{"minimum":1.1,"maximum":3}""", "1.1 1.10 3 3.0 \"0\"", "1.09999999999999999999 3.00000000000000000001 -5")]
    [InlineData("""{"exclusiveMinimum":0,"exclusiveMaximum":1}""", "0.0000000001 0.9999999999999999999999999", "0 1 1.0 -0.0")]
    [InlineData("""{"maximum":9223372036854775807}""", "9223372036854775807", "9223372036854775808 1e20")]
    [InlineData("""{"multipleOf":0.01}""", "0.07 19.99 4.35 0 1e3", "0.001 4.355")]
    [InlineData("""{"multipleOf":0.0000000000000000000000000001}""", "79228162514264337593543950 0.0000000000000000000000000007", "")]
    [InlineData("""{"multipleOf":3}""", "9 -3 0 9.0", "1 3.5")]
    [InlineData("""{"minLength":2,"maxLength":2}""", "\"ab\" \"张三\" \"𠮷野\" \"\\ud842\\udfb7\\u91ce\" 5", "\"a\" \"abc\" \"𠮷\" \"\"")]
    [InlineData("""{"maxLength":2.0}""", "\"ab\"", "\"abc\"")]
    [InlineData("""{"minCharacters":2,"maxCharacters":2}""", "\"ab\" \"e\\u0301a\" \"👨‍👩‍👧x\" \"𠮷野\"", "\"e\\u0301\" \"abc\" \"👨‍👩‍👧\"")]
    [InlineData("""{"required":["a"]}""", """{"a":null} {"\u0061":1,"b":2} [] 1""", """{} {"b":1} {"A":1}""")]
    [InlineData("""{"properties":{"a":{"type":"integer"},"$ref":{"type":"string"}}}""", """{} {"a":1} {"a":1,"b":"x"} {"$ref":"#/x"} []""", """{"a":"x"} {"$ref":1} {"\u0061":"x"}""")]
    [InlineData("""{"properties":{"a":true},"additionalProperties":false}""", """{} {"a":1}""", """{"b":1} {"a":1,"b":1} {"":0}""")]
    [InlineData("""{"properties":{"a":false},"additionalProperties":{"type":"string"}}""", """{} {"b":"x"}""", """{"a":"x"} {"b":1}""")]
    [InlineData("""{"patternProperties":{"^n_":{"type":"integer"},"_t$":{"minimum":5}},"additionalProperties":false}""", """{} {"n_a":1} {"n_t":7} {"x_t":5}""", """{"n_a":"x"} {"n_t":1} {"x_t":1} {"other":1}""")]
    [InlineData("""{"properties":{"n_a":{"minimum":3}},"patternProperties":{"^n_":{"type":"integer"}}}""", """{"n_a":3} {"n_b":1}""", """{"n_a":2} {"n_a":3.5} {"n_b":1.5}""")]
    [InlineData("""{"propertyNames":{"pattern":"^[a-z]+$","maxLength":3}}""", """{} {"abc":1} []""", """{"A":1} {"abcd":1} {"a1":1}""")]
    [InlineData("""{"propertyNames":false}""", "{} 1", """{"a":1}""")]
    [InlineData("""{"minProperties":1,"maxProperties":2}""", """{"a":1} {"a":1,"b":2} []""", """{} {"a":1,"b":2,"c":3}""")]
    [InlineData("""{"maxProperties":0}""", "{}", """{"a":1}""")]
    [InlineData("""{"dependentRequired":{"card":["address","city"]}}""", """{} {"address":1} {"card":1,"address":1,"city":1}""", """{"card":1} {"card":1,"city":1}""")]
    [InlineData("""{"dependentSchemas":{"a":{"required":["b"],"properties":{"b":{"const":1}}}}}""", """{} {"b":2} {"a":1,"b":1}""", """{"a":1} {"a":1,"b":2}""")]
    [InlineData("""{"items":{"type":"integer"}}""", "[] [1,2] {}", "[1,\"a\"] [null]")]
    [InlineData("""{"items":false}""", "[]", "[1]")]
    [InlineData("""{"prefixItems":[{"type":"integer"},{"type":"string"}],"items":{"type":"boolean"}}""", "[] [1] [1,\"a\"] [1,\"a\",true]", "[\"a\"] [1,2] [1,\"a\",1]")]
    [InlineData("""{"prefixItems":[true],"items":false}""", "[] [1]", "[1,2]")]
    [InlineData("""{"contains":{"minimum":5}}""", "[5] [1,9] {}", "[] [1,2]")]
    [InlineData("""{"contains":{"const":1},"minContains":2,"maxContains":3}""", "[1,1] [1,2,1,1]", "[1] [] [1,1,1,1]")]
    [InlineData("""{"contains":{"const":1},"minContains":0,"maxContains":0}""", "[] [2]", "[1]")]
    [InlineData("""{"minItems":1,"maxItems":2}""", "[1] [1,2] \"abc\"", "[] [1,2,3]")]
    [InlineData("""{"maxItems":0}""", "[]", "[1]")]
    [InlineData("""{"uniqueItems":true}""", """[] [1,2] [1,"1"] [{"a":1},{"a":2}] [[1],[2]] [0,false,null,""]""", """[1,1.0] ["a","\u0061"] [{"a":1,"b":2},{"b":2.0,"a":1}] [[1,[2]],[1,[2e0]]] [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,1]""")]
    [InlineData("""{"uniqueItems":false}""", "[1,1]", "")]
    [InlineData("""{"allOf":[{"minimum":1},{"maximum":3}]}""", "1 3", "0 4")]
    [InlineData("""{"anyOf":[{"type":"string"},{"minimum":3}]}""", "\"a\" 3 {}", "1")]
    [InlineData("""{"oneOf":[{"multipleOf":2},{"multipleOf":3}]}""", "2 3", "6 1 \"a\"")]
    [InlineData("""{"not":{"type":["integer","null"]}}""", "1.5 \"a\"", "1 null 1.0")]
    [InlineData("""{"not":{"not":{"type":"integer"}}}""", "1", "\"a\"")]
    [InlineData("""{"if":{"properties":{"k":{"const":"a"}},"required":["k"]},"then":{"required":["x"]},"else":{"required":["y"]}}""", """{"k":"a","x":1} {"y":1} {"k":"b","y":1}""", """{"k":"a"} {"k":"a","y":1} {} {"k":"b","x":1}""")]
    [InlineData("""{"if":true,"then":{"type":"integer"}}""", "1", "\"a\"")]
    [InlineData("""{"$ref":"#/$defs/a","maximum":5,"$defs":{"a":{"minimum":1}}}""", "1 5", "0 6")]
    [InlineData("""{"$ref":"#tag","$defs":{"x":{"$anchor":"tag","type":"string"}}}""", "\"a\"", "1")]
    [InlineData("""{"$ref":"#/$defs/a~1b%25c~0d","$defs":{"a/b%c~d":{"type":"string"}}}""", "\"a\"", "1")]
    [InlineData("""{"properties":{"next":{"$ref":"#"},"v":{"type":"integer"}},"required":["v"]}""", """{"v":1} {"v":1,"next":{"v":2}}""", """{} {"v":1,"next":{}} {"v":1,"next":{"v":2,"next":{"v":"x"}}}""")]
    [InlineData("""{"definitions":{"a":{"const":1}},"items":{"$ref":"#/definitions/a"},"$schema":"http://json-schema.org/draft-07/schema#"}""", "[1]", "[2]")]
    public void Keyword_TakesAndRefuses(string schema, string valid, string invalid)
    {
        var plan = Plans.Of(schema);
        foreach (var value in Values(valid)) Assert.True(plan.IsValid(System.Text.Encoding.UTF8.GetBytes(value), Plans.Today), $"{schema} should take {value}");
        foreach (var value in Values(invalid)) Assert.False(plan.IsValid(System.Text.Encoding.UTF8.GetBytes(value), Plans.Today), $"{schema} should refuse {value}");
    }

    [Theory]
    [InlineData("""{"properties":{"a":true},"unevaluatedProperties":false}""", """{} {"a":1} []""", """{"b":1}""")]
    [InlineData("""{"allOf":[{"properties":{"a":true}},{"patternProperties":{"^b":true}}],"unevaluatedProperties":false}""", """{"a":1,"b1":1}""", """{"c":1} {"a":1,"c":1}""")]
    [InlineData("""{"anyOf":[{"properties":{"a":{"const":1}},"required":["a"]},{"properties":{"b":true},"required":["b"]}],"unevaluatedProperties":false}""", """{"a":1} {"b":1} {"a":1,"b":2}""", """{"a":2,"b":1} {"a":1,"c":1}""")]
    [InlineData("""{"oneOf":[{"properties":{"a":true},"required":["a"]},{"properties":{"b":true},"required":["b"]}],"unevaluatedProperties":{"type":"string"}}""", """{"a":1} {"a":1,"c":"x"}""", """{"a":1,"c":1}""")]
    [InlineData("""{"if":{"properties":{"k":{"const":1}},"required":["k"]},"then":{"properties":{"x":true}},"else":{"properties":{"y":true}},"unevaluatedProperties":false}""", """{"k":1,"x":1} {"y":1}""", """{"k":1,"y":1} {"k":2,"y":1} {"x":1}""")]
    [InlineData("""{"not":{"properties":{"a":{"const":1}},"required":["a"]},"unevaluatedProperties":false}""", "{}", """{"a":2}""")]
    [InlineData("""{"$ref":"#/$defs/b","properties":{"a":true},"unevaluatedProperties":false,"$defs":{"b":{"properties":{"b":true}}}}""", """{"a":1,"b":1}""", """{"c":1}""")]
    [InlineData("""{"allOf":[{"additionalProperties":{"type":"integer"}}],"unevaluatedProperties":false}""", """{"x":1}""", """{"x":"1"}""")]
    [InlineData("""{"allOf":[{"properties":{"a":true},"unevaluatedProperties":false}],"properties":{"b":true}}""", """{"a":1}""", """{"a":1,"b":1}""")]
    [InlineData("""{"properties":{"b":true},"allOf":[{"properties":{"a":true},"unevaluatedProperties":true}],"unevaluatedProperties":false}""", """{"c":1}""", "")]
    [InlineData("""{"dependentSchemas":{"a":{"properties":{"b":true}}},"properties":{"a":true},"unevaluatedProperties":false}""", """{"a":1,"b":1}""", """{"b":1}""")]
    [InlineData("""{"properties":{"in":{"properties":{"a":true}}},"unevaluatedProperties":false}""", """{"in":{"z":1}}""", """{"in":{},"z":1}""")]
    [InlineData("""{"prefixItems":[true],"unevaluatedItems":false}""", "[] [1]", "[1,2]")]
    [InlineData("""{"allOf":[{"prefixItems":[true,{"type":"integer"}]}],"prefixItems":[{"type":"string"}],"unevaluatedItems":{"type":"null"}}""", "[\"a\",1] [\"a\",1,null]", "[\"a\",1,2] [\"a\",null]")]
    [InlineData("""{"contains":{"const":1},"unevaluatedItems":{"const":2}}""", "[1] [2,1]", "[1,3] [2]")]
    [InlineData("""{"items":true,"unevaluatedItems":false}""", "[1,2,3]", "")]
    public void Unevaluated_IsWhatNobodyLookedAt(string schema, string valid, string invalid) => Keyword_TakesAndRefuses(schema, valid, invalid);

    [Theory]
    [InlineData("^\\\\d{2}$", "\"12\"", "\"12\\n\" \"１２\" \"123\" \"1\"")]
    [InlineData("b", "\"abc\" \"b\"", "\"ac\" \"\"")]
    [InlineData("^.$", "\"a\" \"张\" \"𠮷\"", "\"\" \"ab\" \"𠮷𠮷\" \"\\n\" \"\\u2028\"")]
    [InlineData("^[^a]{2}$", "\"bc\" \"𠮷b\" \"𠮷𠮷\"", "\"ab\" \"𠮷\"")]
    [InlineData("^[\\\\u{20000}-\\\\u{2A6DF}a]+$", "\"𠮷a𠮷\"", "\"𠮷b\" \"张\" \"😀\"")]
    [InlineData("^𠮷*$", "\"\" \"𠮷𠮷\"", "\"野\"")]
    [InlineData("^\\\\p{L}+$", "\"é张𠮷\"", "\"1\" \"𠮷1\"")]
    [InlineData("^\\\\P{Lu}$", "\"a\" \"𠮷\"", "\"A\"")]
    [InlineData("^\\\\w+$", "\"a_1\"", "\"é\" \"张\"")]
    [InlineData("^\\\\s$", "\"\\u00a0\" \"\\ufeff\" \" \"", "\"\\u0085\" \"a\"")]
    [InlineData("^(?:a|bc){1,2}$", "\"abc\" \"a\" \"bcbc\"", "\"\" \"aaa\" \"b\"")]
    [InlineData("^(a+)+$", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\"")]
    [InlineData("^1[3-9]\\\\d{9}$", "\"13800000000\" \"\\u00313800000000\"", "\"12800000000\" \"1380000000\" \"138000000000\" \"1380000000０\"")]
    [InlineData("^[A-Z]{2,4}-\\\\d{3}$", "\"AB-123\" \"ABCD-123\"", "\"A-123\" \"ABCDE-123\" \"AB-12\" \"AB123\"")]
    [InlineData("a{2,}?b", "\"xaab\"", "\"ab\"")]
    [InlineData("[]a]", "", "\"a\" \"]\"")]
    [InlineData("^[^]$", "\"a\" \"\\n\" \"𠮷\"", "\"\" \"ab\"")]
    public void Pattern_MeansWhatEcmaScriptMeans(string pattern, string valid, string invalid) => Keyword_TakesAndRefuses($$"""{"pattern":"{{pattern}}"}""", valid, invalid);

    [Theory]
    [InlineData("date", "\"2024-02-29\" \"0001-01-01\" 5", "\"2023-02-29\" \"2026-2-1\" \"2026-02-30\" \"2026-13-01\" \"2026-02-01T00:00:00Z\" \"２026-01-01\" \"0000-01-01\" \"\"")]
    [InlineData("time", "\"12:00:00Z\" \"23:59:60Z\" \"00:59:60+01:00\" \"12:00:00.5+08:00\" \"12:00:00z\"", "\"12:00:00\" \"24:00:00Z\" \"12:60:00Z\" \"12:00:60Z\" \"12:00:00.Z\" \"12:00Z\" \"12:00:00+8\" \"12:00:00+24:00\"")]
    [InlineData("date-time", "\"2026-02-28T12:00:00Z\" \"2026-02-28t12:00:00.123456789-05:30\"", "\"2026-02-30T12:00:00Z\" \"2026-02-28 12:00:00Z\" \"2026-02-28T12:00:00\" \"2026-02-28\"")]
    [InlineData("duration", "\"P1Y\" \"P1Y2M3DT4H5M6S\" \"PT0S\" \"P4W\" \"P1DT12H\" \"PT1M\"", "\"P\" \"PT\" \"P1\" \"P1D2H\" \"P1YT\" \"PT1D\" \"P1S\" \"P2D1Y\" \"P1Y1W\" \"p1d\" \"P1.5D\" \"P1Y3D\"")]
    [InlineData("email", "\"a@b.cn\" \"li.si@mail.example.com\"", "\"a@b\" \"a b@c.cn\" \"@b.cn\" \"a@@b.cn\" \".a@b.cn\" \"a..b@c.cn\" \"a@-b.cn\"")]
    [InlineData("uuid", "\"123e4567-e89b-12d3-a456-426614174000\" \"123E4567-E89B-12D3-A456-426614174000\"", "\"123e4567e89b12d3a456426614174000\" \"123e4567-e89b-12d3-a456-42661417400g\"")]
    [InlineData("decimal", "\"0\" \"-12.50\" \"100\"", "\"01\" \"1.\" \".5\" \"1e3\" \"+1\" \"\" \"-\" \"１\"")]
    [InlineData("idcard", "\"11010519491231002X\"", "\"110105194912310021\" \"11010519490231002X\" \"990105194912310026\" \"11010520991231002X\" \"1\"")]
    [InlineData("mobile", "\"13800138000\"", "\"12800138000\" \"1380013800\" \"+8613800138000\"")]
    [InlineData("bankcard", "\"4111111111111111\"", "\"4111111111111112\" \"411\"")]
    [InlineData("key", "\"E001\" \"张-1\"", "\"-a\" \"a b\" \"\"")]
    [InlineData("code:duties", "\"payroll\" \"hr-head\" 1", "\"nobody\" \"\" \"Payroll\"")]
    public void Format_IsStrict(string format, string valid, string invalid) => Keyword_TakesAndRefuses($$"""{"format":"{{format}}"}""", valid, invalid);

    /// <summary>Blanks stand between values, not inside them, except in texts.</summary>
    private static IEnumerable<string> Values(string values)
    {
        var from = 0;
        var inText = false;
        for (var i = 0; i <= values.Length; i++)
        {
            if (i < values.Length && values[i] == '"' && (i == 0 || values[i - 1] != '\\')) inText = !inText;
            if (i < values.Length && (inText || values[i] != ' ')) continue;
            if (i > from) yield return values[from..i];
            from = i + 1;
        }
    }
}
