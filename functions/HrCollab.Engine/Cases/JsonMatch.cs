using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Cases;

/// <summary>Holds JSON against what is expected of it: of objects only the members that are written, everything else in full.</summary>
internal static class JsonMatch
{
    public static void Differences(string at, JsonNode? expected, JsonNode? actual, ImmutableArray<GoldenDifference>.Builder found)
    {
        switch (expected)
        {
            case JsonObject members when actual is JsonObject other:
                foreach (var (name, value) in members) Differences($"{at}/{JsonPointer.Escape(name)}", value, other[name], found);
                break;
            case JsonArray items when actual is JsonArray others && items.Count == others.Count:
                for (var i = 0; i < items.Count; i++) Differences($"{at}/{i}", items[i], others[i], found);
                break;
            default:
                if (!JsonNode.DeepEquals(expected, actual)) found.Add(new GoldenDifference(at, Words(expected), Words(actual)) { Json = actual?.ToJsonString() ?? "null" });
                break;
        }
    }

    private static string Words(JsonNode? node) => node is null ? "—" : node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node.ToJsonString();
}
