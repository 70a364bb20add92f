namespace HrCollab.Engine.Kernel;

/// <summary>Ids of definitions, fields, rows and steps: lower camel or kebab words that people use, 1 to 64 characters.</summary>
public static class Ids
{
    /// <summary>Starts with a letter, then letters, digits, '-', '_' or '.'.</summary>
    public static bool IsValid(string? id) =>
        id is { Length: >= 1 and <= 64 } && char.IsAsciiLetter(id[0]) && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
