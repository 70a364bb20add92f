using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Words;

namespace HrCollab.Workspace.Exchanges;

/// <summary>Workflow files of Microsoft RulesEngine: taken into a rules file as they are, and given back as they are.</summary>
internal static class RulesWorkflow
{
    private const string Schema = "../schema/rules.schema.json";

    /// <summary>The workflow of a rules file as a file of its own: a list of one workflow, as RulesEngine reads it. Null when the file holds none.</summary>
    public static byte[]? Export(DefinitionFile file) => Elements.Parse(file.Utf8) is JsonObject rules && rules["workflow"] is JsonObject workflow
        ? CanonicalJson.Write(new JsonArray(workflow.DeepClone()).Deserialize<JsonElement>()) : null;

    /// <summary>The rules file for a workflow; what an older one says beside the workflow stays.</summary>
    public static ImportOutcome Import(ReadOnlyMemory<byte> utf8, string? subject, IEnumerable<DefinitionFile> files)
    {
        if (utf8.Length > Limits.DefinitionFileBytes) return new ImportOutcome.Refused("-", new Text("文件超过 {0} 字节。", "The file has more than {0} bytes.").With(Limits.DefinitionFileBytes));
        var tree = Elements.Parse(utf8);
        if ((tree is JsonArray { Count: 1 } list ? list[0] : tree) is not JsonObject workflow || Elements.String(workflow["WorkflowName"]) is not { } name)
            return new ImportOutcome.Refused("/", new Text("要一个 RulesEngine 工作流(WorkflowName、Rules),单独或作为唯一一项的列表。", "One workflow of RulesEngine is read (WorkflowName, Rules), alone or as a list of one."));
        var id = Drafts.DraftDesk.TopicOf(name);
        var older = files.FirstOrDefault(f => f.Path.StartsWith("rules/", StringComparison.Ordinal) && Elements.String((Elements.Parse(f.Utf8) as JsonObject)?["workflow"]?["WorkflowName"]) == name);
        var rules = older is not null ? (JsonObject)Elements.Parse(older.Utf8)! : new JsonObject { ["$schema"] = Schema, ["id"] = id, ["title"] = new JsonObject { ["zh"] = name, ["en"] = name } };
        if (subject is not null) rules["subject"] = subject;
        if (rules["subject"] is null) return new ImportOutcome.Refused("/WorkflowName", new Text("请用 --subject 指定判断哪个标准的记录。", "Name the standard whose records it judges with --subject."));
        if (older is null && !Ids.IsValid(id)) return new ImportOutcome.Refused("/WorkflowName", new Text("“{0}”不能作编号。", "'{0}' cannot be an id.").With(id));
        rules["workflow"] = workflow.DeepClone();
        var file = new DefinitionFile(older?.Path ?? DefinitionKinds.Find("rules")!.PathOf(id), CanonicalJson.Write(rules.Deserialize<JsonElement>()));
        var faults = DefinitionCompiler.Compile(files.Where(f => f.Path != file.Path).Append(file), proven: true).Diagnostics
            .Where(d => d.Severity == Severity.Error && d.File == file.Path).Select(d => new ImportFault(d.Path.StartsWith("/workflow", StringComparison.Ordinal) ? d.Path["/workflow".Length..] : d.Path, d.Message)).ToArray();
        return faults.Length > 0 ? new ImportOutcome.Refused([.. faults]) : new ImportOutcome.Read(new DefinitionFile(file.Path, DefinitionsRepository.Canonical(file)));
    }
}
