using System.Collections.Immutable;
using HrCollab.Engine.CodeLists;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards.Schemas.Patterns;

namespace HrCollab.Engine.Standards;

/// <summary>Turns a written field into a compiled one; standards and forms share it, so a field means the same everywhere.</summary>
internal static class FieldCompiler
{
    private static readonly ImmutableSortedDictionary<string, ValueType> Types = Enum.GetValues<ValueType>()
        .ToImmutableSortedDictionary(t => t.ToString().ToLowerInvariant(), t => t, StringComparer.Ordinal);

    private static readonly ImmutableArray<string> Sensitivities = ["public", "internal", "sensitive"];

    /// <summary>Id of the code list of what values are taken from.</summary>
    public const string Sources = "sources";

    /// <summary>The compiled field, or null after findings.</summary>
    /// <param name="definition">The field as written.</param>
    /// <param name="slot">Its slot.</param>
    /// <param name="path">Its name within its standard or form.</param>
    /// <param name="scope">The file.</param>
    /// <param name="pointer">Its place there.</param>
    /// <param name="source">What the fields around it are taken from, when it does not say itself.</param>
    public static Field? Compile(FieldDefinition definition, int slot, string path, CompileScope scope, string pointer, CodeValue? source = null)
    {
        scope.Complete(definition.Title, $"{pointer}/title");
        scope.Complete(definition.Help, $"{pointer}/help");
        if (!Types.TryGetValue(definition.Type, out var type))
        {
            scope.Report(StandardFindings.UnknownType, $"{pointer}/type", definition.Type, DidYouMean.Hint(definition.Type, Types.Keys));
            return null;
        }

        CodeList? codes = null;
        if (type is ValueType.Code or ValueType.Codes)
        {
            if (definition.Codes is null) scope.Report(StandardFindings.NeedsCodes, pointer, definition.Id);
            else codes = scope.Find<CodeList>(definition.Codes, $"{pointer}/codes", new Text("代码表", "code list"));
        }

        if (type == ValueType.Reference)
        {
            if (definition.Reference is null) scope.Report(StandardFindings.NeedsReference, pointer, definition.Id);
            else scope.Knows<Standard>(definition.Reference, $"{pointer}/reference", new Text("标准", "standard"));
        }

        if (definition.Min > definition.Max || definition.MinLength > definition.MaxLength) scope.Report(StandardFindings.BadBounds, pointer, definition.Id);
        Protect(definition, scope, pointer);
        source = Source(definition.SourceOfTruth, scope, pointer) ?? source;
        var rows = RowFieldCompiler.Compile(definition, type, scope, pointer, source);
        var shape = new FieldShape(
            slot, path, type, definition.Title, codes, definition.Reference, rows is null ? null : new RecordShape(definition.Title, [.. rows.Fields.Select(f => f.Shape)]), definition.Min, definition.Max);
        return new Field(shape, definition, scope.File.At(pointer))
        {
            Codes = codes,
            SourceOfTruth = source,
            Rows = rows,
            Format = Known(definition.Format, Format.Known, f => f.Name, StandardFindings.UnknownFormat, scope, $"{pointer}/format"),
            Pattern = Compile(definition.Pattern, scope, $"{pointer}/pattern"),
            Mask = Known(definition.Mask, Mask.Known, m => m.Name, StandardFindings.UnknownMask, scope, $"{pointer}/mask") ?? Mask.All,
            Normalisations = [.. definition.Normalize.OrEmpty()
                .Select((n, i) => Known(n, Normalisation.Known, k => k.Name, StandardFindings.UnknownNormalisation, scope, $"{pointer}/normalize/{i}"))
                .OfType<Normalisation>()],
        };
    }

    /// <summary>The source that a field or group names, or null after a finding.</summary>
    public static CodeValue? Source(string? written, CompileScope scope, string pointer)
    {
        var at = $"{pointer}/sourceOfTruth";
        if (written is null || scope.Find<CodeList>(Sources, at, new Text("代码表", "code list")) is not { } sources) return null;
        if (sources.Find(written) is { } source) return source;
        scope.Unknown(new Text("权威来源", "source of truth"), written, at, sources.Values.Select(v => v.Code));
        return null;
    }

    private static void Protect(FieldDefinition definition, CompileScope scope, string pointer)
    {
        if (definition.Sensitivity is { } sensitivity && !Sensitivities.Contains(sensitivity))
            scope.Report(StandardFindings.UnknownSensitivity, $"{pointer}/sensitivity", sensitivity, DidYouMean.Hint(sensitivity, Sensitivities));
        if (definition.Sensitivity != "sensitive") return;
        if (definition.Purpose is null) scope.Report(StandardFindings.SensitiveWithoutPurpose, pointer, definition.Id, "purpose");
        if (definition.Basis is null) scope.Report(StandardFindings.SensitiveWithoutPurpose, pointer, definition.Id, "basis");
        if (definition.Retention is null) scope.Report(StandardFindings.SensitiveWithoutPurpose, pointer, definition.Id, "retention");
    }

    private static T? Known<T>(string? name, IReadOnlyList<T> known, Func<T, string> nameOf, DiagnosticCode finding, CompileScope scope, string pointer)
        where T : class
    {
        if (name is null) return null;
        if (known.FirstOrDefault(k => nameOf(k) == name) is { } found) return found;
        scope.Report(finding, pointer, name, DidYouMean.Hint(name, known.Select(nameOf)));
        return null;
    }

    /// <summary>Linear-time matching only: a pattern from outside must not be able to stop the process.</summary>
    private static EcmaPattern? Compile(string? pattern, CompileScope scope, string pointer)
    {
        if (pattern is null) return null;
        var compiled = EcmaPattern.Compile(pattern, whole: true, out var problem);
        if (compiled is null) scope.Report(StandardFindings.BadPattern, pointer, problem);
        return compiled;
    }
}
