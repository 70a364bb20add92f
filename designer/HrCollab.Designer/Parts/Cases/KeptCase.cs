using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Designer.Drafting;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace;

namespace HrCollab.Designer.Parts.Cases;

/// <summary>Puts what somebody tried out among the cases of a definition, in the same draft.</summary>
internal static class KeptCase
{
    /// <summary>Adds the case under an id of its own, which it answers; or why it does not: what is written there cannot be read, and adding to it would lose it.</summary>
    public static (string? Id, Text? Why) Add(Studio studio, string path, string title, JsonObject written)
    {
        var cases = studio.Open(path);
        if (cases.Exists && (!cases.IsReadable || cases.Root is not JsonArray))
            return (null, new Text("用例文件现在读不出来,没有存:请先在“用例”视图里修正 {0}。", "The file of cases cannot be read at the moment, so nothing was kept: mend {0} in the view of cases first.").With(path));
        var list = cases.Exists ? (JsonArray)cases.Root!.DeepClone() : [];
        var n = list.Count + 1;
        while (list.Any(c => JsonPlaces.TextAt(c, "/id") == $"case-{n}")) n++;
        var entry = new JsonObject { ["id"] = $"case-{n}", ["title"] = new JsonObject { ["zh"] = title, ["en"] = title } };
        foreach (var (member, value) in written.Where(m => m.Value is not null)) entry[member] = value!.DeepClone();
        list.Add((JsonNode)entry);
        cases.Replace(Encoding.UTF8.GetString(DefinitionsRepository.Canonical(new DefinitionFile(path, CanonicalJson.Write(JsonSerializer.SerializeToElement(list)))).Span));
        return ($"case-{n}", null);
    }

    /// <summary>An instant as cases write it.</summary>
    public static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);
}
