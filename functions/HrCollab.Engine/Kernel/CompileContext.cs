using System.Collections.Frozen;
using System.Collections.Immutable;

namespace HrCollab.Engine.Kernel;

/// <summary>What is known while a set is compiled: findings so far and the definitions that are ready.</summary>
internal sealed class CompileContext(Manifest manifest, DefinitionFile? manifestFile = null, bool proven = false, Inheritance? inheritance = null)
{
    private readonly Dictionary<Type, IReadOnlyDictionary<string, DefinitionFile>> _declared = [];
    private readonly Dictionary<Type, Dictionary<string, object>> _compiled = [];
    private readonly Dictionary<string, Func<byte[]?>> _canonical = new(StringComparer.Ordinal);
    private readonly HashSet<(string Code, string File, string Path, string? Inheriting)> _told = [];
    private readonly Dictionary<(Type Type, string Id), IReadOnlySet<(Type Type, string Name)>> _read = [];
    private readonly ImmutableArray<Diagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();

    public Manifest Manifest => manifest;

    /// <summary>The same files compiled before: what is dear to prove need not be proven again.</summary>
    public bool Proven => proven;

    public DefinitionFile ManifestFile { get; } = manifestFile ?? new DefinitionFile(Kernel.Manifest.Path, default);

    public ImmutableArray<Diagnostic> Diagnostics => [.. _diagnostics.OrderBy(d => d.Severity == Severity.Error ? 0 : 1)];

    public bool HasErrors { get; private set; }

    /// <summary>What subsidiaries have of their own.</summary>
    public Inheritance Inheritance { get; } = inheritance ?? new Inheritance([], manifest);

    public void Report(Diagnostic diagnostic)
    {
        // What is wrong with the group's own is not told again for everybody who inherits it.
        if (diagnostic.Inheriting is not null && (_told.Contains((diagnostic.Code, diagnostic.File, diagnostic.Path, null)) || _told.Contains((diagnostic.Code, diagnostic.File, diagnostic.Path, diagnostic.Inheriting)))) return;
        _told.Add((diagnostic.Code, diagnostic.File, diagnostic.Path, diagnostic.Inheriting));
        HasErrors |= diagnostic.Severity == Severity.Error;
        if (_diagnostics.Count < Limits.Diagnostics) _diagnostics.Add(diagnostic);
    }

    /// <summary>Reports what has not been said of that place.</summary>
    public void Once(Diagnostic diagnostic)
    {
        if (!_told.Contains((diagnostic.Code, diagnostic.File, diagnostic.Path, null))) Report(diagnostic);
    }

    /// <summary>Keeps what a definition refers to, when there are subsidiaries that may have it of their own.</summary>
    public void Read<TCompiled>(string id, CompileScope scope)
    {
        if (!Inheritance.Subsidiaries.IsEmpty) _read[(typeof(TCompiled), id)] = scope.Referred;
    }

    /// <summary>The file of what a subsidiary has of its own and a definition of the group refers to; null when it reads as in the group.</summary>
    public DefinitionFile? Differs<TCompiled>(string id, string subsidiary, bool declaredOnly)
    {
        foreach (var (type, name) in _read.GetValueOrDefault((typeof(TCompiled), id)) ?? new HashSet<(Type, string)>())
        {
            var own = SubsidiaryNames.Of(name, subsidiary);
            if (_declared.GetValueOrDefault(type)?.GetValueOrDefault(own) is { } file) return file;
            if (!declaredOnly && _compiled.GetValueOrDefault(type)?.ContainsKey(own) == true) return Inheritance.Subsidiaries[subsidiary];
        }

        return null;
    }

    /// <summary>Declares one more definition.</summary>
    public void Also<TCompiled>(string id, DefinitionFile file)
    {
        var declared = new Dictionary<string, DefinitionFile>(_declared.GetValueOrDefault(typeof(TCompiled)) ?? new Dictionary<string, DefinitionFile>(), StringComparer.Ordinal) { [id] = file };
        _declared[typeof(TCompiled)] = declared;
    }

