using System.Collections.Frozen;
using HrCollab.Engine.Kernel;

namespace HrCollab.Designer.Editors;

/// <summary>One line of help per member, for people who never saw the file. A word of one kind (<c>form/when</c>) goes before the general one.</summary>
internal static partial class MemberHelp
{
    private static readonly FrozenDictionary<string, Text> Lines = Texts.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(l => l.Split('|')).ToFrozenDictionary(p => p[0], p => new Text(p[1], p[2]), StringComparer.Ordinal);

    /// <summary>What there are lines for: members, some with their kind.</summary>
    internal static IEnumerable<string> Members => Lines.Keys;

    /// <summary>The help of a member, or null where its label says it all.</summary>
    public static Text? Of(string kind, string member) => Lines.GetValueOrDefault($"{kind}/{member}") ?? Lines.GetValueOrDefault(member);
}
