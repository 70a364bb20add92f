using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HrCollab.Functions.Storage;

/// <summary>The form in which documents are stored: camel case, defaults left out, Chinese as Chinese (half the bytes of escapes).</summary>
internal static class DocumentJson
{
    /// <summary>Options for one source-generated context; each context owns its options.</summary>
    public static JsonSerializerOptions Options() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
