using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Expressions.Scripts;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards;

/// <summary>Turns what is written under <c>compute</c> into computations, in the order of the fields.</summary>
internal static class ComputationCompiler
{
    public static ImmutableArray<Computation> Compile(ImmutableArray<Field> fields, Vocabulary vocabulary, CompileScope scope)
    {
        var computed = ImmutableArray.CreateBuilder<Computation>();
        foreach (var field in fields.Where(f => f.IsComputed))
        {
            var at = $"{field.Place.Pointer}/compute";
            if (field.Required) scope.Report(StandardFindings.ComputedRequired, field.Place.Pointer, field.Path);
            var made = field.Definition.Compute! switch
            {
                { Formula: { } formula, Script.IsDefaultOrEmpty: true, Reads.IsDefaultOrEmpty: true } => ByFormula(field, formula, vocabulary, scope, at),
                { Formula: null, Script.IsDefaultOrEmpty: false } script => ByScript(field, script, fields, scope, at),
                _ => OneWay(field, scope, at),
            };
            if (made is null) continue;
            foreach (var read in made.Reads.Where(r => fields[r.Slot].IsComputed && r.Slot >= field.Shape.Slot)) scope.Report(StandardFindings.ReadsLater, at, field.Path, read.Path);
            computed.Add(made);
        }

        return computed.ToImmutable();
    }

    private static Computation? OneWay(Field field, CompileScope scope, string at)
    {
        scope.Report(StandardFindings.OneWayToCompute, at, field.Path);
        return null;
    }

    private static Computation.ByFormula? ByFormula(Field field, string text, Vocabulary vocabulary, CompileScope scope, string at) =>
        ExpressionCompiler.Formula(text, vocabulary, field.Shape.Type, scope, $"{at}/formula") is { } formula
            ? new Computation.ByFormula(field, [.. formula.Reads.Select(r => vocabulary.Find(r)!.Value.Field)], formula)
            : null;

    private static Computation.ByScript? ByScript(Field field, ComputeDefinition written, ImmutableArray<Field> fields, CompileScope scope, string at)
    {
        var paths = written.Reads.OrEmpty();
        scope.Unique(paths, i => $"{at}/reads/{i}");
        if (paths.Length is 0 or > ScriptLimits.Reads) scope.Report(StandardFindings.ScriptReads, $"{at}/reads", field.Path, ScriptLimits.Reads);
        var reads = ImmutableArray.CreateBuilder<Field>();
        for (var i = 0; i < paths.Length; i++)
        {
            if (fields.FirstOrDefault(f => f.Path == paths[i]) is { } read) reads.Add(read);
            else scope.Report(StandardFindings.UnknownField, $"{at}/reads/{i}", paths[i], DidYouMean.Hint(paths[i], fields.Select(f => f.Path)));
        }

        if (scope.Failed) return null;
        var names = paths.SelectMany(p => p.Split('.')).Concat(reads.SelectMany(r => r.Rows?.Fields.Select(f => f.Path) ?? [])).ToHashSet(StringComparer.Ordinal);
        var (source, place, computed) = (string.Join('\n', written.Script), scope.File.At($"{at}/script"), reads.Select(r => r.Shape).ToImmutableArray());
        if (scope.Proven) return new Computation.ByScript(field, computed, ScriptCompiler.Known(source, field.Shape.Type, names, scope.Manifest.Zone, place));
        var script = ScriptCompiler.Compile(
            source, field.Shape.Type, names, scope.Manifest.Zone, place,
            (code, arguments) => scope.Report(code, LineOf(code, arguments) is { } line && line <= written.Script.Length ? $"{at}/script/{line - 1}" : $"{at}/script", arguments));
        if (script is null) return null;
        if (ScriptRehearsal.Fault(script, reads) is { } fault) scope.Report(ScriptFindings.FailsOnSample, $"{at}/script", fault.Reason.Message, fault.Detail, fault.Sample);
        return new Computation.ByScript(field, computed, script);
    }

    private static int? LineOf(DiagnosticCode code, object?[] arguments) =>
        code == ScriptFindings.Syntax ? (int)arguments[0]! : code == ScriptFindings.NotAvailable || code == ScriptFindings.TemplateTooLong ? (int)arguments[1]! : null;
}
