using System.Collections.Immutable;
using System.Text.Json;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards.Schemas;

namespace HrCollab.Engine.Standards;

/// <summary>What the members of a record, or of one of its groups, may be called; found by the bytes of their names.</summary>
internal sealed class MemberNames
{
    private readonly Utf8Table _names;
    private readonly ImmutableArray<Member> _members;

    private MemberNames(string pointer, Dictionary<string, Field?> fields, IReadOnlyDictionary<string, MemberNames> groups)
    {
        _names = new Utf8Table(fields.Keys);
        _members = [.. _names.Names.Select(n => new Member(n, $"{pointer}/{JsonPointer.Escape(n)}", fields[n], groups.GetValueOrDefault(n)))];
    }

    /// <summary>The names of a standard: its groups, and fields by path, id, alias or title, so far as those name one field.</summary>
    public static MemberNames Of(StandardDefinition definition, ImmutableArray<Field> fields, IReadOnlyDictionary<string, Field> byName)
    {
        var all = byName.ToDictionary(n => n.Key, n => (Field?)n.Value, StringComparer.Ordinal);
        foreach (var field in fields) all[field.Path] = field;
        var groups = definition.Groups.ToDictionary(g => g.Id, g => InGroup(g.Id), StringComparer.Ordinal);
        foreach (var group in groups.Keys) all.TryAdd(group, null);
        return new MemberNames("", all, groups);

        // within its group the id of a field is its own, whatever else is called so
        MemberNames InGroup(string group)
        {
            var inner = all.Where(n => n.Value?.Group == group).ToDictionary(StringComparer.Ordinal);
            foreach (var field in fields.Where(f => f.Group == group)) inner[field.Definition.Id] = field;
            return new MemberNames("/" + group, inner, new Dictionary<string, MemberNames>());
        }
    }

    /// <summary>The place of the member whose name the reader stands on, or -1. The hint is where it probably is.</summary>
    public int Find(ref Utf8JsonReader reader, int hint) => reader.ValueIsEscaped ? _names.IndexOf(reader.GetString()!) : _names.Find(reader.ValueSpan, hint);

    public Member this[int place] => _members[place];

    /// <summary>A name.</summary>
    /// <param name="Name">As written.</param>
    /// <param name="Pointer">Where a member of that name stands.</param>
    /// <param name="Field">The field that is called so, if one is.</param>
    /// <param name="Group">The names within the group that is called so, if one is.</param>
    internal sealed record Member(string Name, string Pointer, Field? Field, MemberNames? Group);
}
