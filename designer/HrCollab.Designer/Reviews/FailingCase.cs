using System.Collections.Immutable;
using HrCollab.Designer.Drafting;
using HrCollab.Engine;
using HrCollab.Engine.Kernel;

namespace HrCollab.Designer.Reviews;

/// <summary>What is wrong with one case of a draft, or with one definition where it is no case: a reviewer reads names, and the findings of one together.</summary>
/// <param name="File">The file.</param>
/// <param name="Pointer">The case in it; empty for the definition.</param>
/// <param name="Definition">What the definition is called.</param>
/// <param name="Title">What the case is called.</param>
/// <param name="Findings">What was found.</param>
internal sealed record FailingCase(string File, string Pointer, Text Definition, Text Title, ImmutableArray<Diagnostic> Findings)
{
    /// <summary>Findings by case, in the order in which they came.</summary>
    public static IEnumerable<FailingCase> Of(IEnumerable<Diagnostic> findings, ImmutableArray<DefinitionFile> files)
    {
        foreach (var group in findings.GroupBy(f => (f.File, Pointer: f.File.EndsWith(".cases.json", StringComparison.Ordinal) && f.Path.Split('/') is ["", var index, ..] ? "/" + index : "")))
        {
            var (file, pointer) = group.Key;
            var of = file.Replace(".cases.json", ".json", StringComparison.Ordinal);
            var kind = DefinitionKinds.All.FirstOrDefault(k => k.Owns(of));
            var name = Named(files, of, "") ?? Text.Same(kind?.IdOf(of) ?? of);
            yield return new FailingCase(file, pointer, kind is null ? name : new Text($"{kind.Title.Zh}“{name.Zh}”", $"{kind.Title.En} '{name.En}'"), pointer.Length == 0 ? new Text("定义", "the definition") : Named(files, file, pointer) ?? Text.Same(pointer), [.. group]);
        }
    }

    private static Text? Named(ImmutableArray<DefinitionFile> files, string path, string pointer)
    {
        var root = files.FirstOrDefault(f => f.Path == path) is { } file ? JsonPlaces.Parsed(file.Utf8.Span) : null;
        if (JsonPlaces.Find(root, pointer) is not { } node) return null;
        var (zh, en) = (JsonPlaces.TextAt(node, "/title/zh"), JsonPlaces.TextAt(node, "/title/en"));
        return zh.Length + en.Length > 0 ? new Text(zh.Length > 0 ? zh : en, en.Length > 0 ? en : zh) : JsonPlaces.TextAt(node, "/id") is { Length: > 0 } id ? Text.Same(id) : null;
    }
}
