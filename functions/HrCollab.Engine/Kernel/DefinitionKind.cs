using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace HrCollab.Engine.Kernel;

/// <summary>What every definition file has: an id that is also the name of its file.</summary>
public interface IDefinition
{
    /// <summary>A word people use; unique within its kind.</summary>
    string Id { get; }
}

/// <summary>One kind of definition: where its files lie and how they are compiled.</summary>
public abstract class DefinitionKind
{
    private protected DefinitionKind(string folder, string suffix, Text title) =>
        (Folder, Suffix, Title) = (folder, suffix, title);

    /// <summary>Folder within definitions, and the kind's name in the API.</summary>
    public string Folder { get; }

    /// <summary>Middle part of the file name: <c>person.standard.json</c>.</summary>
    public string Suffix { get; }

    /// <summary>What people call the kind.</summary>
    public Text Title { get; }

    /// <summary>The file's text in canonical form, or null when it does not parse.</summary>
    public abstract byte[]? Canonical(DefinitionFile file);

    /// <summary>
    /// The definition asked a question without side effects; null when this kind does not evaluate. The input's form is the kind's own
    /// (see its README).
    /// </summary>
    public virtual TryOutcome? Try(DefinitionSet set, string id, TryQuestion question) => null;

    /// <summary>Does what was put off when proven files were compiled.</summary>
    internal virtual void Warm(DefinitionSet set)
    {
    }

    /// <summary>Says about a set that does not compile what the findings so far do not show.</summary>
    /// <param name="context">The findings so far.</param>
    /// <param name="files">Every file of the set.</param>
    internal virtual void Failed(CompileContext context, ImmutableArray<DefinitionFile> files)
    {
    }

    /// <summary>A question that brings its own definition; null when this kind takes none such.</summary>
    public virtual TryOutcome? TryInline(DefinitionSet set, TryQuestion question) => null;

    internal abstract void Compile(CompileContext context, ImmutableArray<DefinitionFile> files);

    /// <summary>JSON Schema of the kind's files.</summary>
    internal abstract byte[] Schema(DefinitionSchemas.Comments words);

    /// <summary>True when a subsidiary may have definitions of its own of this kind.</summary>
    public virtual bool IsInheritable => false;

    /// <summary>The path a definition of this kind has: in the folder of the subsidiary when the id names one (<c>probation@south</c>).</summary>
    public string PathOf(string id) => SubsidiaryNames.Subsidiary(id) is { } subsidiary
        ? $"{SubsidiaryNames.Folder}/{subsidiary}/{PathOf(SubsidiaryNames.Name(id))}" : $"{Folder}/{id}.{Suffix}.json";

    /// <summary>The full id that the path of a definition of this kind says.</summary>
    public string IdOf(string path)
    {
        var (subsidiary, within) = SubsidiaryNames.Split(path);
        return SubsidiaryNames.Of(within[(Folder.Length + 1)..^(Suffix.Length + 6)], subsidiary);
    }

    /// <summary>True for this kind's definition files (not for the cases beside them).</summary>
    public bool Owns(string path) => path.EndsWith($".{Suffix}.json", StringComparison.Ordinal) && SubsidiaryNames.Split(path).Path.StartsWith(Folder + "/", StringComparison.Ordinal);

    /// <summary>JSON Schema of the files in which a subsidiary says what differs; null when there are none.</summary>
    internal abstract byte[]? PartialSchema(DefinitionSchemas.Comments words);
}

