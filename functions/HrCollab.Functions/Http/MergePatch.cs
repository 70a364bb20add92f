using System.Text.Json.Nodes;

namespace HrCollab.Functions.Http;

/// <summary>JSON Merge Patch (RFC 7396).</summary>
internal static class MergePatch
{
    /// <summary>The target with the patch: members of objects one by one, null takes one away, anything else replaces. The target is not to be used any more.</summary>
    public static JsonNode? Apply(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes) return patch?.DeepClone();
        var result = target as JsonObject ?? [];
        foreach (var (name, value) in changes)
        {
            if (value is null)
            {
                result.Remove(name);
                continue;
            }

            var held = result[name];
            result.Remove(name);
            result[name] = Apply(held, value);
        }

        return result;
    }
}
