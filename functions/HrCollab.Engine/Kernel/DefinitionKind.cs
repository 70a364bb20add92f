using System.Collections.Immutable;
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

    /// <summary>The path a definition of this kind has.</summary>
    public string PathOf(string id) => $"{Folder}/{id}.{Suffix}.json";

    /// <summary>True for this kind's definition files (not for the cases beside them).</summary>
    public bool Owns(string path) =>
        path.StartsWith(Folder + "/", StringComparison.Ordinal) && path.EndsWith($".{Suffix}.json", StringComparison.Ordinal);
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
    public sealed override byte[]? Canonical(DefinitionFile file) => Read(file, _ => { }) is { } definition ? Canonical(file, definition) : null;

    /// <summary>The canonical text of a definition that has been read.</summary>
    private protected virtual byte[]? Canonical(DefinitionFile file, TDefinition definition) => CanonicalJson.Write(definition, _json);

    /// <summary>The definition of a file, or null after findings.</summary>
    private protected virtual TDefinition? Read(DefinitionFile file, Action<Diagnostic> report) => StrictJson.Read(file, _json, report);

    internal sealed override byte[] Schema(DefinitionSchemas.Comments words) => DefinitionSchemas.Of(_json, Title, words);

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
        var sources = new Dictionary<string, (TDefinition Definition, DefinitionFile File)>(StringComparer.Ordinal);
        foreach (var file in files.OrderBy(f => f.Path, StringComparer.Ordinal))
        {
            if (Read(file, context.Report) is not { } definition) continue;
            context.Understood(file, () => Canonical(file, definition));
            if (!Ids.IsValid(definition.Id))
                context.Report(KernelFindings.BadId.At(file, "/id", definition.Id));
            else if (PathOf(definition.Id) != file.Path)
                context.Report(KernelFindings.IdIsNotFileName.At(file, "/id", definition.Id, PathOf(definition.Id)));
            if (!sources.TryAdd(definition.Id, (definition, file)))
                context.Report(KernelFindings.DuplicateId.At(file, "/id", definition.Id, sources[definition.Id].File.Path));
        }

        context.Declare<TCompiled>(sources.ToDictionary(s => s.Key, s => s.Value.File, StringComparer.Ordinal));
        foreach (var id in DependencyOrder.Of(sources, s => DependsOn(s.Definition), s => s.File, context.Report))
        {
            var (definition, file) = sources[id];
            var scope = new CompileScope(context, file);
            if (Compile(definition, scope) is { } compiled) context.Add(id, compiled);
        }

        Complete(context);
    }
}

/// <summary>A reference to a definition of the same kind, and where it stands.</summary>
internal readonly record struct Dependency(string Id, string Pointer);
