using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards.Schemas;

/// <summary>Texts and numbers.</summary>
internal ref partial struct SchemaRun
{
    private const int BytesOfACharacter = 4; // at most

    private bool Number(SchemaNode node, scoped in JsonCursor reader, long at)
    {
        if (!ExactDecimal.TryParse(reader.Written, out var number)) throw new SchemaStop(InstanceFindings.InexactNumber, at);
        if (!node.Takes(JsonTypes.Number) && !(node.Takes(JsonTypes.Integer) && decimal.IsInteger(number))) return Refuse(InstanceFindings.Type, at, node.Types);
        var ok = true;
        if (node.Enum is { } values && !values.HasNumber(number)) ok = Refuse(InstanceFindings.Enum, at, values);
        if (node.Const is { } value && !value.HasNumber(number)) ok = Refuse(InstanceFindings.Const, at, value);
        if (node.Numbers is not { } rules) return ok;
        if (number < rules.Minimum) ok = Refuse(InstanceFindings.Minimum, at, rules.Minimum);
        if (number > rules.Maximum) ok = Refuse(InstanceFindings.Maximum, at, rules.Maximum);
        if (number <= rules.Above) ok = Refuse(InstanceFindings.ExclusiveMinimum, at, rules.Above);
        if (number >= rules.Below) ok = Refuse(InstanceFindings.ExclusiveMaximum, at, rules.Below);
        if (rules.MultipleOf is { } step && number % step != 0) ok = Refuse(InstanceFindings.MultipleOf, at, step);
        return ok;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Text(SchemaNode node, scoped in JsonCursor reader, long at)
    {
        var text = _scratch.Text(reader);
        var ok = true;
        if (node.Enum is { } values && !values.HasText(text)) ok = Refuse(InstanceFindings.Enum, at, values);
        if (node.Const is { } value && !value.HasText(text)) ok = Refuse(InstanceFindings.Const, at, value);
        return node.Texts is not { } rules ? ok : Text(rules, text, at) && ok;
    }

    private bool Text(TextRules rules, scoped ReadOnlySpan<byte> text, long at)
    {
        var ok = true;
        if (text.Length > rules.MaxLength || text.Length < BytesOfACharacter * (long)rules.MinLength)
        {
            var length = CodePoints(text);
            if (length < rules.MinLength) ok = Refuse(InstanceFindings.MinLength, at, rules.MinLength);
            if (length > rules.MaxLength) ok = Refuse(InstanceFindings.MaxLength, at, rules.MaxLength);
        }

        if (rules.Codes is { } codes && !codes.Has(text, _today)) ok = Refuse(InstanceFindings.UnknownCode, at, codes.List.Title);
        if (rules.Pattern is { TakesBytes: true } simple && !simple.IsMatch(text)) ok = Refuse(InstanceFindings.Pattern, at, simple.Source);
        if (!rules.IsRead || (!ok && _probing > 0)) return ok;
        if (text.Length > 3 * Limits.TextLength) throw new SchemaStop(InstanceFindings.TooMuch, at, new Text($"文本超过 {Limits.TextLength} 个字符", $"a text of more than {Limits.TextLength} characters"));
        if (rules.OfBytes is { } problem && problem(text, _today) is not null) ok = Refuse(InstanceFindings.Format, at, rules.Format!.Name);
        return rules.NeedsChars ? Characters(rules, text, at) && ok : ok;
    }

    private bool Characters(TextRules rules, scoped ReadOnlySpan<byte> text, long at)
    {
        var ok = true;
        var chars = _scratch.Chars(text);
        if (rules.Pattern is { TakesBytes: false } pattern && !pattern.IsMatch(chars)) ok = Refuse(InstanceFindings.Pattern, at, pattern.Source);
        if (rules is { OfBytes: null, Format: { } format } && format.Problem(chars, _today) is not null) ok = Refuse(InstanceFindings.Format, at, format.Name);
        if (rules.Decimals is { } decimals && !Decimal(decimals, chars, at)) ok = false;
        if (rules.MinCharacters == 0 && chars.Length <= rules.MaxCharacters) return ok;
        var elements = Elements(chars);
        if (elements < rules.MinCharacters) ok = Refuse(InstanceFindings.MinLength, at, rules.MinCharacters);
        if (elements > rules.MaxCharacters) ok = Refuse(InstanceFindings.MaxLength, at, rules.MaxCharacters);
        return ok;
    }

    private bool Decimal(DecimalRules rules, scoped ReadOnlySpan<char> text, long at)
    {
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return Refuse(InstanceFindings.Format, at, "decimal");
        var ok = true;
        if (number < rules.Min) ok = Refuse(InstanceFindings.Minimum, at, rules.Min);
        if (number > rules.Max) ok = Refuse(InstanceFindings.Maximum, at, rules.Max);
        if (rules.Decimals is { } most && most < 28 && decimal.Round(number, most) != number) ok = Refuse(InstanceFindings.Decimals, at, most);
        return ok;
    }

    /// <summary>Bytes that do not continue a character.</summary>
    private static int CodePoints(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        foreach (var b in utf8)
        {
            if ((b & 0xC0) != 0x80) count++;
        }

        return count;
    }

    private static int Elements(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (; !text.IsEmpty; count++) text = text[StringInfo.GetNextTextElementLength(text)..];
        return count;
    }
}
