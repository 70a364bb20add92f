namespace HrCollab.Engine.Kernel;

/// <summary>A text in the two languages of the product. Both are always there.</summary>
/// <param name="Zh">Simplified Chinese (zh-CN), the first language.</param>
/// <param name="En">English.</param>
public sealed record Text(string Zh, string En)
{
    /// <summary>The text in the asked language.</summary>
    public string In(Language language) => language == Language.English ? En : Zh;

    /// <summary>The same text in both languages, for names that are not translated.</summary>
    public static Text Same(string text) => new(text, text);

    /// <summary>Texts one after the other.</summary>
    internal static Text List(IReadOnlyCollection<Text> texts) => new(string.Join("、", texts.Select(t => t.Zh)), string.Join(", ", texts.Select(t => t.En)));

    /// <summary>Fills the numbered places of both languages; a <see cref="Text"/> argument appears in its own language.</summary>
    public Text With(params ReadOnlySpan<object?> arguments) =>
        arguments.IsEmpty ? this : new Text(Fill(Zh, arguments, Language.Chinese), Fill(En, arguments, Language.English));

    private static string Fill(string template, ReadOnlySpan<object?> arguments, Language language)
    {
        var filled = new object?[arguments.Length];
        for (var i = 0; i < filled.Length; i++)
            filled[i] = arguments[i] is Text text ? text.In(language) : arguments[i];
        return string.Format(System.Globalization.CultureInfo.InvariantCulture, template, filled);
    }

    /// <inheritdoc/>
    public override string ToString() => Zh;
}

/// <summary>The languages every message exists in.</summary>
public enum Language
{
    /// <summary>zh-CN.</summary>
    Chinese,

    /// <summary>en.</summary>
    English,
}
