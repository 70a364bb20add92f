using System.Text;

namespace HrCollab.Functions.Storage;

/// <summary>Makes ids of texts that people write.</summary>
internal static class DocumentIds
{
    private const int Longest = 100;

    /// <summary>The text without the characters that ids cannot have, 100 characters at most and never half a character.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, Longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > Longest) break;
            clean.Append(rune.Value is '/' or '\\' or '?' or '#' || Rune.IsControl(rune) ? new Rune('_') : rune);
        }

        return clean.ToString();
    }
}
