using System.Text.Json;

namespace HrCollab.Engine.Standards.Schemas;

/// <summary>Schemas that apply to the same value, and what none of them has looked at.</summary>
internal ref partial struct SchemaRun
{
    private bool Beside(InPlaceRules rules, JsonCursor start, scoped Span<ulong> evaluated)
    {
        var ok = true;
        var at = start.Start;
        foreach (var child in rules.AllOf)
        {
            var reader = start;
            ok &= Value(child, ref reader, strict: false, evaluated);
            if (!ok && _probing > 0) return false;
        }

        if (!rules.AnyOf.IsEmpty)
        {
            var fits = false;
            foreach (var child in rules.AnyOf)
            {
                fits |= Probe(child, start, evaluated);
                if (fits && evaluated.IsEmpty) break;
            }

            if (!fits) ok = Refuse(InstanceFindings.AnyOf, at);
        }

        if (!rules.OneOf.IsEmpty)
        {
            var fits = 0;
            foreach (var child in rules.OneOf)
            {
                if (Probe(child, start, evaluated)) fits++;
                if (fits > 1) break;
            }

            if (fits != 1) ok = Refuse(fits == 0 ? InstanceFindings.AnyOf : InstanceFindings.OneOf, at);
        }

        if (rules.Not >= 0 && Probe(rules.Not, start, default)) ok = Refuse(InstanceFindings.Not, at);
        if (rules.If < 0 || (!ok && _probing > 0)) return ok;
        var next = Probe(rules.If, start, evaluated) ? rules.Then : rules.Else;
        if (next < 0) return ok;
        var again = start;
        return Value(next, ref again, strict: false, evaluated) && ok;
    }

    /// <summary>Whether the value fits; what a schema that does not fit has looked at does not count.</summary>
    private bool Probe(int node, JsonCursor start, scoped Span<ulong> evaluated)
    {
        EnsureStack();
        if (evaluated.IsEmpty) return Probe(node, start);
        Span<ulong> own = stackalloc ulong[Words];
        _probing++;
        var fits = Value(node, ref start, strict: false, own);
        _probing--;
        if (fits) Merge(own, evaluated);
        return fits;
    }

    private bool Probe(int node, JsonCursor start)
    {
        _probing++;
        var fits = Value(node, ref start, strict: false, default);
        _probing--;
        return fits;
    }

    private bool Tracked(SchemaNode node, ref JsonCursor reader, bool strict, scoped Span<ulong> evaluated)
    {
        EnsureStack();
        Span<ulong> own = stackalloc ulong[Words];
        var start = reader;
        var ok = Own(node, ref reader, strict, own);
        if (!ok && _probing > 0) return false;
        if (node.InPlace is { } rules) ok = Beside(rules, start, own) && ok;
        if (!ok && _probing > 0) return false;
        if (start.TokenType == JsonTokenType.StartObject && node.UnevaluatedProperties >= 0) ok = Rest(node.UnevaluatedProperties, start, own) && ok;
        if (start.TokenType == JsonTokenType.StartArray && node.UnevaluatedItems >= 0) ok = Rest(node.UnevaluatedItems, start, own) && ok;
        if (!evaluated.IsEmpty) Merge(own, evaluated);
        return ok;
    }

    /// <summary>Members or items that nobody has looked at, judged by a node.</summary>
    private bool Rest(int node, JsonCursor reader, scoped Span<ulong> evaluated)
    {
        var ok = true;
        var named = reader.TokenType == JsonTokenType.StartObject;
        for (var i = 0; named ? reader.ReadName() : reader.ReadItem(); i++)
        {
            if (named) reader.ReadValue();
            if (Bit(evaluated, i))
            {
                reader.Skip();
                continue;
            }

            evaluated[i >> 6] |= 1UL << i;
            ok &= Value(node, ref reader, strict: false, default);
            if (!ok && _probing > 0) return false;
        }

        return ok;
    }

    private static void Merge(ReadOnlySpan<ulong> from, Span<ulong> into)
    {
        for (var i = 0; i < into.Length; i++) into[i] |= from[i];
    }

    private static bool Bit(ReadOnlySpan<ulong> bits, int i) => (bits[i >> 6] >> i & 1) != 0;
}
