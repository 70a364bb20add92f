using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Tests.Subsidiaries;

/// <summary>A group with one process, a move, and a table that its form asks. South begins at the department make (lab lies below it).</summary>
internal static class Group
{
    public const string Rules = "rules/limit.rules.json";
    public const string Form = "forms/move.form.json";
    public const string Matrix = "responsibilities/move.responsibilities.json";
    public const string Workflow = "workflows/move.workflow.json";
    public const string South = "subsidiaries/south/";

    public static readonly (string Path, string Json)[] Files =
    [
        (Rules, """
            { "id": "limit", "title": { "zh": "上限", "en": "Limit" }, "subject": "person", "table": { "hitPolicy": "UNIQUE",
              "inputs": [{ "id": "salary", "read": "pay.salary" }], "outputs": [{ "id": "most", "type": "integer", "title": { "zh": "最多", "en": "Most" } }],
              "rows": [{ "id": "low", "when": ["< 1000"], "then": [5] }, { "id": "high", "when": [">= 1000"], "then": [9] }] } }
            """),
        (Form, """
            { "id": "move", "title": { "zh": "搬迁", "en": "Move" }, "description": { "zh": "搬迁", "en": "Move" }, "subject": "person", "submitters": ["manager", "hr-head"], "sections": [
                { "id": "main", "title": { "zh": "内容", "en": "Contents" }, "fields": [
                  { "id": "day", "title": { "zh": "日期", "en": "Day" }, "type": "date", "required": true, "purpose": { "zh": "定日期", "en": "Tell the day" } },
                  { "id": "boxes", "title": { "zh": "箱数", "en": "Boxes" }, "type": "integer", "purpose": { "zh": "运输", "en": "Carry them" } },
                  { "id": "note", "title": { "zh": "备注", "en": "Note" }, "type": "text", "maxLength": 100, "purpose": { "zh": "说明", "en": "Tell more" } }] }],
              "rules": ["limit"],
              "checks": [{ "id": "few", "require": "form.boxes <= rules.limit.most", "at": "boxes", "message": { "zh": "太多", "en": "Too many" }, "when": "has(form.boxes)" }] }
            """),
        (Matrix, """
            { "id": "move", "title": { "zh": "搬迁责任", "en": "Responsibilities of a move" }, "subject": "person", "rows": [
                { "id": "agree", "title": { "zh": "同意", "en": "Agree" }, "responsible": { "duty": "hr-head" }, "work": { "zh": "同意", "en": "Agree" }, "deadline": "2 wd", "standard": [{ "id": "ok", "title": { "zh": "可以", "en": "It can be" } }], "cooperating": [{ "duty": "it-ops" }] },
                { "id": "carry", "title": { "zh": "搬运", "en": "Carry" }, "responsible": { "duty": "it-ops" }, "work": { "zh": "搬", "en": "Carry" }, "deadline": "2 wd", "standard": [{ "id": "there", "title": { "zh": "已到", "en": "It is there" } }], "cooperating": [{ "duty": "hr-head" }] }] }
            """),
        (Workflow, """
            { "id": "move", "title": { "zh": "搬迁", "en": "Move" }, "form": "move", "responsibilities": "move", "visibleTo": ["self"], "fixed": ["agree"],
              "steps": [{ "id": "agree", "row": "agree", "approve": "one" }, { "id": "carry", "row": "carry", "task": true }] }
            """),
        ("subsidiaries/south.subsidiary.json", """{ "id": "south", "title": { "zh": "南方公司", "en": "South" }, "department": "make" }"""),
    ];

    /// <summary>The firm with the group's files and more.</summary>
    public static DefinitionSet Set(params (string Path, string Json)[] files) => Firm.Set([.. Files, .. files]);

    /// <summary>Findings in the group's files and more.</summary>
    public static IEnumerable<string> Findings(string prefix, params (string Path, string Json)[] files) => Firm.Findings(prefix, [.. Files, .. files]);
}
