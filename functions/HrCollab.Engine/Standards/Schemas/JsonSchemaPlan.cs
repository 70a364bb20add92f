using System.Collections.Immutable;
using System.Text.Json;
using HrCollab.Engine.CodeLists;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards.Schemas;

/// <summary>A finding about a schema.</summary>
/// <param name="Code">What was found.</param>
/// <param name="Pointer">JSON Pointer within the schema.</param>
/// <param name="Arguments">What the author wrote, for the message.</param>
public sealed record SchemaFinding(DiagnosticCode Code, string Pointer, ImmutableArray<object?> Arguments)
{
    /// <summary>In words.</summary>
    public Text Message => Code.Message.With(Arguments.AsSpan());
}

/// <summary>
/// A JSON Schema compiled once and run over UTF-8 as often as wanted, by any number of threads. Whatever it does not enforce did not compile.
/// </summary>
public sealed class JsonSchemaPlan
{
    private readonly ImmutableArray<SchemaNode> _nodes;

    private JsonSchemaPlan(ImmutableArray<SchemaNode> nodes) => _nodes = nodes;

    /// <summary>The plan of a schema, or null with findings. Code lists are those that formats <c>code:NAME</c> may name.</summary>
    public static (JsonSchemaPlan? Plan, ImmutableArray<SchemaFinding> Findings) Compile(ReadOnlyMemory<byte> utf8, Func<string, CodeList?> codes)
    {
        var found = new Found();
        if (utf8.Length > SchemaLimits.SchemaBytes)
        {
            found.Report(SchemaFindings.TooLarge, "", [new Text($"{utf8.Length} 字节", $"{utf8.Length} bytes")]);
            return (null, found.All);
        }

        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = SchemaLimits.Depth });
            return Compile(document.RootElement, codes);
        }
        catch (JsonException e)
        {
            found.Report(SchemaFindings.NotJson, "", [e.Message]);
            return (null, found.All);
        }
    }

    /// <summary>The same for a schema that stands in another document.</summary>
    public static (JsonSchemaPlan? Plan, ImmutableArray<SchemaFinding> Findings) Compile(JsonElement schema, Func<string, CodeList?> codes)
    {
        var found = new Found();
        try
        {
            var lint = new SchemaLint(name => TextFormats.Known.ContainsKey(name) || (name.StartsWith(TextFormats.Code, StringComparison.Ordinal) && codes(name[TextFormats.Code.Length..]) is not null), found.Report);
            lint.Visit(schema, "");
            if (found.Any) return (null, found.All);
            SchemaLinks.Resolve(lint.Parts, found.Report);
            if (found.Any) return (null, found.All);
            var nodes = new SchemaCompiler(lint.Parts, SchemaModel.Read(lint.Parts), codes, found.Report).Nodes();
            return found.Any ? (null, found.All) : (new JsonSchemaPlan(nodes), []);
        }
        catch (InvalidOperationException e)
        {
            found.Report(SchemaFindings.NotJson, "", [e.Message]); // half a surrogate pair as an escape
            return (null, found.All);
        }
    }

    /// <summary>Everything that the schema has against a value; empty when it is valid, and then nothing was allocated.</summary>
    public ImmutableArray<Violation> Check(ReadOnlySpan<byte> utf8, DateOnly today) => SchemaRun.Check(_nodes.AsSpan(), utf8, today);

    /// <summary>Whether a value is valid.</summary>
    public bool IsValid(ReadOnlySpan<byte> utf8, DateOnly today) => Check(utf8, today).IsEmpty;

    private sealed class Found
    {
        private const int Most = 100;
        private readonly ImmutableArray<SchemaFinding>.Builder _all = ImmutableArray.CreateBuilder<SchemaFinding>();

        public bool Any => _all.Count > 0;

        public ImmutableArray<SchemaFinding> All => _all.ToImmutable();

        public void Report(DiagnosticCode code, string pointer, object?[] arguments)
        {
            if (_all.Count < Most) _all.Add(new SchemaFinding(code, pointer, [.. arguments]));
        }
    }
}
