using System.Runtime.CompilerServices;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards.Schemas.Patterns;

namespace HrCollab.Engine.Standards.Schemas;

/// <summary>Objects: one pass over the members. What few members need is not inlined into it, so that it keeps its variables in registers.</summary>
internal ref partial struct SchemaRun
{
    private bool Object(ObjectRules? rules, ref JsonCursor reader, bool strict, scoped Span<ulong> evaluated)
    {
        if (rules is null)
        {
            Pass(ref reader, strict);
            return true;
        }

        var start = reader;
        var marks = _scratch.Marks.Count;
        Span<ulong> seen = stackalloc ulong[(rules.Names.Count >> 6) + 1];
        var ok = true;
        int count = 0, hint = 0;
        while (reader.ReadName(rules.Names.Member(hint), out var expected))
        {
            if (++count > SchemaLimits.Elements) throw TooMany(reader.Start);
            var i = expected ? hint : rules.Names.Find(_scratch.Text(reader));
            if (i >= 0)
            {
                hint = i + 1;
                if (strict && Bit(seen, i)) ok = Refuse(InstanceFindings.DuplicateMember, reader.Start);
                seen[i >> 6] |= 1UL << i;
            }
            else if (strict)
            {
                Mark(_scratch.Text(reader), reader.Start);
            }

            if (rules.PropertyNames >= 0 && !Probe(rules.PropertyNames, reader)) ok = Refuse(InstanceFindings.PropertyName, reader.Start);
            ok &= Member(rules, i < 0 ? -1 : rules.Members[i], ref reader, strict, out var looked);
            if (looked && !evaluated.IsEmpty) evaluated[(count - 1) >> 6] |= 1UL << (count - 1);
            if (!ok && _probing > 0) return false;
        }

        if (strict && Twice(marks) is >= 0 and var twice) ok = Refuse(InstanceFindings.DuplicateMember, twice);
        return Whole(rules, start, seen, count, evaluated) && ok;
    }

    /// <summary>From a name to the end of its value: the property's schema, those of the patterns, else that of the rest.</summary>
    private bool Member(ObjectRules rules, int child, ref JsonCursor reader, bool strict, out bool looked)
    {
        if (!rules.Patterns.IsEmpty) return ByPatterns(rules, child, ref reader, strict, out looked);
        reader.ReadValue();
        if (child < 0) child = rules.Additional;
        looked = child >= 0;
        if (looked) return Value(child, ref reader, strict, default);
        Pass(ref reader, strict);
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool ByPatterns(ObjectRules rules, int child, ref JsonCursor reader, bool strict, out bool looked)
    {
        var ok = true;
        looked = child >= 0;
        var name = reader;
        reader.ReadValue();
        var value = reader;
        if (looked) ok = Value(child, ref reader, strict, default);
        foreach (var (pattern, node) in rules.Patterns)
        {
            if (!Matches(pattern, _scratch.Text(name))) continue;
            if (looked)
            {
                var again = value;
                ok = Value(node, ref again, strict: false, default) && ok;
            }
            else
            {
                ok = Value(node, ref reader, strict, default);
                looked = true;
            }

            if (!ok && _probing > 0) return false;
        }

        if (looked) return ok;
        looked = rules.Additional >= 0;
        if (looked) return Value(rules.Additional, ref reader, strict, default);
        Pass(ref reader, strict);
        return ok;
    }

    /// <summary>What only shows when all members have been seen.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Whole(ObjectRules rules, scoped in JsonCursor start, scoped ReadOnlySpan<ulong> seen, int count, scoped Span<ulong> evaluated)
    {
        var ok = true;
        var at = start.Start;
        for (var word = 0; word < seen.Length; word++)
        {
            if ((rules.Needed[word] & ~seen[word]) == 0) continue;
            ok = Required(rules, seen, at);
            break;
        }

        if (count < rules.Min) ok = Refuse(InstanceFindings.MinProperties, at, rules.Min);
        if (count > rules.Max) ok = Refuse(InstanceFindings.MaxProperties, at, rules.Max);
        foreach (var (trigger, needs) in rules.DependentRequired)
        {
            if (!Bit(seen, trigger)) continue;
            foreach (var i in needs)
            {
                if (!Bit(seen, i)) ok = Refuse(InstanceFindings.DependentRequired, at, rules.Names.Names[i], rules.Names.Names[trigger]);
            }
        }

        foreach (var (trigger, node) in rules.DependentSchemas)
        {
            if (!Bit(seen, trigger)) continue;
            var again = start;
            ok = Value(node, ref again, strict: false, evaluated) && ok;
        }

        return ok;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Required(ObjectRules rules, scoped ReadOnlySpan<ulong> seen, long at)
    {
        foreach (var i in rules.Required)
        {
            if (!Bit(seen, i)) RefuseMember(InstanceFindings.Required, at, rules.Names.Names[i], rules.Names.Names[i]);
        }

        return false;
    }

    private bool Matches(EcmaPattern pattern, scoped ReadOnlySpan<byte> text) => pattern.TakesBytes ? pattern.IsMatch(text) : pattern.IsMatch(_scratch.Chars(text));

    private static SchemaStop TooMany(long at) =>
        new(InstanceFindings.TooMuch, at, new Text($"超过 {SchemaLimits.Elements} 项", $"more than {SchemaLimits.Elements} elements"));
}
