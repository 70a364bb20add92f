using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Expressions;

/// <summary>What a sentence means.</summary>
public abstract record SentenceReading
{
    private SentenceReading()
    {
    }

    /// <summary>It means this expression, in its canonical form.</summary>
    public sealed record Found(string Expression) : SentenceReading;

    /// <summary>It can be read in several ways; brackets, or titles in 「」 or [ ], tell them apart.</summary>
    public sealed record Ambiguous(ImmutableArray<string> Expressions) : SentenceReading;

    /// <summary>It is not a sentence of this language; up to this character (from 1) it could have been.</summary>
    public sealed record NotUnderstood(int At) : SentenceReading;

    /// <summary>Reads a sentence about the fields of a vocabulary, written as conditions and formulas are rendered.</summary>
    public static SentenceReading Of(string sentence, Language language, Vocabulary vocabulary)
    {
        var reader = new SentenceReader(sentence, language, vocabulary);
        var printer = new Printer(vocabulary);
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var syntax in reader.Read())
        {
            var sound = true;
            if (new Binder(vocabulary, (_, _) => sound = false).Any(syntax) is { } node && sound && Sentences.Forms(vocabulary, node).Any(f => f.In(language) == sentence))
                found.Add(printer.Of(node));
        }

        return found.Count switch { 0 => new NotUnderstood(reader.Farthest + 1), 1 => new Found(found.Min!), _ => new Ambiguous([.. found]) };
    }
}
