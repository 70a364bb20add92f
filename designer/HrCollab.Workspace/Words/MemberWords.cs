using HrCollab.Engine.Kernel;

namespace HrCollab.Workspace.Words;

/// <summary>What people call the members of definitions. A word of one kind or place (<c>codeList/status</c>) goes before the general one.</summary>
public static partial class MemberWords
{
    private static readonly Dictionary<string, Text> Labels = Read(General + OfKinds);
    private static readonly Dictionary<string, Text> Nouns = Read(Items);

    /// <summary>The label of a member.</summary>
    /// <param name="kind">Suffix of the kind, such as standard.</param>
    /// <param name="member">Name in the file.</param>
    public static Text Label(string kind, string member) => Labels.GetValueOrDefault($"{kind}/{member}") ?? Labels.GetValueOrDefault(member) ?? Text.Same(member);

    /// <summary>True for a member that has a word of its own.</summary>
    public static bool Knows(string kind, string member) => Labels.ContainsKey($"{kind}/{member}") || Labels.ContainsKey(member);

    /// <summary>What one item of a list is called.</summary>
    public static Text Item(string kind, string list) => Nouns.GetValueOrDefault($"{kind}/{list}") ?? Nouns.GetValueOrDefault(list) ?? new Text("项", "item");

    private static Dictionary<string, Text> Read(string lines) => lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(l => l.Split('|')).ToDictionary(p => p[0], p => new Text(p[1], p[2]), StringComparer.Ordinal);
}
