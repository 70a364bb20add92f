using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards.Schemas;

/// <summary>
/// One value judged by a plan. A value is visited strictly once (no member twice, no number that decimal cannot hold); schemas that apply
/// beside that one read the same bytes again. Inside anyOf, oneOf, not, if and contains the run only probes: it stops at the first no and reports nothing.
/// </summary>
internal ref partial struct SchemaRun
{
    private const int Words = SchemaLimits.Elements / 64;
    private static readonly ThreadLocal<SchemaScratch> Scratch = new(() => new SchemaScratch());

    private readonly ReadOnlySpan<SchemaNode> _nodes;
    private readonly ReadOnlySpan<byte> _utf8;
    private readonly SchemaScratch _scratch;
    private readonly DateOnly _today;
    private List<RunError>? _errors;
    private int _probing;

    private SchemaRun(ReadOnlySpan<SchemaNode> nodes, ReadOnlySpan<byte> utf8, DateOnly today)
    {
        _nodes = nodes;
        _utf8 = utf8;
        _today = today;
        _scratch = Scratch.Value!;
        _scratch.Reset();
    }

    public static ImmutableArray<Violation> Check(ReadOnlySpan<SchemaNode> nodes, ReadOnlySpan<byte> utf8, DateOnly today)
    {
        var run = new SchemaRun(nodes, utf8, today);
        run.All();
        return run._errors is null ? [] : RunErrors.Violations(run._errors, utf8);
    }

    private void All()
    {
        try
        {
            if (_utf8.Length > SchemaLimits.InstanceBytes) throw new SchemaStop(InstanceFindings.TooMuch, 0, new Text($"{_utf8.Length} 字节", $"{_utf8.Length} bytes"));
            if (!Utf8.IsValid(_utf8)) throw new SchemaStop(InstanceFindings.NotJson, 0);
            var reader = new JsonCursor(_utf8);
            reader.ReadValue();
            Value(0, ref reader, strict: true, default);
            reader.End();
        }
        catch (SchemaStop stop)
        {
            Stop(stop.Finding, stop.At, stop.Arguments);
        }
        catch (InvalidOperationException)
        {
            Stop(InstanceFindings.NotJson, 0); // half a surrogate pair as an escape
        }
        catch (RegexMatchTimeoutException)
        {
            Stop(InstanceFindings.TooMuch, 0, new Text("文本过长", "a text is too long"));
        }
    }

    private void Stop(DiagnosticCode code, long at, params object?[] arguments) => (_errors ??= []).Add(new RunError(code, at, null, arguments));

    /// <summary>From the first token of a value to its last.</summary>
    private bool Value(int index, ref JsonCursor reader, bool strict, scoped Span<ulong> evaluated)
    {
        _scratch.Step();
        var node = _nodes[index];
        return node.IsPlain ? Own(node, ref reader, strict, evaluated) : node.Tracks ? Tracked(node, ref reader, strict, evaluated) : Both(node, node.InPlace!, ref reader, strict, evaluated);
    }

    /// <summary>The keywords of the node and the schemas beside them. By itself, for a copy of a reader is large and most nodes need none.</summary>
    private bool Both(SchemaNode node, InPlaceRules beside, ref JsonCursor reader, bool strict, scoped Span<ulong> evaluated)
    {
        EnsureStack();
        var start = reader;
        var ok = Own(node, ref reader, strict, evaluated);
        if (!ok && _probing > 0) return false;
        return Beside(beside, start, evaluated) && ok;
    }

    /// <summary>The keywords of the node itself.</summary>
    private bool Own(SchemaNode node, ref JsonCursor reader, bool strict, scoped Span<ulong> evaluated)
    {
        var at = reader.Start;
        if (reader.TokenType == JsonTokenType.String && node is { Possible: true } && node.Takes(JsonTypes.String)) return Text(node, reader, at);
        if (!node.Possible)
        {
            Pass(ref reader, strict);
            return Refuse(InstanceFindings.NotAllowed, at);
        }

        var ok = true;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when node.Takes(JsonTypes.Object):
                ok = Literals(node, ref reader, at);
                if (!ok && _probing > 0) return false;
                return Object(node.Objects, ref reader, strict, evaluated) && ok;
            case JsonTokenType.StartArray when node.Takes(JsonTypes.Array):
                ok = Literals(node, ref reader, at);
                if (!ok && _probing > 0) return false;
                return Array(node.Arrays, ref reader, strict, evaluated) && ok;
            case JsonTokenType.PropertyName when node.Takes(JsonTypes.String):
                return Text(node, reader, at);
            case JsonTokenType.Number:
                return Number(node, reader, at);
            case JsonTokenType.Null when node.Takes(JsonTypes.Null):
            case JsonTokenType.True or JsonTokenType.False when node.Takes(JsonTypes.Boolean):
                if (node.Enum is { } values && !values.HasWord(reader.TokenType)) ok = Refuse(InstanceFindings.Enum, at, values);
                if (node.Const is { } value && !value.HasWord(reader.TokenType)) ok = Refuse(InstanceFindings.Const, at, value);
                return ok;
            default:
                Pass(ref reader, strict);
                return Refuse(InstanceFindings.Type, at, node.Types);
        }
    }

    private bool Literals(SchemaNode node, ref JsonCursor reader, long at)
    {
        var ok = true;
        if (node.Enum is { } values && !values.HasStructure(reader, _scratch)) ok = Refuse(InstanceFindings.Enum, at, values);
        if (node.Const is { } value && !value.HasStructure(reader, _scratch)) ok = Refuse(InstanceFindings.Const, at, value);
        return ok;
    }

    private static void EnsureStack()
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw new SchemaStop(InstanceFindings.TooMuch, 0, new Text("嵌套过深", "nested too deeply"));
    }

    private bool Refuse(DiagnosticCode code, long at) => _probing == 0 && Add(code, at, null, []);

    private bool Refuse<T>(DiagnosticCode code, long at, T argument) => _probing == 0 && Add(code, at, null, [argument]);

    private bool Refuse<T>(DiagnosticCode code, long at, T argument, T second) => _probing == 0 && Add(code, at, null, [argument, second]);

    private bool RefuseMember<T>(DiagnosticCode code, long at, string member, T argument) => _probing == 0 && Add(code, at, member, [argument]);

    private bool Add(DiagnosticCode code, long at, string? member, object?[] arguments)
    {
        _errors ??= [];
        if (_errors.Count < SchemaLimits.Errors) _errors.Add(new RunError(code, at, member, arguments));
        return false;
    }
}
