using System.Collections.Frozen;
using System.Collections.Immutable;

namespace HrCollab.Engine.Kernel;

/// <summary>All definitions of one revision, compiled and immutable. Every decision takes one set and stays with it.</summary>
public sealed class DefinitionSet
{
    private readonly FrozenDictionary<Type, FrozenDictionary<string, object>> _compiled;
    private readonly FrozenDictionary<Type, ImmutableArray<object>> _ordered;

    internal DefinitionSet(
        Manifest manifest, string hash, FrozenDictionary<Type, FrozenDictionary<string, object>> compiled, ImmutableArray<DefinitionFile> files)
    {
        (Manifest, Hash, _compiled) = (manifest, hash, compiled);
        _ordered = compiled.ToFrozenDictionary(c => c.Key, c => c.Value.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => d.Value).ToImmutableArray());
        Files = files.ToFrozenDictionary(f => f.Path, StringComparer.Ordinal);
    }

    private DefinitionSet(DefinitionSet set, string? commit) =>
        (Manifest, Hash, _compiled, _ordered, Files, Commit) = (set.Manifest, set.Hash, set._compiled, set._ordered, set.Files, commit);

    /// <summary>Whose definitions these are.</summary>
    public Manifest Manifest { get; }

    /// <summary>SHA-256 over paths and canonical texts, lower-case hex: equal meaning, equal hash.</summary>
    public string Hash { get; }

    /// <summary>The git commit the files were read from, when that is known: where they can be looked up, no part of what they mean.</summary>
    public string? Commit { get; }

    /// <summary>Every file by path, as read.</summary>
    public FrozenDictionary<string, DefinitionFile> Files { get; }

    /// <summary>The same set, read from a commit.</summary>
    public DefinitionSet From(string? commit) => commit == Commit ? this : new DefinitionSet(this, commit);

    /// <summary>The compiled definition, or null.</summary>
    public TCompiled? Find<TCompiled>(string id)
        where TCompiled : class =>
        _compiled.TryGetValue(typeof(TCompiled), out var definitions) && definitions.TryGetValue(id, out var found) ? (TCompiled)found : null;

    /// <summary>The compiled definition as a subsidiary has it: its own before the group's; the group's when the subsidiary is null.</summary>
    public TCompiled? Find<TCompiled>(string name, string? subsidiary)
        where TCompiled : class => (subsidiary is null ? null : Find<TCompiled>(SubsidiaryNames.Of(name, subsidiary))) ?? Find<TCompiled>(name);

    /// <summary>All compiled definitions of a kind in order of id, those of subsidiaries too.</summary>
    public IEnumerable<TCompiled> All<TCompiled>()
        where TCompiled : class =>
        _ordered.TryGetValue(typeof(TCompiled), out var definitions) ? definitions.Cast<TCompiled>() : [];
}

/// <summary>What compiling gave: a set unless there was an error, and all findings in any case.</summary>
public sealed record CompileResult(DefinitionSet? Set, ImmutableArray<Diagnostic> Diagnostics);
