using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Expressions;

/// <summary>The words of sentences, for those who write and for those who read them.</summary>
internal sealed partial class Sentences
{
    public static readonly Text And = new(" 且 ", " and "), Or = new(" 或 ", " or "), Not = new("非 {0}", "not {0}");
    public static readonly Text True = new("真", "true"), False = new("假", "false"), IsTrue = new("{0} 为真", "{0} is true");
    public static readonly Text Has = new("{0} 有值", "{0} has a value"), HasNot = new("{0} 无值", "{0} has no value");
    public static readonly Text Today = new("今天", "today"), Item = new("该项", "the item"), ItemField = new("该项的{0}", "{0} of the item");
    public static readonly Text In = new("{0} 属于 {1}", "{0} is one of {1}"), Comma = new("、", ", ");

    /// <summary>A code and its label.</summary>
    public static readonly Text Labelled = new("{0}({1})", "{0} ({1})");

    /// <summary>Signs of comparisons: for dates, for durations, for truth values (where "is true" says something else), and (as Number) for the others.</summary>
    public static readonly ImmutableArray<(TokenKind Kind, Family Family, Text Words)> AllSigns =
    [
        (TokenKind.Equal, Family.Number, new("{0} 等于 {1}", "{0} is {1}")), (TokenKind.NotEqual, Family.Number, new("{0} 不等于 {1}", "{0} is not {1}")),
        (TokenKind.Less, Family.Number, new("{0} 小于 {1}", "{0} is less than {1}")), (TokenKind.LessOrEqual, Family.Number, new("{0} 不大于 {1}", "{0} is at most {1}")),
        (TokenKind.Greater, Family.Number, new("{0} 大于 {1}", "{0} is more than {1}")), (TokenKind.GreaterOrEqual, Family.Number, new("{0} 不小于 {1}", "{0} is at least {1}")),
        (TokenKind.Equal, Family.Date, new("{0} 等于 {1}", "{0} is {1}")), (TokenKind.NotEqual, Family.Date, new("{0} 不等于 {1}", "{0} is not {1}")),
        (TokenKind.Less, Family.Date, new("{0} 早于 {1}", "{0} is before {1}")), (TokenKind.LessOrEqual, Family.Date, new("{0} 不晚于 {1}", "{0} is not after {1}")),
        (TokenKind.Greater, Family.Date, new("{0} 晚于 {1}", "{0} is after {1}")), (TokenKind.GreaterOrEqual, Family.Date, new("{0} 不早于 {1}", "{0} is not before {1}")),
        (TokenKind.Equal, Family.Duration, new("{0} 等于 {1}", "{0} is {1}")), (TokenKind.NotEqual, Family.Duration, new("{0} 不等于 {1}", "{0} is not {1}")),
        (TokenKind.Less, Family.Duration, new("{0} 不满 {1}", "{0} is less than {1}")), (TokenKind.LessOrEqual, Family.Duration, new("{0} 不超过 {1}", "{0} is at most {1}")),
        (TokenKind.Greater, Family.Duration, new("{0} 超过 {1}", "{0} is more than {1}")), (TokenKind.GreaterOrEqual, Family.Duration, new("{0} 满 {1}", "{0} is at least {1}")),
        (TokenKind.Equal, Family.Truth, new("{0} 等于 {1}", "{0} equals {1}")), (TokenKind.NotEqual, Family.Truth, new("{0} 不等于 {1}", "{0} does not equal {1}")),
    ];

    /// <summary>A sentence that reads back as this tree and no other: the plain one, or where titles are mistaken the quoted one.</summary>
    public static Text Editable(Vocabulary vocabulary, Node tree)
    {
        var own = new Printer(vocabulary).Of(tree);
        var (plain, quoted) = (new Sentences(vocabulary, tree).Of(tree), new Sentences(vocabulary, tree, quoted: true).Of(tree));
        return new Text(Choose(Language.Chinese), Choose(Language.English));

        string Choose(Language language) =>
            SentenceReading.Of(plain.In(language), language, vocabulary) is SentenceReading.Found found && found.Expression == own ? plain.In(language) : quoted.In(language);
    }

    /// <summary>The sentences a tree may have.</summary>
    public static IEnumerable<Text> Forms(Vocabulary vocabulary, Node tree) => [new Sentences(vocabulary, tree).Of(tree), new Sentences(vocabulary, tree, quoted: true).Of(tree)];

    /// <summary>What a field may be called in a sentence.</summary>
    public static IEnumerable<Text> Titles(Vocabulary vocabulary, FieldNode field) => [field.Shape.Title, Qualified(vocabulary, field), Quoted(vocabulary, field)];

    private static Text Qualified(Vocabulary vocabulary, FieldNode field) => new Text("{0}的{1}", "{1} of {0}").With(vocabulary.Roots[field.Root].Shape.Title, field.Shape.Title);

    /// <summary>The title, or the title with its record, or the path: the first that is this field's alone, in each language.</summary>
    private static Text Quoted(Vocabulary vocabulary, FieldNode field)
    {
        return new Text($"「{Alone(Language.Chinese)}」", $"[{Alone(Language.English)}]");

        string Alone(Language language) =>
            new[] { field.Shape.Title, Qualified(vocabulary, field) }.Select(t => t.In(language)).FirstOrDefault(t => vocabulary.Fields.All(other =>
                other.Path == field.Path || (other.Shape.Title.In(language) != t && Qualified(vocabulary, other).In(language) != t && other.Path != t))) ?? field.Path;
    }

    private static string Escaped(string text, char end) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace($"{end}", $"\\{end}", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