    /// <summary>Keeps how a file that has been read is written, so that it need not be read again for its hash.</summary>
    public void Understood(DefinitionFile file, Func<byte[]?> canonical) => _canonical[file.Path] = canonical;

    /// <summary>The canonical text of a file; null for what is no definition.</summary>
    public byte[]? Canonical(DefinitionFile file) => _canonical.TryGetValue(file.Path, out var write) ? write() : DefinitionCompiler.Canonical(file);

    public void Declare<TCompiled>(IReadOnlyDictionary<string, DefinitionFile> files) => _declared[typeof(TCompiled)] = files;

    public void Add<TCompiled>(string id, TCompiled compiled)
        where TCompiled : class => Compiled(typeof(TCompiled)).TryAdd(id, compiled);

    /// <summary>Puts the finished form in place of an earlier one.</summary>
    public void Replace<TCompiled>(string id, TCompiled compiled)
        where TCompiled : class => Compiled(typeof(TCompiled))[id] = compiled;

    public DefinitionFile? FileOf<TCompiled>(string id) => _declared.GetValueOrDefault(typeof(TCompiled))?.GetValueOrDefault(id);

    public IReadOnlyCollection<string> Declared<TCompiled>() => [.. _declared.GetValueOrDefault(typeof(TCompiled))?.Keys ?? []];

    public TCompiled? Find<TCompiled>(string id)
        where TCompiled : class => (TCompiled?)Compiled(typeof(TCompiled)).GetValueOrDefault(id);

    public IEnumerable<TCompiled> All<TCompiled>() => Compiled(typeof(TCompiled)).Values.Cast<TCompiled>();

    /// <summary>What a subsidiary sees, or the group when it is null.</summary>
    public IEnumerable<TCompiled> Seen<TCompiled>(string? subsidiary)
    {
        var all = Compiled(typeof(TCompiled));
        return Inheritance.Subsidiaries.IsEmpty ? all.Values.Cast<TCompiled>() : all
            .Where(c => SubsidiaryNames.Subsidiary(c.Key) is not { } of ? subsidiary is null || !all.ContainsKey(SubsidiaryNames.Of(c.Key, subsidiary)) : of == subsidiary)
            .Select(c => (TCompiled)c.Value);
    }

    public FrozenDictionary<Type, FrozenDictionary<string, object>> Freeze() =>
        _compiled.ToFrozenDictionary(k => k.Key, k => k.Value.ToFrozenDictionary(StringComparer.Ordinal));

    /// <summary>A context that knows what this one knows, and whose findings nobody reads.</summary>
    public CompileContext Trial()
    {
        var trial = new CompileContext(manifest, ManifestFile, proven, Inheritance);
        foreach (var (type, declared) in _declared) trial._declared[type] = declared;
        foreach (var (type, compiled) in _compiled) trial._compiled[type] = compiled;
        return trial;
    }

    private Dictionary<string, object> Compiled(Type type)
    {
        if (!_compiled.TryGetValue(type, out var definitions)) _compiled[type] = definitions = new(StringComparer.Ordinal);
        return definitions;
    }
}

/// <summary>The context seen from one file: findings carry its path, references are checked where they stand.</summary>
internal sealed class CompileScope(CompileContext context, DefinitionFile file)
{
    private readonly HashSet<(Type Type, string Name)> _referred = [];
    private int _errors;

    public DefinitionFile File => file;

    public Manifest Manifest => context.Manifest;

    public bool Proven => context.Proven;

    /// <summary>What the file refers to.</summary>
    public IReadOnlySet<(Type Type, string Name)> Referred => _referred;

    /// <summary>True once this file has an error: its compiled form must not be used.</summary>
    public bool Failed => _errors > 0;

    public void Report(DiagnosticCode code, string pointer, params ReadOnlySpan<object?> arguments) => Report(code, code.At(file, pointer, arguments));

