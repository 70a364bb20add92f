using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Views;

/// <summary>The view by which people are found by name: ids are the name, a separator and the key.</summary>
internal static class PeopleByName
{
    public const string Partition = "people-by-name";
    private const char Separator = '\u00A6';

    public static string Id(string name, string key) => $"{Clean(name)}{Separator}{key}";

    public static string Prefix(string name) => $"{Clean(name)}{Separator}";

    /// <summary>What the ids of all begin with whose name begins with the text.</summary>
    public static string Beginning(string name) => Clean(name);

    public static string Key(string id) => id[(id.LastIndexOf(Separator) + 1)..];

    private static string Clean(string name) => DocumentIds.Clean(name.Trim());
}
