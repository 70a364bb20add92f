using HrCollab.Engine.Calendars;
using HrCollab.Engine.CodeLists;
using HrCollab.Engine.Exchanges;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Rules;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Workflows;

namespace HrCollab.Engine.Requirements;

/// <summary>requirements/: worksheets. Their lines refer to definitions of every kind above.</summary>
internal sealed class RequirementsKind() : DefinitionKind<RequirementsDefinition, RequirementSheet>(
    "requirements", "requirements", new Text("需求梳理", "Requirement worksheet"), RequirementsJson.Default.RequirementsDefinition)
{
    private static readonly Text Definition = new("定义", "definition");
    private static readonly string[] Folders = ["calendars", "codeLists", "schemas", "standards", "responsibilities", "permissions", "rules", "forms", "workflows", "exchanges"];

    private protected override bool OnlyNames => true;

    private protected override RequirementSheet? Compile(RequirementsDefinition definition, CompileScope scope)
    {
        scope.Complete(definition.Title, "/title");
        scope.Unique(definition.Lines.Select(l => l.Id), i => $"/lines/{i}/id");
        for (var i = 0; i < definition.Lines.Length; i++) Line(definition.Lines[i], $"/lines/{i}", scope);
        return scope.Failed ? null : new RequirementSheet(definition);
    }

    private static void Line(RequirementDefinition line, string at, CompileScope scope)
    {
        scope.Complete(line.Process, at + "/process");
        scope.Complete(line.Pain, at + "/pain");
        scope.Complete(line.Target, at + "/target");
        scope.Complete(line.Volume, at + "/volume");
        if (line.Owner is { } owner && scope.Find<CodeList>("duties", at + "/owner", new Text("代码表", "code list")) is { } duties && duties.Find(owner) is null)
            scope.Unknown(new Text("职责", "duty"), owner, at + "/owner", duties.Values.Select(v => v.Code));
        var links = line.Satisfied.OrEmpty();
        for (var i = 0; i < links.Length; i++) Link(links[i], $"{at}/satisfied/{i}", scope);
        if (links.IsEmpty) scope.Report(RequirementFindings.Uncovered, at, line.Process);
    }

    private static void Link(string link, string at, CompileScope scope)
    {
        var slash = link.IndexOf('/', StringComparison.Ordinal);
        var (folder, id) = slash < 0 ? (link, "") : (link[..slash], link[(slash + 1)..]);
        _ = folder switch
        {
            "calendars" => scope.Knows<Calendar>(id, at, Definition),
            "codeLists" => scope.Knows<CodeList>(id, at, Definition),
            "schemas" => scope.Knows<NamedSchema>(id, at, Definition),
            "standards" => scope.Knows<Standard>(id, at, Definition),
            "responsibilities" => scope.Knows<Matrix>(id, at, Definition),
            "permissions" => scope.Knows<PermissionMatrix>(id, at, Definition),
            "rules" => scope.Knows<RuleSet>(id, at, Definition),
            "forms" => scope.Knows<Form>(id, at, Definition),
            "workflows" => scope.Knows<Workflow>(id, at, Definition),
            "exchanges" => scope.Knows<Exchange>(id, at, Definition),
            _ => Unknown(),
        };

        bool Unknown()
        {
            scope.Report(RequirementFindings.NoLink, at, link, DidYouMean.Hint(folder, Folders));
            return false;
        }
    }
}
