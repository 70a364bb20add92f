namespace HrCollab.Functions.Storage;

/// <summary>Makes ids of texts that people write.</summary>
internal static class DocumentIds
{
    /// <summary>The text without the characters that ids cannot have, 100 characters at most.</summary>
    public static string Clean(string text)
    {
        var clean = new string([.. text.Select(c => c is '/' or '\\' or '?' or '#' || char.IsControl(c) ? '_' : c)]);
        return clean.Length <= 100 ? clean : clean[..100];
    }
}
