using System.Text.Json;
using HrCollab.Engine.Cases;
using HrCollab.Engine.Kernel;

namespace HrCollab.Definitions.Tests.Cases;

/// <summary>The shipped set and the example company of the host, read once.</summary>
internal static class ExampleWorld
{
    public static DefinitionSet Set { get; } = DefinitionCompiler.Compile(Shipped.Files) is { Set: { } set } ? set : throw new InvalidOperationException("The shipped definitions do not compile; see ShippedDefinitionsTests.");

    public static GoldenWorld World { get; } = Of(Set);

    /// <summary>The example company under another set.</summary>
    public static GoldenWorld Of(DefinitionSet set)
    {
        var world = GoldenWorld.Empty(set, new DateOnly(2026, 9, 1));
        foreach (var (standard, file) in new[] { ("department", "departments"), ("position", "positions"), ("person", "people") })
        {
            using var records = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Shipped.Folder, "..", "functions", "HrCollab.Functions", "Example", file + ".json")));
            foreach (var record in records.RootElement.EnumerateArray()) world = world.With(standard, record);
        }

        return world;
    }
}
