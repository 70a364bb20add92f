using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Tests.Calendars;

namespace HrCollab.Engine.Tests;

/// <summary>
/// A firm of four departments for tests: board (GM) above make (MK, deputy MD, business partner BP) and trade (no head); lab below make
/// (LH). HR and PAY hold company-wide duties, IT1 and IT2 the same one. W works in make for MK.
/// </summary>
internal static class Firm
{
    public static readonly (string Path, string Json)[] Standards =
    [
        CalendarFiles.Base, CalendarFiles.Year2026,
        ("codeLists/duties.codeList.json", """
            { "id": "duties", "title": { "zh": "职责", "en": "Duty" }, "status": "company", "source": { "title": { "zh": "清单", "en": "List" } },
              "values": [{ "code": "hr-head", "title": { "zh": "人力负责人", "en": "Head of HR" } }, { "code": "payroll", "title": { "zh": "薪酬", "en": "Payroll" } },
                         { "code": "it-ops", "title": { "zh": "IT", "en": "IT" } }, { "code": "vacant", "title": { "zh": "空缺", "en": "Vacant" } }] }
            """),
        ("standards/department.standard.json", """
            { "id": "department", "title": { "zh": "部门", "en": "Department" }, "key": "basic.code", "label": "basic.name", "groups": [
              { "id": "basic", "title": { "zh": "基本", "en": "Basics" }, "owner": "hr-head", "fields": [
                { "id": "code", "title": { "zh": "编码", "en": "Code" }, "type": "text", "sensitivity": "public", "format": "key", "required": true },
                { "id": "name", "title": { "zh": "名称", "en": "Name" }, "type": "text", "sensitivity": "public" },
                { "id": "parent", "title": { "zh": "上级", "en": "Parent" }, "type": "reference", "sensitivity": "public", "reference": "department" }] },
              { "id": "duties", "title": { "zh": "职责", "en": "Duties" }, "owner": "hr-head", "fields": [
                { "id": "head", "title": { "zh": "负责人", "en": "Head" }, "type": "reference", "sensitivity": "public", "reference": "person" },
                { "id": "deputy", "title": { "zh": "副职", "en": "Deputy" }, "type": "reference", "sensitivity": "public", "reference": "person" },
                { "id": "hrbp", "title": { "zh": "HRBP", "en": "Business partner" }, "type": "reference", "sensitivity": "public", "reference": "person" }] }] }
            """),
        ("standards/person.standard.json", """
            { "id": "person", "title": { "zh": "人员", "en": "Person" }, "key": "employment.employeeNo", "label": "identity.name", "groups": [
              { "id": "identity", "title": { "zh": "身份", "en": "Identity" }, "owner": "hr-head", "fields": [
                { "id": "name", "title": { "zh": "姓名", "en": "Name" }, "type": "text", "sensitivity": "public", "required": true },
                { "id": "idNumber", "title": { "zh": "证件号码", "en": "ID number" }, "type": "text", "mask": "last4" }] },
              { "id": "employment", "title": { "zh": "任职", "en": "Employment" }, "owner": "hr-head", "fields": [
                { "id": "employeeNo", "title": { "zh": "工号", "en": "Number" }, "type": "text", "sensitivity": "public", "format": "key", "required": true },
                { "id": "department", "title": { "zh": "部门", "en": "Department" }, "type": "reference", "sensitivity": "public", "reference": "department" },
                { "id": "position", "title": { "zh": "岗位", "en": "Position" }, "type": "text", "sensitivity": "public" },
                { "id": "manager", "title": { "zh": "上级", "en": "Manager" }, "type": "reference", "sensitivity": "public", "reference": "person" },
                { "id": "duties", "title": { "zh": "职责", "en": "Duties" }, "type": "codes", "sensitivity": "public", "codes": "duties" },
                { "id": "hireDate", "title": { "zh": "入职", "en": "Hired" }, "type": "date", "sensitivity": "public" },
                { "id": "leaveDate", "title": { "zh": "离职", "en": "Left" }, "type": "date", "sensitivity": "public" }] },
              { "id": "pay", "title": { "zh": "薪酬", "en": "Pay" }, "owner": "payroll", "fields": [
                { "id": "salary", "title": { "zh": "工资", "en": "Salary" }, "type": "decimal", "sensitivity": "internal", "purpose": { "zh": "发薪", "en": "Pay" }, "basis": "PIPL 13(2)", "min": 0, "scale": 2, "mask": "all" },
                { "id": "bank", "title": { "zh": "账号", "en": "Bank account" }, "type": "text", "sensitivity": "internal", "purpose": { "zh": "发薪", "en": "Pay" }, "basis": "PIPL 13(2)", "mask": "last4" }] },
              { "id": "workplace", "title": { "zh": "工位", "en": "Workplace" }, "owner": "it-ops", "fields": [{ "id": "seat", "title": { "zh": "工位", "en": "Seat" }, "type": "text", "sensitivity": "public", "format": "key" }] },
              { "id": "absence", "title": { "zh": "请假", "en": "Absence" }, "owner": "hr-head", "fields": [
                { "id": "from", "title": { "zh": "起", "en": "From" }, "type": "date", "sensitivity": "public" }, { "id": "to", "title": { "zh": "止", "en": "To" }, "type": "date", "sensitivity": "public" },
                { "id": "substitute", "title": { "zh": "代理人", "en": "Substitute" }, "type": "reference", "sensitivity": "public", "reference": "person" }] }] }
            """),
    ];

