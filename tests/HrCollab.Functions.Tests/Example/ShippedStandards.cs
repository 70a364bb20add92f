using System.Text.Json;
using HrCollab.Engine.CodeLists;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Example;

namespace HrCollab.Functions.Tests.Example;

/// <summary>The standards and code lists of this repository, to judge example records by.</summary>
internal static class ShippedStandards
{
    private static readonly DateOnly Today = new(2026, 9, 18);

    public static DefinitionSet Set { get; } = Compile();

    public static CodeList Duties => Set.Find<CodeList>("duties")!;

    /// <summary>Everything found about a record but normalisations; references are looked up among the keys.</summary>
    public static IEnumerable<string> Findings(ExampleRecord record, IReadOnlySet<(string Standard, string Key)> keys)
    {
        using var json = JsonDocument.Parse(record.Values.ToJsonString());
        var check = StandardCheck.New(Set.Find<Standard>(record.Standard)!, json.RootElement, new CheckContext(Today, (standard, key) => keys.Contains((standard, key))));
        return check.Violations.Select(v => $"{Key(record)} {v.Pointer} {v.Code} {v.Message.En}");
    }

    public static string Key(ExampleRecord record) =>
        Set.Find<Standard>(record.Standard)!.Key.Path.Split('.') is [var group, var field] ? record.Values[group]![field]!.GetValue<string>() : throw new InvalidOperationException();

    public static HashSet<(string Standard, string Key)> Keys(IEnumerable<ExampleRecord> records) => [.. records.Select(r => (r.Standard, Key(r)))];

    private static DefinitionSet Compile()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "HrCollab.sln"))) folder = folder.Parent!;
        var root = Path.Combine(folder.FullName, "definitions");
        string[] wanted = ["calendars", "codeLists", "standards", "rules"];
        var files = wanted.SelectMany(w => Directory.EnumerateFiles(Path.Combine(root, w), "*.json")).Append(Path.Combine(root, "manifest.json"))
            .Select(p => new DefinitionFile(Path.GetRelativePath(root, p).Replace('\\', '/'), File.ReadAllBytes(p)));
        var result = DefinitionCompiler.Compile(files);
        return result.Set ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Select(d => d.Message.En)));
    }
}
