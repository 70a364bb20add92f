using System.Collections.Immutable;
using System.Text.RegularExpressions;
using HrCollab.Engine.CodeLists;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Expressions;

/// <summary>Words of a function between its arguments.</summary>
/// <param name="Function">Its name in expressions.</param>
/// <param name="IsList">Its first argument is a list and its second a body.</param>
/// <param name="Pieces">What stands before, between and after the places.</param>
/// <param name="Places">Which argument stands where.</param>
internal sealed record SentenceTemplate(string Function, bool IsList, ImmutableArray<string> Pieces, ImmutableArray<int> Places);

/// <summary>The words of sentences in one language: those that <see cref="Sentences"/> writes, and the titles of a vocabulary.</summary>
internal sealed partial class SentenceWords
{
    private readonly Language _language;
    private readonly ImmutableArray<CodeList> _codes;

    public SentenceWords(Vocabulary vocabulary, Language language)
    {
        _language = language;
        _codes = [.. vocabulary.Roots.SelectMany(r => r.Shape.Fields).SelectMany(f => f.Rows?.Fields.Append(f) ?? [f]).Select(f => f.Codes).OfType<CodeList>().Distinct()];
        Names =
        [
            (Word(Sentences.Today), "today"), (Word(Sentences.Item), "item"),
            .. vocabulary.Fields.SelectMany(f => Sentences.Titles(vocabulary, f).Select(t => (Word(t), f.Path))),
            .. vocabulary.Roots.SelectMany(r => r.Shape.Fields).SelectMany(f => f.Rows?.Fields ?? []).Select(f => (Word(Sentences.ItemField.With(f.Title)), $"item.{f.Path}")).Distinct(),
        ];
        var calls = Functions.All.Select(f => (Template(f.Name, f.Sentence, false), f.Result == ValueType.Boolean))
            .Concat(ListFunctions.All.Select(f => (Template(f.Name, f.Sentence, true), f.Result == ValueType.Boolean)))
            .Append((Template("count", ListFunctions.Count, true), false)).ToList();
        Phrases = [.. calls.Where(c => !c.Item2).Select(c => c.Item1)];
        Conditions = [.. calls.Where(c => c.Item2).Select(c => c.Item1)];
        Signs = [.. Sentences.AllSigns.Select(s => (Between(s.Words), s.Kind)).Distinct(), (Between(Sentences.In), TokenKind.In)];
    }

    /// <summary>What may stand behind a code: its label in any of the fields.</summary>
    public IEnumerable<string> Labels(string code) => _codes.Select(c => c.Find(code)?.Title).OfType<Text>().Distinct().Select(l => Word(Sentences.Labelled.With("", l)));

    /// <summary>What stands for today, for the item and for each field, and how expressions name it.</summary>
    public ImmutableArray<(string Words, string Name)> Names { get; }

    /// <summary>Functions that give a value.</summary>
    public ImmutableArray<SentenceTemplate> Phrases { get; }

    /// <summary>Functions that give a verdict.</summary>
    public ImmutableArray<SentenceTemplate> Conditions { get; }

    public ImmutableArray<(string Words, TokenKind Kind)> Signs { get; }

    public string Not => Word(Sentences.Not).Split("{0}")[0];

    public string IsTrue => Word(Sentences.IsTrue).Split("{0}")[1];

    public string In => Between(Sentences.In);

    public string Comma => Word(Sentences.Comma);

    public (char Open, char Close) Quote => _language == Language.English ? ('"', '"') : ('“', '”');

    public IEnumerable<(string Words, bool Present)> Presence => [(Word(Sentences.Has).Split("{0}")[1], true), (Word(Sentences.HasNot).Split("{0}")[1], false)];

    public IEnumerable<(string Words, bool Truth)> Truths => [(Word(Sentences.True), true), (Word(Sentences.False), false)];

    public string Join(TokenKind kind) => Word(kind == TokenKind.And ? Sentences.And : Sentences.Or);

    private string Word(Text text) => text.In(_language);

    private string Between(Text template) => Word(template).Split("{0}")[1].Split("{1}")[0];

    private SentenceTemplate Template(string function, Text sentence, bool isList)
    {
        var words = Word(sentence);
        var places = Place().Matches(words);
        return new SentenceTemplate(function, isList, [.. Place().Split(words)], [.. places.Select(p => p.Value[1] - '0')]);
    }

    [GeneratedRegex(@"\{[0-9]\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();
}
