using System.Globalization;
using HrCollab.Engine.Expressions;

namespace HrCollab.Engine.Standards;

/// <summary>How a reader who may only know that there is something sees a value.</summary>
internal sealed class Mask
{
    private readonly Func<string, string> _apply;

    private Mask(string name, Func<string, string> apply) => (Name, _apply) = (name, apply);

    public static Mask All { get; } = new("all", _ => "■■");

    public static IReadOnlyList<Mask> Known { get; } =
    [
        All,
        new("last4", text => Elements(text) is { Length: > 4 } e ? "■■" + string.Concat(e[^4..]) : "■■"),
        new("first1", text => Elements(text) is { Length: > 1 } e ? e[0] + "■■" : "■■"),
        new("year", text => text.Length >= 4 ? text[..4] + "-■■" : "■■"),
    ];

    public string Name { get; }

    /// <summary>The masked text; missing stays missing.</summary>
    public string Apply(FieldValue value) => _apply(value.ToString());

    private static string[] Elements(string text)
    {
        var elements = new List<string>();
        var walk = StringInfo.GetTextElementEnumerator(text);
        while (walk.MoveNext()) elements.Add(walk.GetTextElement());
        return [.. elements];
    }
}
