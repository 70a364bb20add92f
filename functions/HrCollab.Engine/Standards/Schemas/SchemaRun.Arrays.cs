using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace HrCollab.Engine.Standards.Schemas;

/// <summary>Arrays, values that no schema looks into, and repetitions.</summary>
internal ref partial struct SchemaRun
{
    private bool Array(ArrayRules? rules, ref JsonCursor reader, bool strict, scoped Span<ulong> evaluated)
    {
        if (rules is null)
        {
            Pass(ref reader, strict);
            return true;
        }

        var at = reader.Start;
        var marks = _scratch.Marks.Count;
        var ok = true;
        int count = 0, contained = 0;
        for (; reader.ReadItem(); count++)
        {
            if (count >= SchemaLimits.Elements) throw TooMany(reader.Start);
            var child = count < rules.Prefix.Length ? rules.Prefix[count] : rules.Items;
            var looked = child >= 0;
            if (rules.Contains >= 0 && Probe(rules.Contains, reader))
            {
                contained++;
                looked = true;
            }

            var (hash, start) = (0, reader.Start);
            if (rules.Unique)
            {
                var item = reader;
                hash = JsonEquality.Hash(ref item, _scratch);
            }

            if (child >= 0) ok = Value(child, ref reader, strict, default) && ok;
            else Pass(ref reader, strict);
            if (rules.Unique) _scratch.Marks.Add((hash, start));
            if (looked && !evaluated.IsEmpty) evaluated[count >> 6] |= 1UL << count;
            if (!ok && _probing > 0) return false;
        }

        if (rules.Unique && Twice(marks) is >= 0 and var twice) ok = Refuse(InstanceFindings.UniqueItems, twice);
        if (count < rules.Min) ok = Refuse(InstanceFindings.MinItems, at, rules.Min);
        if (count > rules.Max) ok = Refuse(InstanceFindings.MaxItems, at, rules.Max);
        if (rules.Contains < 0) return ok;
        if (contained < rules.MinContains) ok = Refuse(InstanceFindings.MinContains, at, rules.MinContains, contained);
        return contained > rules.MaxContains ? Refuse(InstanceFindings.MaxContains, at, rules.MaxContains, contained) : ok;
    }

    /// <summary>To the end of a value that nothing is asked of; on the strict visit it is still looked through.</summary>
    private void Pass(ref JsonCursor reader, bool strict)
    {
        if (!strict)
        {
            reader.Skip();
            return;
        }

        _scratch.Step();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var marks = _scratch.Marks.Count;
                for (var count = 0; reader.ReadName();)
                {
                    if (++count > SchemaLimits.Elements) throw TooMany(reader.Start);
                    Mark(_scratch.Text(reader), reader.Start);
                    reader.ReadValue();
                    Pass(ref reader, strict: true);
                }

                if (Twice(marks) is >= 0 and var twice) Add(InstanceFindings.DuplicateMember, twice, null, []);
                break;
            case JsonTokenType.StartArray:
                for (var count = 0; reader.ReadItem();)
                {
                    if (++count > SchemaLimits.Elements) throw TooMany(reader.Start);
                    Pass(ref reader, strict: true);
                }

                break;
            case JsonTokenType.String:
                if (reader.IsEscaped) _scratch.Text(reader); // throws for half a surrogate pair
                break;
            case JsonTokenType.Number:
                if (!ExactDecimal.TryParse(reader.Written, out _)) throw new SchemaStop(InstanceFindings.InexactNumber, reader.Start);
                break;
            default:
                break;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void Mark(ReadOnlySpan<byte> name, int start)
    {
        var hash = default(HashCode);
        hash.AddBytes(name);
        _scratch.Marks.Add((hash.ToHashCode(), start));
    }

    /// <summary>Where the second of two equal names or items begins, or -1; forgets the marks.</summary>
    private readonly long Twice(int from) => _scratch.Marks.Count == from ? -1 : Compared(from);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly long Compared(int from)
    {
        var marks = _scratch.MarksFrom(from);
        long twice = -1;
        marks.Sort();
        for (var i = 0; i < marks.Length - 1; i++)
        {
            for (var j = i + 1; j < marks.Length && marks[j].Hash == marks[i].Hash; j++)
            {
                if (!JsonEquality.Same(At(marks[i].Start), At(marks[j].Start), _scratch)) continue;
                if (twice < 0 || marks[j].Start < twice) twice = marks[j].Start;
                break;
            }
        }

        CollectionsMarshal.SetCount(_scratch.Marks, from);
        return twice;
    }

    /// <summary>The value that begins there; a name reads as a text.</summary>
    private readonly JsonCursor At(int start)
    {
        var reader = new JsonCursor(_utf8, start);
        reader.ReadValue();
        return reader;
    }
}
