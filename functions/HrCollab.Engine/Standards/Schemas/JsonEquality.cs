using System.Text.Json;

namespace HrCollab.Engine.Standards.Schemas;

/// <summary>Equality of JSON values in text form, as JSON Schema means it: numbers by value, texts by characters, objects without order.</summary>
internal static class JsonEquality
{
    /// <summary>True when the values at both readers are equal.</summary>
    public static bool Same(Utf8JsonReader a, Utf8JsonReader b, SchemaScratch scratch) => Equal(ref a, ref b, scratch);

    /// <summary>A hash that equal values share; reads to the end of the value.</summary>
    public static int Hash(ref Utf8JsonReader reader, SchemaScratch scratch)
    {
        var hash = default(HashCode);
        hash.Add((int)reader.TokenType);
        switch (reader.TokenType)
        {
            case JsonTokenType.String or JsonTokenType.PropertyName:
                hash.AddBytes(scratch.Text(ref reader));
                break;
            case JsonTokenType.Number:
                hash.Add(Number(ref reader));
                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) hash.Add(Hash(ref reader, scratch));
                break;
            case JsonTokenType.StartObject:
                var sum = 0;
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = Hash(ref reader, scratch);
                    reader.Read();
                    sum += HashCode.Combine(name, Hash(ref reader, scratch));
                }

                hash.Add(sum);
                break;
            default:
                break;
        }

        return hash.ToHashCode();
    }

    private static bool Equal(ref Utf8JsonReader a, ref Utf8JsonReader b, SchemaScratch scratch)
    {
        scratch.Step();
        if (a.TokenType != b.TokenType) return false;
        switch (a.TokenType)
        {
            case JsonTokenType.String:
                return SameText(ref a, ref b, scratch);
            case JsonTokenType.Number:
                return Number(ref a) == Number(ref b);
            case JsonTokenType.StartArray:
                while (true)
                {
                    a.Read();
                    b.Read();
                    if (a.TokenType == JsonTokenType.EndArray || b.TokenType == JsonTokenType.EndArray) return a.TokenType == b.TokenType;
                    if (!Equal(ref a, ref b, scratch)) return false;
                }

            case JsonTokenType.StartObject:
                return Members(ref a, ref b, scratch);
            default:
                return true;
        }
    }

    /// <summary>Every member of one is in the other, and there are as many. Both have no member twice.</summary>
    private static bool Members(ref Utf8JsonReader a, ref Utf8JsonReader b, SchemaScratch scratch)
    {
        var first = b;
        var count = 0;
        while (a.Read() && a.TokenType == JsonTokenType.PropertyName)
        {
            count++;
            var at = first;
            while (true)
            {
                scratch.Step();
                at.Read();
                if (at.TokenType != JsonTokenType.PropertyName) return false;
                var same = SameText(ref a, ref at, scratch);
                at.Read();
                if (same) break;
                at.TrySkip(); // a reader of a slice may not Skip
            }

            a.Read();
            if (!Equal(ref a, ref at, scratch)) return false;
        }

        while (b.Read() && b.TokenType == JsonTokenType.PropertyName)
        {
            count--;
            b.Read();
            b.TrySkip();
        }

        return count == 0;
    }

    private static bool SameText(ref Utf8JsonReader a, ref Utf8JsonReader b, SchemaScratch scratch) =>
        !a.ValueIsEscaped ? b.ValueTextEquals(a.ValueSpan) : !b.ValueIsEscaped ? a.ValueTextEquals(b.ValueSpan) : b.ValueTextEquals(scratch.Text(ref a));

    private static decimal Number(ref Utf8JsonReader reader) =>
        ExactDecimal.TryParse(reader.ValueSpan, out var number) ? number : throw new SchemaStop(InstanceFindings.InexactNumber, reader.TokenStartIndex);
}
