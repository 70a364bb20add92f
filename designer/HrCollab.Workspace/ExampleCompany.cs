using System.Text.Json;
using HrCollab.Engine.Cases;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;

namespace HrCollab.Workspace;

/// <summary>The example company beside the program: golden cases are about it, and people are counted in it.</summary>
public static class ExampleCompany
{
    private static readonly (string Standard, string File)[] Files = [("department", "departments.json"), ("position", "positions.json"), ("person", "people.json")];

    /// <summary>The day its records were made.</summary>
    public static DateOnly Made { get; } = new(2026, 9, 1);

    /// <summary>Its records under a set.</summary>
    public static GoldenWorld World(DefinitionSet set)
    {
        var world = GoldenWorld.Empty(set, Made);
        foreach (var (standard, file) in Files)
        {
            using var records = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Example", file)));
            foreach (var record in records.RootElement.EnumerateArray()) world = world.With(standard, record);
        }

        return world;
    }

    /// <summary>Its organisation under a set.</summary>
    public static Organization Organization(DefinitionSet set) => World(set).Organization(Made);
}
