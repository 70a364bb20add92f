using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HrCollab.Benchmarks.Standards;

/// <summary>Employees that do not exist, always the same ones: 34 members and about one kilobyte each, 15 % of them wrong in one member.</summary>
internal static class People
{
    public const int Count = 10_000;

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Family = ["李", "王", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"];
    private static readonly string[] Given = ["晓明", "建国", "婷婷", "志远", "思涵", "宇航", "静怡", "海燕", "子轩", "雨桐"];
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    public static byte[][] All()
    {
        var random = new Random(20260918);
        return [.. Enumerable.Range(0, Count).Select(i => JsonSerializer.SerializeToUtf8Bytes(One(random, i), Options))];
    }

    private static JsonObject One(Random random, int i)
    {
        var birth = new DateOnly(1965, 1, 1).AddDays(random.Next(13_000));
        var hired = new DateOnly(2008, 1, 1).AddDays(random.Next(6_000));
        var person = new JsonObject
        {
            ["employeeNo"] = $"E{i:D6}",
            ["name"] = Pick(Family) + Pick(Given),
            ["idType"] = "111",
            ["idNumber"] = IdNumber(birth, random.Next(1000)),
            ["sex"] = Pick(["1", "2"]),
            ["birthDate"] = Iso(birth),
            ["nationality"] = "CHN",
            ["ethnicGroup"] = $"{random.Next(1, 57):D2}",
            ["marital"] = Pick(["10", "20", "40"]),
            ["education"] = Pick(["10", "21", "31"]),
            ["mobile"] = $"1{random.Next(3, 10)}{random.Next(1_000_000_000):D9}",
            ["email"] = $"user{i}@example.com",
            ["address"] = $"示例省示例市示例区示例路{random.Next(1, 999)}号",
            ["postcode"] = $"{random.Next(100_000, 999_999)}",
            ["emergencyName"] = Pick(Family) + Pick(Given),
            ["emergencyMobile"] = $"13{random.Next(1_000_000_000):D9}",
            ["department"] = $"d{random.Next(1, 40):D3}",
            ["position"] = $"p{random.Next(1, 90):D3}",
            ["grade"] = $"P{random.Next(1, 10)}",
            ["manager"] = $"E{random.Next(Count):D6}",
            ["type"] = Pick(["full-time", "part-time", "intern"]),
            ["status"] = Pick(["active", "probation", "leave"]),
            ["hireDate"] = Iso(hired),
            ["contractKind"] = Pick(["fixed", "open", "task"]),
            ["contractStart"] = Iso(hired),
            ["contractEnd"] = Iso(hired.AddYears(3)),
            ["termMonths"] = 36,
            ["probationMonths"] = random.Next(0, 7),
            ["baseSalary"] = random.Next(500_000, 6_000_000) / 100m,
            ["bankAccount"] = Card(random),
            ["bank"] = "示例银行",
            ["workHours"] = 40,
            ["remote"] = random.Next(2) == 0,
            ["skills"] = new JsonArray("c1", "c2", "c3"),
        };
        if (i % 20 < 3) Spoil(person, random.Next(10));
        return person;

        string Pick(string[] of) => of[random.Next(of.Length)];
    }

    private static void Spoil(JsonObject person, int how)
    {
        switch (how)
        {
            case 0: person.Remove("name"); break;
            case 1: person["idNumber"] = ((string)person["idNumber"]!)[..17] + "A"; break;
            case 2: person["sex"] = "男"; break;
            case 3: person["birthDate"] = "1990-02-30"; break;
            case 4: person["mobile"] = "12345"; break;
            case 5: person["baseSalary"] = -1; break;
            case 6: person["termMonths"] = "36"; break;
            case 7: person["email"] = "nobody"; break;
            case 8: person["unknown"] = 1; break;
            default: person["skills"] = new JsonArray("c1", 2); break;
        }
    }

    private static string IdNumber(DateOnly birth, int sequence)
    {
        var body = $"110108{birth.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}{sequence:D3}";
        return body + "10X98765432"[body.Select((c, i) => (c - '0') * Weights[i]).Sum() % 11];
    }

    private static string Card(Random random)
    {
        var body = $"622202{random.Next(1_000_000_000):D9}";
        var sum = body.Reverse().Select((c, i) => i % 2 == 0 ? (c - '0') * 2 is > 9 and var d ? d - 9 : (c - '0') * 2 : c - '0').Sum();
        return body + (char)('0' + ((10 - (sum % 10)) % 10));
    }

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
