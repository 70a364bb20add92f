using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Benchmarks.Rules;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Standards;

namespace HrCollab.Benchmarks.Side;

/// <summary>P6: one permission decision of a matrix of 40 roles by 60 groups by 4 operations, and a record of 25 fields as a caller may see it, into bytes.</summary>
internal static class PermissionSide
{
    private const int Roles = 40;
    private const int Groups = 60;
    private const int Filled = 25;
    private const int Decisions = 1_000;

    private static readonly ImmutableArray<string> Letters = ["r", "m", "ru", "-", "rux", "r", "rx", "mu"];

    public static void Measure(Baseline baseline, NodeSide? node, int rounds)
    {
        var set = DefinitionCompiler.Compile(Files()).Set ?? throw new InvalidOperationException(string.Join('\n', DefinitionCompiler.Compile(Files()).Diagnostics));
        var matrix = set.Find<PermissionMatrix>("thing")!;
        var access = matrix.Merge(["r3", "r8"]);
        var record = "{" + string.Join(",", Enumerable.Range(0, Filled).Select(g => $"\"g{g}\":{{\"f\":\"value of {g}\"}}")) + ",\"key\":{\"no\":\"T1\"}}";
        using var json = JsonDocument.Parse(record);
        var values = StandardCheck.New(matrix.Standard, json.RootElement, new CheckContext(new DateOnly(2026, 9, 18), (_, _) => null)).Values;
        var field = matrix.Standard.Find("g7.f")!;
        var fields = matrix.Standard.Fields;
        var buffer = new ArrayBufferWriter<byte>(4_096);
        using var writer = new Utf8JsonWriter(buffer);

        // the limit: letters as bits in an array, and byte ranges copied
        var masks = access.Fields.Select(f => (byte)f).ToArray();
        var pieces = fields.Where(f => !values[f.Shape.Slot].IsMissing).Select(f => (Mask: (byte)access.Fields[f.Shape.Slot], Utf8: Encoding.UTF8.GetBytes($"\"{Standard.Group(f)}\":{{\"{f.Definition.Id}\":\"{values[f.Shape.Slot]}\"}},"))).ToArray();
        var byName = fields.ToDictionary(f => f.Path, f => access.Fields[f.Shape.Slot], StringComparer.Ordinal);
        var seen = 0;

        var fastest = Turns.Fastest(
            rounds,
            new("decision by hand", () => Decide(i => (masks[i % masks.Length] & (byte)FieldOperations.Read) != 0), Decisions),
            new("decision", () => Decide(i => access.MayRead(fields[i % masks.Length])), Decisions),
            new("decision by a dictionary", () => Decide(_ => (byName["g7.f"] & FieldOperations.Read) != FieldOperations.None), Decisions),
            new("record by hand", ByHand),
            new("record", Ours),
            new("record by a JSON tree", ByTree));
        GC.KeepAlive(seen);
        baseline.Compare("P6 decision / by hand", fastest[1] / fastest[0], 5, lowerIsBetter: true);
        baseline.Compare("P6 decision, us", fastest[1] / 1000, 0.03, lowerIsBetter: true);
        baseline.Compare("P6 record / byte ranges by hand", fastest[4] / fastest[3], null, lowerIsBetter: true);
        baseline.Compare("P6 record of 25 fields, us", fastest[4] / 1000, 2, lowerIsBetter: true);
        baseline.Compare("P6 JSON tree / record", fastest[5] / fastest[4]);
        if (node is null) return;
        var allowed = fields.SelectMany(f => Operations(access.Fields[f.Shape.Slot]).Select(o => new { operation = o, group = Standard.Group(f) }));
        var reached = node.Measure("permissions", new { allowed, record });
        baseline.Compare("P6 casl / decision", reached["casl, one decision"] / fastest[1]);
        baseline.Compare("P6 casl / record", reached["casl, a record"] / fastest[4]);

        void Decide(Func<int, bool> may)
        {
            for (var i = 0; i < Decisions; i++) seen += may(i) ? 1 : 0;
        }

        void ByHand()
        {
            buffer.ResetWrittenCount();
            foreach (var (mask, utf8) in pieces)
            {
                if ((mask & (byte)(FieldOperations.Read | FieldOperations.Masked)) != 0) buffer.Write(utf8);
            }
        }

        void Ours()
        {
            Start();
            Projection.Record(access, values).WriteTo(writer);
            writer.Flush();
        }

        void ByTree()
        {
            Start();
            var root = JsonNode.Parse(record)!.AsObject();
            foreach (var path in byName.Where(f => (f.Value & FieldOperations.Read) == FieldOperations.None).Select(f => f.Key)) (root[path.Split('.')[0]] as JsonObject)?.Remove(path.Split('.')[1]);
            root.WriteTo(writer);
            writer.Flush();
        }

        void Start()
        {
            buffer.ResetWrittenCount();
            writer.Reset();
        }
    }

    private static IEnumerable<string> Operations(FieldOperations allowed) => Enum.GetValues<FieldOperations>().Where(o => o != FieldOperations.None && allowed.HasFlag(o)).Select(o => o.ToString().ToLowerInvariant());

    private static ImmutableArray<DefinitionFile> Files()
    {
        var groups = string.Join(",", Enumerable.Range(0, Groups).Select(g => $$"""{ "id": "g{{g}}", "title": { "zh": "g", "en": "g" }, "owner": "hr", "fields": [{ "id": "f", "title": { "zh": "f{{g}}", "en": "f{{g}}" }, "type": "text" }] }"""));
        var duties = string.Join(",", Enumerable.Range(0, Roles).Select(r => $$"""{ "code": "r{{r}}", "title": { "zh": "r{{r}}", "en": "r{{r}}" } }"""));
        var roles = string.Join(",", Enumerable.Range(0, Roles).Select(r => $$"""{ "id": "r{{r}}", "title": { "zh": "r{{r}}", "en": "r{{r}}" }, "duty": "r{{r}}", "scope": "all" }"""));
        var lines = string.Join(",", Enumerable.Range(0, Roles).Select(r => $$"""{ "role": "r{{r}}", "allow": { {{string.Join(",", Enumerable.Range(0, Groups).Select(g => $"\"g{g}\":\"{Letters[((r * 7) + g) % Letters.Length]}\""))}} } }"""));
        return
        [
            .. RulesWorld.Files(1).Where(f => f.Path is "manifest.json"),
            File("codeLists/duties.codeList.json", $$"""{ "id": "duties", "title": { "zh": "职责", "en": "Duty" }, "status": "company", "source": { "title": { "zh": "清单", "en": "List" } }, "values": [{ "code": "hr", "title": { "zh": "人力", "en": "HR" } }, {{duties}}] }"""),
            File("standards/thing.standard.json", $$"""
                { "id": "thing", "title": { "zh": "物", "en": "Thing" }, "key": "key.no", "label": "key.no", "groups": [
                  { "id": "key", "title": { "zh": "编号", "en": "Key" }, "owner": "hr", "fields": [{ "id": "no", "title": { "zh": "编号", "en": "No" }, "type": "text", "format": "key", "required": true }] }, {{groups}}] }
                """),
            File("permissions/thing.permissions.json", $$"""{ "id": "thing", "title": { "zh": "权限", "en": "Permissions" }, "standard": "thing", "roles": [{{roles}}], "matrix": [{{lines}}] }"""),
        ];
    }

    private static DefinitionFile File(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));
}
