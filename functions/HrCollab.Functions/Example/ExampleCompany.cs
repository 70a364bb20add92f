using System.Text.Json.Nodes;

namespace HrCollab.Functions.Example;

/// <summary>The small company that tries, tests and the first start use. Its people do not exist; see README.md.</summary>
internal static class ExampleCompany
{
    private static readonly (string Standard, string File)[] Files =
        [("department", "departments.json"), ("position", "positions.json"), ("person", "people.json")];

    /// <summary>Departments, then positions, then people. Departments name people that come later.</summary>
    public static IEnumerable<ExampleRecord> Records() => Records(Path.Combine(AppContext.BaseDirectory, "Example"));

    /// <summary>The records of a folder that holds the three files.</summary>
    public static IEnumerable<ExampleRecord> Records(string folder)
    {
        foreach (var (standard, file) in Files)
        {
            foreach (var record in JsonNode.Parse(File.ReadAllBytes(Path.Combine(folder, file)))!.AsArray())
                yield return new ExampleRecord(standard, record!.AsObject());
        }
    }
}
