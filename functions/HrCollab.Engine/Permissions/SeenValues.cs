using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using HrCollab.Engine.Expressions;

namespace HrCollab.Engine.Permissions;

/// <summary>A record as its reader sees it, on its way into an answer.</summary>
[JsonConverter(typeof(Converter))]
internal sealed class SeenValues
{
    private static readonly JsonTypeInfo<SeenValues> Info = JsonMetadataServices.CreateValueInfo<SeenValues>(new JsonSerializerOptions { TypeInfoResolver = JsonTypeInfoResolver.Combine() }, new Converter());

    private readonly Access _access;
    private readonly RecordValues _values;

    private SeenValues(Access access, RecordValues values) => (_access, _values) = (access, values);

    /// <summary>Part of a tree that writes the record when the tree is written.</summary>
    public static JsonNode ToNode(Access access, RecordValues values) => JsonValue.Create(new SeenValues(access, values), Info)!;

    private sealed class Converter : JsonConverter<SeenValues>
    {
        public override SeenValues Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("What a reader sees is written only.");

        public override void Write(Utf8JsonWriter writer, SeenValues value, JsonSerializerOptions options) => Projection.Write(writer, value._access, value._values);
    }
}
