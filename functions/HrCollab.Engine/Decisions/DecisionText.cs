using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using HrCollab.Engine.Workflows;

namespace HrCollab.Engine.Decisions;

/// <summary>What a decision gave, written once: these bytes are kept and these bytes are hashed.</summary>
/// <param name="State">The case afterwards as UTF-8 JSON.</param>
/// <param name="Events">What happened as UTF-8 JSON, an array.</param>
/// <param name="Hash">SHA-256 of the one followed by the other, lower-case hex: the same output, the same bytes.</param>
public sealed record DecisionText(ReadOnlyMemory<byte> State, ReadOnlyMemory<byte> Events, string Hash)
{
    private const int UsualBytes = 4 * 1024;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The text of an output; Chinese is written as Chinese.</summary>
    public static DecisionText Of(DecisionOutput output)
    {
        var buffer = new ArrayBufferWriter<byte>(UsualBytes);
        using var writer = new Utf8JsonWriter(buffer, Options);
        JsonSerializer.Serialize(writer, output.State, DecisionJson.Default.CaseState);
        var state = buffer.WrittenCount;
        writer.Reset();
        JsonSerializer.Serialize(writer, output.Events, DecisionJson.Default.ImmutableArrayCaseEvent);
        return new DecisionText(buffer.WrittenMemory[..state], buffer.WrittenMemory[state..], Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan)));
    }
}
