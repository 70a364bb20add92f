using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace HrCollab.Functions.Http;

/// <summary>
/// Finds null where a body's list or map has no place for it: the serializer looks at the annotations of members, not at those of what lies inside them.
/// JSON of free form within a body is not looked at.
/// </summary>
internal static class Nulls
{
    /// <summary>The member whose list or map has a null that its type does not allow, as a path; null when there is none.</summary>
    public static string? In(JsonElement json, JsonTypeInfo type) => json.ValueKind == JsonValueKind.Object && type.Kind == JsonTypeInfoKind.Object
        ? type.Properties.Select(p => json.TryGetProperty(p.Name, out var value) && In(value, p) is { } at ? at : null).FirstOrDefault(at => at is not null)
        : null;

    private static string? In(JsonElement value, JsonPropertyInfo member)
    {
        var type = member.Options.GetTypeInfo(Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType);
        if (type.Kind is not (JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary)) return In(value, type) is { } inner ? $"{member.Name}.{inner}" : null;
        IEnumerable<JsonElement> elements = value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray(),
            JsonValueKind.Object => value.EnumerateObject().Select(m => m.Value),
            _ => [],
        };
        var of = member.Options.GetTypeInfo(type.ElementType!);
        return elements.Select(e => e.ValueKind == JsonValueKind.Null ? (Allows(member) ? null : member.Name) : In(e, of) is { } inner ? $"{member.Name}.{inner}" : null).FirstOrDefault(at => at is not null);
    }

    private static bool Allows(JsonPropertyInfo member) =>
        member.AttributeProvider is PropertyInfo property && new NullabilityInfoContext().Create(property).GenericTypeArguments is [.., var element] && element.ReadState == NullabilityState.Nullable;
}