    public static readonly (string Path, string Json) Permissions = ("permissions/person.permissions.json", """
        { "id": "person", "title": { "zh": "权限", "en": "Permissions" }, "standard": "person", "roles": [
            { "id": "self", "title": { "zh": "本人", "en": "Self" }, "relation": "self" },
            { "id": "manager", "title": { "zh": "上级", "en": "Manager" }, "relation": "reports" },
            { "id": "head", "title": { "zh": "负责人", "en": "Head" }, "duty": "head", "scope": "subtree" },
            { "id": "hr-head", "title": { "zh": "人力负责人", "en": "Head of HR" }, "duty": "hr-head", "scope": "all" }],
          "matrix": [
            { "role": "self", "allow": { "identity": "r", "employment": "r", "pay": "r" } },
            { "role": "manager", "allow": { "identity": "m", "identity.name": "r", "employment": "r", "workplace": "ru" } },
            { "role": "head", "allow": { "identity.name": "r", "employment": "r", "pay.salary": "m" } },
            { "role": "hr-head", "allow": { "identity": "rux", "employment": "rux", "pay": "rux", "workplace": "rux", "absence": "rux" }, "create": true }] }
        """);

    public static PersonCard Person(string id) => People.Single(p => p.Id == id);

    public static IReadOnlyList<PersonCard> People { get; } =
    [
        Card("GM", "board"), Card("MK", "make", "GM"), Card("MD", "make", "MK"), Card("BP", "board", "GM"), Card("LH", "lab", "MK"), Card("W", "make", "MK"), Card("X", "trade"),
        Card("HR", "board", "GM", "hr-head"), Card("PAY", "board", "HR", "payroll"), Card("IT1", "board", "GM", "it-ops"), Card("IT2", "board", "GM", "it-ops"),
    ];

    public static IReadOnlyList<DepartmentCard> Departments { get; } =
    [
        Department("board", null, ("head", "GM")), Department("make", "board", ("head", "MK"), ("deputy", "MD"), ("hrbp", "BP")),
        Department("trade", "board", ("hrbp", "BP")), Department("lab", "make", ("head", "LH")),
    ];

    /// <summary>The firm on a day, with some people as given instead.</summary>
    public static Organization On(string day, params PersonCard[] instead) =>
        new(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), Departments, People.Where(p => instead.All(i => i.Id != p.Id)).Concat(instead));

    public static PersonCard Away(string id, string from, string to, string? substitute) => Person(id) with
    {
        Absence = new Absence(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture), substitute),
    };

    /// <summary>The firm's standards and permissions with more files.</summary>
    public static DefinitionSet Set(params (string Path, string Json)[] files) => TestSet.Sound([.. Standards, Permissions, .. files]);

    /// <summary>Findings of a kind of code in more files.</summary>
    public static IEnumerable<string> Findings(string prefix, params (string Path, string Json)[] files) => TestSet.Findings(prefix, [.. Standards, Permissions, .. files]);

    /// <summary>What keeps the firm with a test's definitions from being active, in English words.</summary>
    public static IEnumerable<string> Errors(params (string Path, string Json)[] files) =>
        TestSet.Compile([.. Standards, Permissions, .. files]).Diagnostics.Where(d => d.Severity == Engine.Kernel.Severity.Error).Select(d => d.Message.En);

    private static PersonCard Card(string id, string department, string? manager = null, params string[] duties) => new(id, "N-" + id, department, null, manager, [.. duties]);

    private static DepartmentCard Department(string id, string? parent, params (string Duty, string Person)[] duties) =>
        new(id, "D-" + id, parent, System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(duties, d => d.Duty, d => d.Person, StringComparer.Ordinal));
}