    /// <summary>Reports a finding about a list with the item that mends it.</summary>
    public void ReportWith(string? adds, DiagnosticCode code, string pointer, params ReadOnlySpan<object?> arguments) => Report(code, code.At(file, pointer, arguments) with { Adds = adds });

    private void Report(DiagnosticCode code, Diagnostic finding)
    {
        if (code.IsLater && context.Proven) finding = finding with { Severity = Severity.Warning };
        if (finding.Severity == Severity.Error) _errors++;
        context.Report(finding);
    }

    /// <summary>The compiled definition of an earlier kind (or an earlier one of this kind), or null after a finding.</summary>
    public TCompiled? Find<TCompiled>(string id, string pointer, Text kind)
        where TCompiled : class
    {
        if (Seen<TCompiled>(id) is { } found) return found;
        if (Knows<TCompiled>(id, pointer, kind)) _errors++; // it exists but has findings of its own; no second complaint
        return null;
    }

    /// <summary>True when a definition of that id exists, whether or not it compiled; else a finding.</summary>
    public bool Knows<TCompiled>(string id, string pointer, Text kind)
    {
        _referred.Add((typeof(TCompiled), id));
        var declared = context.Declared<TCompiled>();
        if (declared.Contains(Own(id)) || declared.Contains(id)) return true;
        Unknown(kind, id, pointer, declared.Where(IsSeen).Select(SubsidiaryNames.Name));
        return false;
    }

    /// <summary>What a name means here: to a subsidiary its own before the group's.</summary>
    private TPart? Seen<TPart>(string id)
        where TPart : class
    {
        _referred.Add((typeof(TPart), id));
        return context.Declared<TPart>().Contains(Own(id)) ? context.Find<TPart>(Own(id)) : context.Find<TPart>(Own(id)) ?? context.Find<TPart>(id);
    }

    private string Own(string id) => file.Subsidiary is { } own && !id.Contains('@', StringComparison.Ordinal) ? SubsidiaryNames.Of(id, own) : id;

    /// <summary>True for the group's, and for what the subsidiary that reads has of its own.</summary>
    private bool IsSeen(string id) => SubsidiaryNames.Subsidiary(id) is not { } of || of == file.Subsidiary;

    /// <summary>Reports a reference to something that is not there.</summary>
    public void Unknown(Text kind, string id, string pointer, IEnumerable<string> candidates) =>
        Report(KernelFindings.UnknownReference, pointer, kind, id, DidYouMean.Hint(id, candidates));

    /// <summary>Every definition that is seen from here: the group's, or what the subsidiary has in its place.</summary>
    public IEnumerable<TCompiled> All<TCompiled>() => context.Seen<TCompiled>(file.Subsidiary);

    /// <summary>What an earlier kind keeps beside its definitions, or null; no finding.</summary>
    public TPart? Part<TPart>(string id)
        where TPart : class => Seen<TPart>(id);

    /// <summary>Keeps a compiled part of this file beside, or instead of, the compiled definition.</summary>
    public void Add<TPart>(string id, TPart part)
        where TPart : class => context.Add(id, part);

    /// <summary>The same file under a context of its own with what is compiled so far: nothing that is found there is kept.</summary>
    public CompileScope Trial() => new(context.Trial(), file);

    /// <summary>Reports ids that stand twice in one list.</summary>
    public void Unique(IEnumerable<string> ids, Func<int, string> pointer)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var i = 0;
        foreach (var id in ids)
        {
            if (!Ids.IsValid(id)) Report(KernelFindings.BadId, pointer(i), id);
            if (!seen.Add(id)) Report(KernelFindings.DuplicateEntry, pointer(i), id);
            i++;
        }
    }

    /// <summary>Reports a title or message that lacks one of its languages.</summary>
    public void Complete(Text? text, string pointer)
    {
        if (text is null) return;
        if (string.IsNullOrWhiteSpace(text.Zh)) Report(KernelFindings.MissingText, pointer, "zh");
        if (string.IsNullOrWhiteSpace(text.En)) Report(KernelFindings.MissingText, pointer, "en");
    }
}