/// <summary>A kind whose files are read as <typeparamref name="TDefinition"/> and compiled to <typeparamref name="TCompiled"/>.</summary>
public abstract class DefinitionKind<TDefinition, TCompiled> : DefinitionKind
    where TDefinition : class, IDefinition
    where TCompiled : class
{
    private readonly JsonTypeInfo<TDefinition> _json;

    private protected DefinitionKind(string folder, string suffix, Text title, JsonTypeInfo<TDefinition> json)
        : base(folder, suffix, title) => _json = json;

    /// <inheritdoc/>
    public sealed override byte[]? Canonical(DefinitionFile file) =>
        Inheritance.IsPartial(file) ? PartialText.Canonical(file, _json) : Read(file, _ => { }) is { } definition ? Canonical(file, definition) : null;

    /// <inheritdoc/>
    public sealed override bool IsInheritable => typeof(TDefinition).IsAssignableTo(typeof(IInheritable));

    /// <summary>The canonical text of a definition that has been read.</summary>
    private protected virtual byte[]? Canonical(DefinitionFile file, TDefinition definition) => CanonicalJson.Write(definition, _json);

    /// <summary>The definition of a file, or null after findings.</summary>
    private protected virtual TDefinition? Read(DefinitionFile file, Action<Diagnostic> report) => StrictJson.Read(file, _json, report);

    internal sealed override byte[] Schema(DefinitionSchemas.Comments words) => DefinitionSchemas.Of(_json, Title, words);

    internal sealed override byte[]? PartialSchema(DefinitionSchemas.Comments words) => IsInheritable ? DefinitionSchemas.PartOf(_json, Title, words) : null;

    /// <summary>True when a definition only names others and does not stand on what they say.</summary>
    private protected virtual bool OnlyNames => false;

    /// <summary>True for a definition that is the same for the whole group although its kind is one that subsidiaries may have of their own, such as the law.</summary>
    private protected virtual bool IsCommon(TDefinition definition) => false;

    /// <summary>Which entries of a list decide whether another one of it is reached.</summary>
    /// <param name="holder">What has the list.</param>
    /// <param name="member">The list.</param>
    private protected virtual Deciding DecidingIn(JsonObject holder, string member) => Deciding.None;

    /// <summary>Reports where the definition of a subsidiary asks for less, or allows more, than the group's that it stands for.</summary>
    private protected virtual void Compare(TDefinition group, TDefinition own, CompileScope scope)
    {
    }

    /// <summary>Compiles one definition; reports findings to the scope and returns null when it cannot be used.</summary>
    private protected abstract TCompiled? Compile(TDefinition definition, CompileScope scope);

    /// <summary>Definitions of the same kind that must be compiled before this one.</summary>
    private protected virtual IEnumerable<Dependency> DependsOn(TDefinition definition) => [];

    /// <summary>Runs once after every file of the kind: for definitions that several files make up together.</summary>
    private protected virtual void Complete(CompileContext context)
    {
    }

    internal sealed override void Compile(CompileContext context, ImmutableArray<DefinitionFile> files)
    {
        var sources = new Dictionary<string, Source>(StringComparer.Ordinal);
        foreach (var file in files.Where(f => SubsidiaryNames.OfPath(f.Path) is null).OrderBy(f => f.Path, StringComparer.Ordinal))
        {
            if (Read(file, context.Report) is not { } definition) continue;
            context.Understood(file, () => Canonical(file, definition));
            if (!Ids.IsValid(definition.Id))
                context.Report(KernelFindings.BadId.At(file, "/id", definition.Id));
            else if (PathOf(definition.Id) != file.Path)
                context.Report(KernelFindings.IdIsNotFileName.At(file, "/id", definition.Id, PathOf(definition.Id)));
            if (!sources.TryAdd(definition.Id, new Source(definition, file)))
                context.Report(KernelFindings.DuplicateId.At(file, "/id", definition.Id, sources[definition.Id].File.Path));
            if (definition is IInheritable { Fixed: var words }) Inheritance.Known(words, file, context.Report);
        }

        var own = Own(context, files, sources);
        var declared = sources.ToDictionary(s => s.Key, s => s.Value.File, StringComparer.Ordinal);
        foreach (var source in own.SelectMany(o => o.Value.Values)) declared[source.Definition.Id] = source.File;
        context.Declare<TCompiled>(declared);
        foreach (var id in DependencyOrder.Of(sources, s => DependsOn(s.Definition), s => s.File, context.Report)) Compile(sources[id], context);
        foreach (var (subsidiary, theirs) in own) Compile(subsidiary, theirs, sources, context);
        Complete(context);
    }

    private void Compile(Source source, CompileContext context)
    {
        var scope = new CompileScope(context, source.File);
        if (Compile(source.Definition, scope) is { } compiled) context.Add(source.Definition.Id, compiled);
        if (source.Group is { } group && !scope.Failed)
        {
            Inheritance.Check(group.File, source.File, DecidingIn, context.Report);
            Compare(group.Definition, source.Definition, scope);
        }

        context.Read<TCompiled>(source.Definition.Id, scope);
    }

    /// <summary>
    /// What a subsidiary has of its own, and what of the group's refers to it: that is compiled once more as the subsidiary reads it, so that a form
    /// of the group asks the table of the subsidiary.
    /// </summary>
    private void Compile(string subsidiary, Dictionary<string, Source> own, Dictionary<string, Source> group, CompileContext context)
    {
        var seen = new Dictionary<string, Source>(group, StringComparer.Ordinal);
        foreach (var (name, source) in own) seen[name] = source;
        foreach (var name in DependencyOrder.Of(seen, s => DependsOn(s.Definition), s => s.File, d => context.Once(d)))
        {
            if (own.TryGetValue(name, out var source))
            {
                Compile(source, context);
            }
            else if (!IsCommon(group[name].Definition) && context.Find<TCompiled>(name) is not null && context.Differs<TCompiled>(name, subsidiary, declaredOnly: !IsInheritable) is { } other)
            {
                var id = SubsidiaryNames.Of(name, subsidiary);
                if (!IsInheritable)
                {
                    if (!OnlyNames) context.Report(InheritanceFindings.ReliedOn.At(other, "", group[name].File.Path));
                    continue;
                }

                if (context.Inheritance.Seen(group[name].File, id, subsidiary, context.Report) is not { } file || Read(file, context.Report) is not { } definition) continue;
                context.Also<TCompiled>(id, file);
                Compile(new Source(definition, file), context);
            }
        }
    }

    /// <summary>Definitions of subsidiaries by subsidiary and name, with what they inherit.</summary>
    private SortedDictionary<string, Dictionary<string, Source>> Own(CompileContext context, ImmutableArray<DefinitionFile> files, Dictionary<string, Source> group)
    {
        var own = new SortedDictionary<string, Dictionary<string, Source>>(StringComparer.Ordinal);
        foreach (var subsidiary in context.Inheritance.Subsidiaries.Keys) own[subsidiary] = new(StringComparer.Ordinal);
        foreach (var file in files.Where(f => SubsidiaryNames.OfPath(f.Path) is not null))
        {
            if (!IsInheritable)
            {
                context.Report(InheritanceFindings.WholeGroup.At(file, "", Title, string.Join("、", DefinitionKinds.All.Where(k => k.IsInheritable).Select(k => k.Folder))));
                continue;
            }

            var (subsidiary, name) = (SubsidiaryNames.OfPath(file.Path)!, SubsidiaryNames.Name(IdOf(file.Path)));
            if (!Ids.IsValid(name))
            {
                context.Report(KernelFindings.BadId.At(file, "/id", name));
                continue;
            }

            if (context.Inheritance.Whole(file, this, _json, context.Report) is not { } whole || Read(whole, context.Report) is not { } definition) continue;
            context.Understood(file, () => Canonical(file));
            if (definition is IInheritable { Fixed: var words }) Inheritance.Known(words, whole, context.Report);
            own[subsidiary][name] = new Source(definition, whole) { Group = group.GetValueOrDefault(name) };
        }

        return own;
    }

    /// <summary>A definition that was read, and the group's that it stands for.</summary>
    private sealed record Source(TDefinition Definition, DefinitionFile File)
    {
        public Source? Group { get; init; }
    }
}

/// <summary>A reference to a definition of the same kind, and where it stands.</summary>
internal readonly record struct Dependency(string Id, string Pointer);
