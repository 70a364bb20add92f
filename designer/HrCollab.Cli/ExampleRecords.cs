using System.Text.Json;
using HrCollab.Engine.Cases;
using HrCollab.Engine.Kernel;

namespace HrCollab.Cli;

/// <summary>The example company beside the program, which golden cases are about.</summary>
internal static class ExampleRecords
{
    private static readonly (string Standard, string File)[] Files = [("department", "departments.json"), ("position", "positions.json"), ("person", "people.json")];

    public static GoldenWorld World(DefinitionSet set)
    {
        var world = GoldenWorld.Empty(set, new DateOnly(2026, 9, 1));
        foreach (var (standard, file) in Files)
        {
            using var records = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Example", file)));
            foreach (var record in records.RootElement.EnumerateArray()) world = world.With(standard, record);
        }

        return world;
    }
}
