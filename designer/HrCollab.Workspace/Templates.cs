using System.Text;
using HrCollab.Engine;
using HrCollab.Engine.Kernel;

namespace HrCollab.Workspace;

/// <summary>The smallest definition of each kind to start from: it reads and says what has to be filled in.</summary>
public static class Templates
{
    private static readonly Dictionary<string, string> Bodies = new(StringComparer.Ordinal)
    {
        ["calendar"] = "\"of\": \"{about}\", \"year\": {year}, \"source\": { \"title\": { \"zh\": \"国务院办公厅放假通知\", \"en\": \"Notice of the State Council\" } }, \"holidays\": [], \"makeup\": []",
        ["subsidiary"] = "\"department\": \"{id}\"",
        ["codeList"] = "\"status\": \"company\", \"source\": { \"title\": { \"zh\": \"本公司清单\", \"en\": \"A list of the company\" } }, \"values\": [{ \"code\": \"1\", \"title\": { \"zh\": \"第一项\", \"en\": \"First\" } }]",
        ["schema"] = "\"jsonSchema\": { \"type\": \"object\" }",
        ["standard"] = "\"key\": \"basic.code\", \"label\": \"basic.name\", \"groups\": [{ \"id\": \"basic\", \"title\": { \"zh\": \"基本信息\", \"en\": \"Basic\" }, \"owner\": \"hr-head\", \"fields\": [{ \"id\": \"code\", \"title\": { \"zh\": \"编码\", \"en\": \"Code\" }, \"type\": \"text\", \"format\": \"key\", \"maxLength\": 40, \"required\": true, \"sensitivity\": \"internal\" }, { \"id\": \"name\", \"title\": { \"zh\": \"名称\", \"en\": \"Name\" }, \"type\": \"text\", \"maxLength\": 60, \"required\": true, \"sensitivity\": \"internal\" }] }]",
        ["responsibilities"] = "\"subject\": \"person\", \"rows\": [{ \"id\": \"first\", \"title\": { \"zh\": \"第一步\", \"en\": \"First step\" }, \"responsible\": { \"duty\": \"head\", \"of\": \"person.employment.department\" }, \"work\": { \"zh\": \"工作内容\", \"en\": \"The work\" }, \"deadline\": \"2 wd\", \"standard\": [{ \"id\": \"done\", \"title\": { \"zh\": \"已完成\", \"en\": \"It is done\" } }] }]",
        ["permissions"] = "\"standard\": \"{about}\", \"roles\": [{ \"id\": \"hr-head\", \"title\": { \"zh\": \"人力资源负责人\", \"en\": \"Head of HR\" }, \"duty\": \"hr-head\", \"scope\": \"all\" }], \"matrix\": [{ \"role\": \"hr-head\", \"allow\": { \"{group}\": \"ru\" } }]",
        ["rules"] = "\"subject\": \"person\", \"conditions\": [{ \"id\": \"employed\", \"require\": \"person.employment.status == \\\"active\\\"\", \"message\": { \"zh\": \"只限在职人员\", \"en\": \"Only people who are active\" } }]",
        ["table"] = "\"subject\": \"person\", \"table\": { \"hitPolicy\": \"UNIQUE\", \"inputs\": [{ \"id\": \"status\", \"read\": \"employment.status\" }], \"outputs\": [{ \"id\": \"days\", \"type\": \"integer\", \"title\": { \"zh\": \"天数\", \"en\": \"Days\" } }], \"rows\": [{ \"id\": \"any\", \"when\": [\"-\"], \"then\": [0] }] }",
        ["form"] = "\"description\": { \"zh\": \"这张表单做什么\", \"en\": \"What this form is for\" }, \"subject\": \"person\", \"submitters\": [\"manager\"], \"sections\": [{ \"id\": \"main\", \"title\": { \"zh\": \"内容\", \"en\": \"Contents\" }, \"fields\": [{ \"id\": \"reason\", \"title\": { \"zh\": \"原因\", \"en\": \"Reason\" }, \"type\": \"text\", \"maxLength\": 500, \"required\": true, \"purpose\": { \"zh\": \"供审批人判断\", \"en\": \"Let those who decide judge it\" } }] }]",
        ["workflow"] = "\"form\": \"{about}\", \"responsibilities\": \"{matrix}\", \"steps\": [{ \"id\": \"first\", \"row\": \"{row}\", \"approve\": \"one\" }]",
        ["requirements"] = "\"lines\": [{ \"id\": \"first\", \"process\": { \"zh\": \"流程名称\", \"en\": \"The process\" }, \"pain\": { \"zh\": \"现在的痛点\", \"en\": \"What hurts today\" }, \"target\": { \"zh\": \"要达到的目标\", \"en\": \"What shall be so instead\" } }]",
        ["exchange"] = "\"standard\": \"person\", \"formats\": [\"csv\"], \"importers\": [\"hr-head\"], \"columns\": [{ \"to\": \"employment.employeeNo\", \"from\": \"emp_no\" }]",
    };

