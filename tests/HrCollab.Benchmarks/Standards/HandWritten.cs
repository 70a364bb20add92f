using System.Text.Json;

namespace HrCollab.Benchmarks.Standards;

/// <summary>The limit: the checks of <see cref="PersonSchema"/> written by hand for this one shape: yes or no, no findings, no pointers.</summary>
internal static class HandWritten
{
    private static readonly string[] Names =
    [
        "employeeNo", "name", "idType", "idNumber", "sex", "birthDate", "nationality", "ethnicGroup", "marital", "education", "mobile", "email", "address", "postcode", "emergencyName", "emergencyMobile", "department",
        "position", "grade", "manager", "type", "status", "hireDate", "contractKind", "contractStart", "contractEnd", "termMonths", "probationMonths", "baseSalary", "bankAccount", "bank", "workHours", "remote", "skills",
    ];

    private static readonly byte[][] Utf8 = [.. Names.Select(System.Text.Encoding.UTF8.GetBytes)];

    private static readonly ulong Needed =
        new[] { "employeeNo", "name", "idType", "idNumber", "sex", "birthDate", "mobile", "department", "position", "type", "status", "hireDate", "baseSalary" }.Aggregate(0UL, (bits, n) => bits | (1UL << Array.IndexOf(Names, n)));

    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    public static bool IsValid(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
        ulong seen = 0;
        var next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = next < Utf8.Length && reader.ValueSpan.SequenceEqual(Utf8[next]) ? next : Find(reader.ValueSpan);
            if (member < 0 || (seen & (1UL << member)) != 0) return false;
            seen |= 1UL << member;
            next = member + 1;
            reader.Read();
            if (!Value(member, ref reader)) return false;
        }

        return !reader.Read() && (seen & Needed) == Needed;
    }

    private static int Find(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < Utf8.Length; i++)
        {
            if (name.SequenceEqual(Utf8[i])) return i;
        }

        return -1;
    }

    private static bool Value(int member, ref Utf8JsonReader reader)
    {
        switch (member)
        {
            case 26 or 27 or 31:
                return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var whole)
                    && member switch { 26 => whole is >= 1 and <= 120, 27 => whole is >= 0 and <= 6, _ => whole is >= 1 and <= 60 };
            case 28:
                return reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var money) && money is >= 0 and <= 1_000_000;
            case 32:
                return reader.TokenType is JsonTokenType.True or JsonTokenType.False;
            case 33:
                if (reader.TokenType != JsonTokenType.StartArray) return false;
                for (var count = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; count++)
                {
                    if (count == 20 || reader.TokenType != JsonTokenType.String || CodePoints(reader.ValueSpan) > 30) return false;
                }

                return true;
            default:
                return reader.TokenType == JsonTokenType.String && Text(member, reader.ValueSpan);
        }
    }

    private static bool Text(int member, ReadOnlySpan<byte> text) => member switch
    {
        0 or 19 => text.Length == 7 && text[0] == 'E' && Digits(text[1..]),
        1 or 14 => CodePoints(text) is >= 1 and <= 50,
        2 => text.SequenceEqual("111"u8) || text.SequenceEqual("414"u8) || text.SequenceEqual("511"u8) || text.SequenceEqual("516"u8) || text.SequenceEqual("553"u8) || text.SequenceEqual("554"u8),
        3 => IdCard(text),
        4 => text.Length == 1 && text[0] is (byte)'0' or (byte)'1' or (byte)'2' or (byte)'9',
        5 or 22 or 24 or 25 => Date(text),
        6 => text.Length == 3 && text[0] is >= (byte)'A' and <= (byte)'Z' && text[1] is >= (byte)'A' and <= (byte)'Z' && text[2] is >= (byte)'A' and <= (byte)'Z',
        7 or 9 => text.Length == 2 && Digits(text),
        8 => text.Length == 2 && text[1] == '0' && text[0] is (byte)'1' or (byte)'2' or (byte)'3' or (byte)'4' or (byte)'9',
        10 or 15 => text.Length == 11 && text[0] == '1' && text[1] is >= (byte)'3' and <= (byte)'9' && Digits(text[2..]),
        11 => Email(text),
        12 => CodePoints(text) <= 200,
        13 => text.Length == 6 && Digits(text),
        16 => text.Length == 4 && text[0] == 'd' && Digits(text[1..]),
        17 => text.Length == 4 && text[0] == 'p' && Digits(text[1..]),
        18 => text.Length == 2 && text[0] == 'P' && text[1] is >= (byte)'1' and <= (byte)'9',
        20 => text.SequenceEqual("full-time"u8) || text.SequenceEqual("part-time"u8) || text.SequenceEqual("intern"u8) || text.SequenceEqual("dispatched"u8),
        21 => text.SequenceEqual("active"u8) || text.SequenceEqual("probation"u8) || text.SequenceEqual("leave"u8) || text.SequenceEqual("left"u8),
        23 => text.SequenceEqual("fixed"u8) || text.SequenceEqual("open"u8) || text.SequenceEqual("task"u8),
        29 => Card(text),
        _ => CodePoints(text) <= 60,
    };

    private static bool Digits(ReadOnlySpan<byte> text)
    {
        foreach (var c in text)
        {
            if ((uint)(c - '0') > 9) return false;
        }

        return true;
    }

    private static int CodePoints(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var c in text)
        {
            if ((c & 0xC0) != 0x80) count++;
        }

        return count;
    }

    private static bool Date(ReadOnlySpan<byte> text) =>
        text.Length == 10 && text[4] == '-' && text[7] == '-' && Digits(text[..4]) && Digits(text[5..7]) && Digits(text[8..]) && Day(Number(text[..4]), Number(text[5..7]), Number(text[8..]));

    private static bool Day(int year, int month, int day) => year > 0 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits) number = (number * 10) + digit - '0';
        return number;
    }

    private static bool IdCard(ReadOnlySpan<byte> text)
    {
        if (text.Length != 18 || !Digits(text[..17]) || text[0] is < (byte)'1' or > (byte)'9') return false;
        var sum = 0;
        for (var i = 0; i < 17; i++) sum += (text[i] - '0') * Weights[i];
        return (text[17] & 0xDF) == ("10X98765432"u8[sum % 11] & 0xDF) && Number(text[6..10]) is >= 1800 and <= 2026 and var year && Day(year, Number(text[10..12]), Number(text[12..14]));
    }

    private static bool Card(ReadOnlySpan<byte> text)
    {
        if (text.Length is < 12 or > 19 || !Digits(text)) return false;
        var sum = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var digit = text[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : digit < 5 ? digit * 2 : (digit * 2) - 9;
        }

        return sum % 10 == 0;
    }

    private static bool Email(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOf((byte)'@');
        return at is >= 1 and <= 64 && text.Length <= 254 && text.LastIndexOf((byte)'@') == at && text[(at + 1)..].IndexOf((byte)'.') > 0 && text[^1] != '.';
    }
}
