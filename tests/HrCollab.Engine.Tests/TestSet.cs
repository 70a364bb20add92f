using System.Text;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Tests;

/// <summary>Compiles definitions written in a test.</summary>
internal static class TestSet
{
    private const string Manifest = """
        { "$schema": "schema/manifest.schema.json", "company": { "zh": "示例", "en": "Example" }, "formatVersion": 1, "timeZone": "Asia/Shanghai", "calendar": "cn", "alertDuty": "hr-head" }
        """;

    public static CompileResult Compile(params (string Path, string Json)[] files) => Compile(files.Select(f => new DefinitionFile(f.Path, Encoding.UTF8.GetBytes(f.Json))));

    /// <summary>Files as bytes, under a plain manifest.</summary>
    public static CompileResult Compile(IEnumerable<DefinitionFile> files) =>
        DefinitionCompiler.Compile(files.Append(new DefinitionFile("manifest.json", Encoding.UTF8.GetBytes(Manifest))));

    /// <summary>The set, or a failed test that says what was found.</summary>
    public static DefinitionSet Sound(params (string Path, string Json)[] files)
    {
        var result = Compile(files);
        Assert.True(result.Set is not null, string.Join('\n', result.Diagnostics));
        return result.Set;
    }

    /// <summary>Code, file and pointer of every finding of a kind of code.</summary>
    public static IEnumerable<string> Findings(string prefix, params (string Path, string Json)[] files) =>
        Compile(files).Diagnostics.Where(d => d.Code.StartsWith(prefix, StringComparison.Ordinal)).Select(d => $"{d.Code} {d.File}#{d.Path}");
}
