namespace HrCollab.Tests;

/// <summary>
/// X6: one slip for each thing that is looked for in definitions, made in the shipped ones, with the finding it has to give: its code, its place, and in both languages what it is about
/// and the example it names. The slips of one list stand beside each other in one set.
/// </summary>
internal static class LintExamples
{
    /// <summary>A slip and its finding.</summary>
    /// <param name="What">What is looked for.</param>
    /// <param name="Changes">Text replaced by text in files; no text removes the file.</param>
    /// <param name="Code">The code of the finding.</param>
    /// <param name="At">Its file and pointer.</param>
    /// <param name="Zh">What it says in Chinese, counter-example included.</param>
    /// <param name="En">The same in English.</param>
    public sealed record Slip(string What, (string Path, string? Old, string New)[] Changes, string Code, string At, string Zh, string En);

    private const string Probation = "rules/probation.rules.json";
    private const string Onboarding = "responsibilities/onboarding.responsibilities.json";

    /// <summary>What refuses a set.</summary>
    public static Slip[] Errors { get; } =
    [
        new("a reference to what is not there", [("exchanges/employees.exchange.json", "\"to\": \"pay.baseSalary\"", "\"to\": \"pay.baseSalery\"")], "HR-EXC-", "exchanges/employees.exchange.json /columns", "pay.baseSalary", "Did you mean 'pay.baseSalary'?"),
        new("two rows for one person", [(Probation, "[12..36)", "[10..36)")], "HR-TBL-031", Probation + " /table/rows/2", "两行都适用于 合同期限类型 固定期限、合同期限(月) 11", "both are for Contract term Fixed term, Term in months 11"),
        new("an empty cell of a responsibility matrix", [("responsibilities/transfer.responsibilities.json", "\"responsible\": { \"duty\": \"head\", \"of\": \"form.newDepartment\" },", "")],
            "HR-RSP-001", "responsibilities/transfer.responsibilities.json /rows/1/responsible", "矩阵“transfer”步骤“receive”缺少责任人", "Matrix 'transfer', step 'receive': the responsible party is missing"),
        new("a field asked without purpose", [("forms/offboarding.form.json", "\"purpose\": { \"zh\": \"指定工作交接的接手人\", \"en\": \"Name who takes over the work\" },", "")],
            "HR-FRM-010", "forms/offboarding.form.json /sections", "没有声明目的", "has no declared purpose"),
    ];

    /// <summary>What a set may have and its author has to know.</summary>
    public static Slip[] Warnings { get; } =
    [
        new("a condition that can never be true", [("rules/transfer-eligibility.rules.json", "\"require\": \"person.employment.leaveDate == null\"", "\"require\": \"person.employment.hireDate < date(\\\"2020-01-01\\\") && person.employment.hireDate > date(\\\"2021-01-01\\\")\"")],
            "HR-EXP-034", "rules/transfer-eligibility.rules.json /conditions/1/require", "不可能成立:“入职日期”没有能满足它的值", "can never be true: no value of 'Hire date' satisfies it"),
        new("a person for whom no row is", [(Probation, "[12..36)", "[4..5]"), (Probation, "\"UNIQUE\"", "\"FIRST\"")], "HR-TBL-030", Probation + " /table/rows", "没有一行适用于 合同期限类型 固定期限、合同期限(月) 24", "no row is for Contract term Fixed term, Term in months 24"),
        new("a row that never counts", [], "HR-TBL-033", Probation + " /table/rows/2", "第 mid 行永远不起作用:它适用的人都已由 short 决定", "Row mid never counts: everybody it is for is decided by short"), // the same slip
        new("a step that nobody can own", [("codeLists/duties.codeList.json", "\"values\": [", "\"values\": [\n    { \"code\": \"safety\", \"title\": { \"zh\": \"安全\", \"en\": \"Safety\" } },"), (Onboarding, "\"responsible\": { \"duty\": \"it-ops\" }", "\"responsible\": { \"duty\": \"safety\" }")],
            "HR-LNT-002", Onboarding + " /rows", "今天没有人担任“安全”", "nobody holds 'Safety' today"),
        new("deadlines of steps beyond that of the process", [("workflows/transfer.workflow.json", "\"deadline\": \"15 wd\"", "\"deadline\": \"2 wd\"")],
            "HR-WFL-015", "workflows/transfer.workflow.json /deadline", "各步骤时限之和为 13 个工作日(release 2 wd + receive 2 wd", "add up to 13 working days (release 2 wd + receive 2 wd"),
        new("a year that the calendar does not have", [("calendars/cn-2026.calendar.json", null, "")], "HR-LNT-001", "manifest.json /calendar", "没有 2026 年", "has no 2026"),
        new("two duties in one hand", [("permissions/person.permissions.json", "\"a\": \"payroll\", \"b\": \"finance-accounting\"", "\"a\": \"head\", \"b\": \"hr-head\"")],
            "HR-LNT-004", "permissions/person.permissions.json /conflicts/0", "林静怡 (E0001) 同时担任“部门负责人”和“人力资源负责人”", "林静怡 (E0001) can act as 'Head of department' and as 'Head of HR'"),
        new("a permission that counts for nothing", [("permissions/department.permissions.json", "{ \"role\": \"hrbp\", \"allow\": { \"budget\": \"r\" }", "{ \"role\": \"hrbp\", \"allow\": { \"duties\": \"r\", \"duties.head\": \"m\", \"duties.deputy\": \"m\", \"duties.hrbp\": \"m\", \"budget\": \"r\" }")],
            "HR-PRM-012", "permissions/department.permissions.json /matrix/2/allow/duties", "例如 duties.head 是“m”", "duties.head, for example, is 'm'"),
    ];

    /// <summary>The files of a list that differ from the shipped ones; an empty text for one that is removed.</summary>
    public static IReadOnlyDictionary<string, string> Files(IEnumerable<Slip> slips)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, old, text) in slips.SelectMany(s => s.Changes))
        {
            var before = files.TryGetValue(path, out var changed) ? changed : Repository.Read("definitions/" + path);
            var at = old is null ? 0 : before.IndexOf(old, StringComparison.Ordinal);
            files[path] = at < 0 ? throw new InvalidOperationException($"{path} has no {old}") : old is null ? "" : before[..at] + text + before[(at + old.Length)..];
        }

        return files;
    }
}
