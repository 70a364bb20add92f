using System.Text.Json;
using System.Text.Json.Serialization;

namespace HrCollab.Functions.Storage.Cosmos;

/// <summary>How far a reader of a change feed is: the continuation of the service, which knows every physical partition and survives their splits.</summary>
internal sealed record FeedToken(Container Container, string? Continuation)
{
    public static FeedToken Parse(Container container, string? token)
    {
        if (token is null) return new(container, null);
        try
        {
            if (JsonSerializer.Deserialize(token, FeedTokenJson.Default.FeedToken) is { } parsed && parsed.Container == container) return parsed;
        }
        catch (JsonException)
        {
            // Not ours: said below.
        }

        throw new ArgumentException($"'{token}' is not a token of this store.", nameof(token));
    }

    public override string ToString() => JsonSerializer.Serialize(this, FeedTokenJson.Default.FeedToken);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FeedToken))]
internal sealed partial class FeedTokenJson : JsonSerializerContext;
