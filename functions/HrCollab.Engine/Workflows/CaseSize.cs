using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HrCollab.Engine.Workflows;

/// <summary>Holds the document of a case to the manifest's limit where it grows by what people send, never where a case is carried on: none gets stuck by it.</summary>
internal static class CaseSize
{
    /// <summary>As documents are stored: Chinese as Chinese.</summary>
    private static readonly JsonWriterOptions Stored = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The bytes of a case that is too large; null when it is not.</summary>
    public static int? Exceeded(CaseContext context, CaseState state)
    {
        var buffer = new ArrayBufferWriter<byte>(4_096);
        using (var writer = new Utf8JsonWriter(buffer, Stored)) JsonSerializer.Serialize(writer, state, CaseJson.Default.CaseState);
        return buffer.WrittenCount > context.Set.Manifest.MostCaseBytes ? buffer.WrittenCount : null;
    }
}
