using System.Text.Json;

namespace HrCollab.Engine.Standards.Schemas;

/// <summary>Equality of JSON values in text form, as JSON Schema means it: numbers by value, texts by characters, objects without order.</summary>
internal static class JsonEquality
{
    /// <summary>True when two values that were begun are equal.</summary>
    public static bool Same(JsonCursor a, JsonCursor b, SchemaScratch scratch) => Equal(ref a, ref b, scratch);

    /// <summary>A hash that equal values share; reads to the end of the value.</summary>
    public static int Hash(ref JsonCursor value, SchemaScratch scratch)
    {
        var hash = default(HashCode);
        hash.Add((int)value.TokenType);
        switch (value.TokenType)
        {
            case JsonTokenType.String or JsonTokenType.PropertyName:
                hash.AddBytes(scratch.Text(value));
                break;
            case JsonTokenType.Number:
                hash.Add(Number(value));
                break;
            case JsonTokenType.StartArray:
                while (value.ReadItem()) hash.Add(Hash(ref value, scratch));
                break;
            case JsonTokenType.StartObject:
                var sum = 0;
                while (value.ReadName())
                {
                    var name = Hash(ref value, scratch);
                    value.ReadValue();
                    sum += HashCode.Combine(name, Hash(ref value, scratch));
                }

                hash.Add(sum);
                break;
            default:
                break;
        }

        return hash.ToHashCode();
    }

    private static bool Equal(ref JsonCursor a, ref JsonCursor b, SchemaScratch scratch)
    {
        scratch.Step();
        if (a.TokenType != b.TokenType) return false;
        switch (a.TokenType)
        {
            case JsonTokenType.String:
                return SameText(a, b, scratch);
            case JsonTokenType.Number:
                return Number(a) == Number(b);
            case JsonTokenType.StartArray:
                while (true)
                {
                    var (more, others) = (a.ReadItem(), b.ReadItem());
                    if (!more || !others) return more == others;
                    if (!Equal(ref a, ref b, scratch)) return false;
                }

            case JsonTokenType.StartObject:
                return Members(ref a, ref b, scratch);
            default:
                return true;
        }
    }

    /// <summary>Every member of one is in the other, and there are as many. Both have no member twice.</summary>
    private static bool Members(ref JsonCursor a, ref JsonCursor b, SchemaScratch scratch)
    {
        var first = b;
        var count = 0;
        while (a.ReadName())
        {
            count++;
            var at = first;
            while (true)
            {
                scratch.Step();
                if (!at.ReadName()) return false;
                var same = SameText(a, at, scratch);
                at.ReadValue();
                if (same) break;
                at.Skip();
            }

            a.ReadValue();
            if (!Equal(ref a, ref at, scratch)) return false;
        }

        while (b.ReadName())
        {
            count--;
            b.ReadValue();
            b.Skip();
        }

        return count == 0;
    }

    private static bool SameText(in JsonCursor a, in JsonCursor b, SchemaScratch scratch) => !a.IsEscaped ? b.Is(a.Written) : !b.IsEscaped ? a.Is(b.Written) : b.Is(scratch.Text(a));

    private static decimal Number(in JsonCursor number) =>
        ExactDecimal.TryParse(number.Written, out var value) ? value : throw new SchemaStop(InstanceFindings.InexactNumber, number.Start);
}
