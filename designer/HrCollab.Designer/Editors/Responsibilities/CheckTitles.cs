using System.Text.Json.Nodes;
using HrCollab.Designer.Drafting;

namespace HrCollab.Designer.Editors.Responsibilities;

/// <summary>The checks of a work standard as titles in one cell. A title that stays keeps its check with everything else it says; one that changed in its place renames the check.</summary>
internal static class CheckTitles
{
    private static readonly char[] Marks = [';', ';', '\n'];

    /// <summary>Titles of the checks in a language.</summary>
    public static string Show(JsonNode? checks, string tongue, string separator) =>
        string.Join(separator, (checks as JsonArray ?? []).Select(c => JsonPlaces.TextAt(c, "/title/" + tongue) is { Length: > 0 } title ? title : JsonPlaces.TextAt(c, "/id")));

    /// <summary>Texts of a cell that holds several.</summary>
    public static string[] Split(string text) => text.Split(Marks, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The checks after somebody edited their titles; null for none.</summary>
    public static JsonArray? Take(JsonNode? checks, string tongue, string text)
    {
        var (titles, old) = (Split(text).Distinct(StringComparer.Ordinal).ToArray(), (checks as JsonArray ?? []).OfType<JsonObject>().ToList());
        if (titles.Length == 0) return null;
        var kept = old.Where(c => titles.Contains(TitleOf(c))).DistinctBy(TitleOf).ToDictionary(TitleOf, StringComparer.Ordinal);
        var taken = old.Select(c => JsonPlaces.TextAt(c, "/id")).ToHashSet(StringComparer.Ordinal);
        return new JsonArray([.. titles.Select((title, i) =>
        {
            if (kept.TryGetValue(title, out var same)) return (JsonNode)same.DeepClone();
            if (i < old.Count && !titles.Contains(TitleOf(old[i]))) return Renamed(old[i], title);
            var n = 1;
            while (!taken.Add($"check{n}")) n++;
            return new JsonObject { ["id"] = $"check{n}", ["title"] = new JsonObject { ["zh"] = title, ["en"] = title } };
        })]);

        string TitleOf(JsonObject check) => JsonPlaces.TextAt(check, "/title/" + tongue) is { Length: > 0 } title ? title : JsonPlaces.TextAt(check, "/id");

        JsonNode Renamed(JsonObject check, string title)
        {
            var renamed = check.DeepClone();
            JsonPlaces.Set(renamed, "/title/" + tongue, title);
            return renamed;
        }
    }
}
