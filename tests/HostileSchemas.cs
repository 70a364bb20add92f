namespace HrCollab.Tests;

/// <summary>Schemas and values that were made to hurt.</summary>
internal static class HostileSchemas
{
    public static IReadOnlyList<(string Schema, string Instance)> All { get; } = Made();

    private static List<(string Schema, string Instance)> Made()
    {
        var attacks = new List<(string Schema, string Instance)>();
        string[] patterns =
        [
            "^(a+)+$", "^(a|a)*$", "^(.*a){20}$", "(x+x+)+y", "^(([a-z])+.)+[A-Z]([a-z])+$", "(.*)*", "a{0,2147483647}", "(a{1,1000}){1,9}", "((((((((((a*)*)*)*)*)*)*)*)*)*)*", "[^a]{9000}",
            "(\\\\p{L}|\\\\p{N}){300}", "(?:a?){50}a{50}", "^(?:[^,]*,){400}$", "\\\\p{L}*\\\\p{M}*\\\\p{S}*x",
        ];
        foreach (var pattern in patterns) attacks.Add(($$"""{"pattern":"{{pattern}}"}""", $"\"{new string('a', 15_000)}!\""));
        attacks.Add((string.Concat(Enumerable.Repeat("""{"allOf":[""", 30)) + "{}" + string.Concat(Enumerable.Repeat("]}", 30)), "1"));
        attacks.Add((string.Concat(Enumerable.Repeat("""{"not":""", 31)) + "{}" + new string('}', 31), Deep(60)));
        attacks.Add(("""{"items":{"$ref":"#"}}""", Deep(63)));
        attacks.Add(("""{"anyOf":[{"items":{"$ref":"#"}},{"items":{"$ref":"#"}}],"oneOf":[{"items":{"$ref":"#"}},{"type":"null"}]}""", Deep(40)));
        attacks.Add(("""{"properties":{"a":{"$ref":"#"}},"unevaluatedProperties":{"$ref":"#"}}""", string.Concat(Enumerable.Repeat("""{"b":""", 62)) + "1" + new string('}', 62)));
        attacks.Add(("""{"uniqueItems":true}""", $"[{string.Join(',', Enumerable.Range(0, 4000).Select(i => $$$"""{"a":[{{{i}}}],"b":{"c":"{{{i % 7}}}"}}"""))}]"));
        attacks.Add(("""{"uniqueItems":true}""", $"[{string.Join(',', Enumerable.Repeat("[[[[[[[1]]]]]]]", 4000))}]"));
        attacks.Add(("""{"contains":{"contains":{"contains":{"const":2}}}}""", $"[{string.Join(',', Enumerable.Repeat("[[1,1,1,1,1,1,1,1]]", 2000))}]"));
        attacks.Add(($$"""{"enum":[{{string.Join(',', Enumerable.Range(0, 20_000))}}]}""", "-1"));
        attacks.Add(($$"""{"enum":[{{string.Join(',', Enumerable.Range(0, 4000).Select(i => $"[{i}]"))}}]}""", "[-1]"));
        attacks.Add(($$"""{"required":[{{string.Join(',', Enumerable.Range(0, 30_000).Select(i => $"\"r{i}\""))}}]}""", "{}"));
        attacks.Add(("""{"patternProperties":{""" + string.Join(',', Enumerable.Range(1, 300).Select(i => $"\"(a|b){{{i}}}\":true")) + "}}", "{" + string.Join(',', Enumerable.Range(0, 500).Select(i => $"\"aaaa{i}\":1")) + "}"));
        attacks.Add(("true", $$"""{"{{new string('a', 1_000_000)}}":1}"""));
        attacks.Add(("""{"const":{}}""", Deep(63)));
        attacks.Add(("""{"multipleOf":1e-28}""", "7.9e27"));
        attacks.Add(("""{"$ref":"#/$defs/d0","$defs":{""" + string.Join(',', Enumerable.Range(0, 900).Select(i => $$$"""
            "d{{{i}}}": { "properties": { "x": { "$ref": "#/$defs/d{{{(i + 1) % 900}}}" } } }
            """)) + "}}", string.Concat(Enumerable.Repeat("""{"x":""", 62)) + "1" + new string('}', 62)));
        attacks.AddRange(
        [
            ("""{"$ref":"http://127.0.0.1:1/never.json"}""", "1"), ("""{"$ref":"file:///etc/passwd"}""", "1"), ("""{"$ref":"#"}""", "1"), ("""{"$ref":"#foo"}""", "1"),
            ("""{"$dynamicRef":"#a","$dynamicAnchor":"a"}""", Deep(20)), ("""{"allOf":[{"$ref":"#/allOf/1"},{"$ref":"#/allOf/0"}]}""", "1"), ("""{"$defs":{"a":{"$ref":"#/$defs/a"}},"$ref":"#/$defs/a"}""", "1"),
            ("""{"minimum":1e999}""", "1"), ("""{"multipleOf":0}""", "1"), ("""{"maxLength":-1}""", "\"a\""), ("""{"type":"nonsense"}""", "1"), ("""{"pattern":"("}""", "\"a\""), ("[]", "1"), ("null", "1"),
            ("""{"type":"integer","maximum":99999999999999999999999999}""", "99999999999999999999999999999999999"), ("""{"contentEncoding":"base64"}""", "\"!\""), ("""{"format":"../../etc"}""", "\"a\""), ("""{"a\u0000b":1}""", "1"),
        ]);
        return attacks;
    }

    private static string Deep(int levels) => new string('[', levels) + new string(']', levels);
}
