using System.Globalization;

namespace HrCollab.Functions.Example;

/// <summary>Names and numbers that have the right form and belong to nobody on purpose.</summary>
internal static class SyntheticIdentity
{
    /// <summary>A prime, so that regions and birth dates of consecutive people run through all combinations before one repeats.</summary>
    private const int BirthDays = 13_001;

    private const string Surnames = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向";
    private const string Given = "安宇轩子涵梓晨浩然欣怡佳雨桐诗琪思远嘉诚俊杰明哲文博志强建国海峰晓燕雪梅丽娜婷静雅慧敏玉兰桂芳振华立新宏伟云飞鹏程一鸣可心若彤语嫣景行知行书瑶清和乐天凯歌晴岚";

    private static readonly string[] Regions =
    [
        "110101", "110108", "120101", "130102", "140105", "150102", "210102", "220102", "230102", "310101", "310104", "320106", "330106", "340102", "350102",
        "360102", "370102", "410102", "420111", "430102", "440103", "440305", "450102", "460105", "500103", "510107", "520102", "530102", "610113", "650102",
    ];

    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>Born between 1965 and 2000.</summary>
    public static DateOnly BirthDate(int person) => new DateOnly(1965, 1, 1).AddDays((int)(person * 7_919L % BirthDays));

    /// <summary>Code of GB/T 2261.1.</summary>
    public static string Sex(int person) => person % 2 == 0 ? "2" : "1";

    /// <summary>Two or three characters; in a large company names repeat, as they do in life.</summary>
    public static string Name(ref SplitMix64 random)
    {
        var name = $"{random.Pick<char>(Surnames)}{random.Pick<char>(Given)}";
        return random.Below(4) == 0 ? name : name + random.Pick<char>(Given);
    }

    /// <summary>A citizen number of the form of GB 11643-1999, another one for each of the first 195 million people.</summary>
    public static string IdNumber(int person)
    {
        var sequence = (person / (Regions.Length * BirthDays) * 2) + (Sex(person) == "1" ? 1 : 0);
        var digits = string.Create(CultureInfo.InvariantCulture, $"{Regions[person % Regions.Length]}{BirthDate(person):yyyyMMdd}{sequence:D3}");
        var sum = 0;
        for (var i = 0; i < digits.Length; i++) sum += (digits[i] - '0') * Weights[i];
        return digits + "10X98765432"[sum % 11];
    }
}