    /// <summary>What can be made: suffixes of kinds, and table for rules as a decision table.</summary>
    public static IEnumerable<string> Names => Bodies.Keys;

    /// <summary>Why a template cannot have the id; null when it can: tables are read in expressions, where a-b is a difference.</summary>
    public static Text? IdFault(string name, string id) => name == "table" && Ids.IsValid(id) && id.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '_')
        ? new Text("“{0}”不能作决策表的编号:表的结果要在表达式里读取,a-b 在那里是减法;只用字母、数字和 _,例如 sickLeave。", "'{0}' cannot be the id of a table: what a table says is read in expressions, where a-b is a difference; letters, digits and _ only, such as sickLeave.").With(id)
        : null;

    /// <summary>A new definition in canonical form, or null for an unknown name, an id that cannot be, or where there is nothing that it can be about.</summary>
    /// <param name="name">What to make: one of <see cref="Names"/>.</param>
    /// <param name="id">Its id.</param>
    /// <param name="title">Its title.</param>
    /// <param name="files">The definitions as they are.</param>
    /// <param name="about">What it is about: one of <see cref="TemplateSubjects.Of"/>; the first of them when absent.</param>
    public static DefinitionFile? Make(string name, string id, Text title, IReadOnlyCollection<DefinitionFile> files, string? about = null)
    {
        if (SubsidiaryNames.Subsidiary(id) is { } subsidiary) return Inheriting(name, SubsidiaryNames.Name(id), subsidiary, title);
        if (!Bodies.TryGetValue(name, out var body) || !Ids.IsValid(id) || IdFault(name, id) is not null || DefinitionKinds.Find(name == "table" ? "rules" : name) is not { } kind) return null;
        if (TemplateSubjects.Filled(name, id, body, files, about) is not { } filled) return null;
        var text = $$"""{ "$schema": "../schema/{{kind.Suffix}}.schema.json", "id": "{{id}}", "title": { "zh": {{Quoted(title.Zh)}}, "en": {{Quoted(title.En)}} }, {{filled.Replace("{id}", id, StringComparison.Ordinal)}} }""";
        var file = new DefinitionFile(kind.PathOf(id), Encoding.UTF8.GetBytes(text));
        return new DefinitionFile(file.Path, kind.Canonical(file) ?? file.Utf8);
    }

    /// <summary>What a subsidiary has in place of a definition of the group: so far, all that the group says.</summary>
    private static DefinitionFile? Inheriting(string name, string id, string subsidiary, Text title)
    {
        if (!Ids.IsValid(id) || !Ids.IsValid(subsidiary) || DefinitionKinds.Find(name == "table" ? "rules" : name) is not { IsInheritable: true } kind) return null;
        var own = SubsidiaryNames.Of(id, subsidiary);
        var called = title.Zh == own ? "" : $$""", "title": { "zh": {{Quoted(title.Zh)}}, "en": {{Quoted(title.En)}} }""";
        var file = new DefinitionFile(kind.PathOf(own), Encoding.UTF8.GetBytes($$"""{ "$schema": "../../../schema/{{kind.Suffix}}.subsidiary.schema.json", "id": "{{id}}", "inherits": "{{id}}"{{called}} }"""));
        return new DefinitionFile(file.Path, kind.Canonical(file) ?? file.Utf8);
    }

    private static string Quoted(string text) => "\"" + System.Text.Json.JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping) + "\"";
}
