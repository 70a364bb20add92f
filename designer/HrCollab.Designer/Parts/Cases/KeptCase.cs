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
    /// <summary>Adds the case under an id of its own, which it answers.</summary>
    public static string Add(Studio studio, string path, string title, JsonObject written)
    {
        var cases = studio.Open(path);
        var list = cases.Exists && cases.Root is JsonArray known ? (JsonArray)known.DeepClone() : [];
        var n = list.Count + 1;
        while (list.Any(c => JsonPlaces.TextAt(c, "/id") == $"case-{n}")) n++;
        var entry = new JsonObject { ["id"] = $"case-{n}", ["title"] = new JsonObject { ["zh"] = title, ["en"] = title } };
        foreach (var (member, value) in written.Where(m => m.Value is not null)) entry[member] = value!.DeepClone();
        list.Add((JsonNode)entry);
        cases.Replace(Encoding.UTF8.GetString(DefinitionsRepository.Canonical(new DefinitionFile(path, CanonicalJson.Write(JsonSerializer.SerializeToElement(list)))).Span));
        return $"case-{n}";
    }

    /// <summary>An instant as cases write it.</summary>
    public static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);
}
