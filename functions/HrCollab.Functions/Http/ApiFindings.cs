using HrCollab.Engine.Kernel;

namespace HrCollab.Functions.Http;

/// <summary>What the HTTP edge itself has to say, before any slice is asked.</summary>
internal static class ApiFindings
{
    public static readonly DiagnosticCode NotJson = Error("HR-API-001", "请求正文不是有效的 JSON。", "The body is not valid JSON.", "检查引号、逗号、重复的成员和嵌套层数。", "Check quotes, commas, repeated members and nesting.");
    public static readonly DiagnosticCode UnknownMember = Error("HR-API-002", "请求正文中有不认识或类型不符的成员:{0}。", "The body has an unknown member or one of the wrong type: {0}.", "参见 /api/openapi.json。", "See /api/openapi.json.");
    public static readonly DiagnosticCode TooLarge = Error("HR-API-003", "请求正文超过 {0} 字节。", "The body exceeds {0} bytes.", "缩小请求,或使用导入接口。", "Send less, or use an import.");
    public static readonly DiagnosticCode WrongContentType = Error("HR-API-004", "不支持的内容类型,应为 {0}。", "Unsupported content type; send {0}.", "设置 Content-Type。", "Set Content-Type.");
    public static readonly DiagnosticCode NotSignedIn = Error("HR-API-005", "请先登录。", "Sign in first.", "在 Authorization 头中提供令牌。", "Send a token in the Authorization header.");
    public static readonly DiagnosticCode NotFound = Error("HR-API-006", "没有找到。", "Not found.", "确认地址和编号。", "Check the address and the id.");
    public static readonly DiagnosticCode KeyReused = Error("HR-API-007", "这个 Idempotency-Key 已用于另一个请求。", "This Idempotency-Key was used for another request.", "为新的操作使用新的键。", "Use a new key for a new act.");
    public static readonly DiagnosticCode BadKey = Error("HR-API-008", "Idempotency-Key 应为 1 至 200 个可见字符。", "Idempotency-Key has 1 to 200 visible characters.", "例如使用 UUID。", "A UUID will do.");
    public static readonly DiagnosticCode NeedsIfMatch = Error("HR-API-009", "修改需要 If-Match 头。", "A change needs the header If-Match.", "先读取,再带上 ETag 修改。", "Read first, then send the ETag.");
    public static readonly DiagnosticCode Stale = Error("HR-API-010", "数据已被他人修改,当前版本为 {0}。", "Somebody changed it meanwhile; the current version is {0}.", "重新读取后再修改。", "Read it again, then change it.");
    public static readonly DiagnosticCode Busy = Error("HR-API-011", "同时操作的人太多,请重试。", "Too many people act on this at once; try again.", "稍后重试。", "Try again in a moment.");
    public static readonly DiagnosticCode BadQuery = Error("HR-API-012", "查询参数“{0}”无效。", "The query parameter '{0}' is not valid.", "参见 /api/openapi.json。", "See /api/openapi.json.");
    public static readonly DiagnosticCode TimedOut = Error("HR-API-013", "处理超时。", "The request took too long.", "缩小范围后重试。", "Ask for less and try again.");
    public static readonly DiagnosticCode Failed = Error("HR-API-014", "系统发生错误,已记录。", "Something went wrong; it has been recorded.", "请把 traceId 告诉管理员。", "Tell the administrator the traceId.");
    public static readonly DiagnosticCode Refused = Error("HR-API-015", "提交的内容有 {0} 处需要修改。", "{0} things need to be corrected.", "逐项修改后重新提交。", "Correct each and submit again.");
    public static readonly DiagnosticCode UnknownPerson = Error("HR-API-016", "没有这个人员:{0}。{1}", "There is no such person: {0}.{1}", "使用工号或姓名。", "Use an employee number or a name.");
    public static readonly DiagnosticCode UnknownKind = Error("HR-API-017", "没有这类定义“{0}”。{1}", "There is no kind of definition '{0}'.{1}", "参见 GET /api/definitions。", "See GET /api/definitions.");
    public static readonly DiagnosticCode CannotTry = Error("HR-API-018", "“{0}”这类定义不能试算。", "Definitions of kind '{0}' do not evaluate.", "选择可试算的定义。", "Choose one that does.");
    public static readonly DiagnosticCode Unacceptable = Error("HR-API-019", "候选定义有错误,不能试算。", "The candidate definitions have errors and cannot be tried.", "先按诊断修正。", "Mend what the diagnostics say first.");
    public static readonly DiagnosticCode Exists = Error("HR-API-020", "“{0}”已存在。", "'{0}' exists already.", "修改已有记录,或使用新的标识。", "Change the existing one, or use another key.");

    public static readonly DiagnosticCode NotPublished = Error("HR-API-021", "定义有错误或用例不通过,没有发布。", "The definitions have errors or failing cases and were not published.", "按诊断逐项修正后再发布。", "Mend what the diagnostics say, then publish again.");
    public static readonly DiagnosticCode MayNotPublish = Error("HR-API-022", "您不能发布或启用定义。", "You may not publish or activate definitions.", "由担任 manifest.json 中 publishDuty 职责的人员发布,或由权限矩阵写明 publish 的服务账号发布。", "Whoever holds the publishDuty of manifest.json may, and service accounts whose line of a permission matrix says publish.");

    public static readonly DiagnosticCode NotApproved = Error("HR-API-031", "这个版本还没有由以下职责的人员批准:{0}。", "Nobody with these duties has approved this revision yet: {0}.",
        "由其他人员查看后批准(hrcollab approve),再启用。批准只对这个版本替换当前生效版本有效。", "Have somebody who did not write it look at it and approve it (hrcollab approve), then activate it. An approval counts for this revision over the active one.");

    public static readonly DiagnosticCode UnknownAuthor = Error("HR-API-032", "服务账号发布时须说明由谁编写,而“{0}”不是这里的人员。", "A program says who wrote what it publishes, and '{0}' is nobody here.",
        "提交使用人员的地址,或在 .mailmap 中对应。", "Commit with a person's address, or map it in .mailmap.");

    public static readonly DiagnosticCode OwnChange = Error("HR-API-033", "不能批准自己的改动。", "Nobody approves a change of their own.", "请其他负责人批准。", "Ask another owner.");

    public static readonly DiagnosticCode MayNotApprove = Error("HR-API-034", "这项改动由以下职责的人员批准:{0}。", "This change is approved by holders of: {0}.", "请负责人批准。", "Ask one of them.");

    public static readonly DiagnosticCode Overtaken = Error("HR-API-035", "另一个人同时启用了版本 {0},因此没有启用您的版本,也没有丢失任何改动。", "Somebody activated revision {0} at the same time, so yours was not activated and nothing of theirs is lost.",
        "查看现在生效的版本,再次发布或启用。", "Look at what is active now, then publish or activate again.");

    public static readonly DiagnosticCode RevisionRefused = Error("HR-API-036", "所需的定义版本 {0} 在库中缺失或被改动,或没有本系统的签名,因此不能据此处理。", "The definitions needed, revision {0}, are missing from the store, were changed there or are not signed by this installation, so nothing is decided by them.",
        "请系统运维重新发布同一版本的文件(会重新保存并签名),然后以同一 Idempotency-Key 重试。", "Have the files of that very revision published again, which keeps and signs them anew; then try again with the same Idempotency-Key.");

    public static readonly DiagnosticCode RevisionUnreadable = Error("HR-API-037", "所需的定义版本 {0} 不能由本程序的版本读取。", "The definitions needed, revision {0}, cannot be read by this version of the program.",
        "请系统运维把本实例更新到能读取它的版本。", "Have this instance updated to a version that reads them.");

    public static readonly DiagnosticCode DocumentTooLarge = Error("HR-API-038", "这次操作会使事项或档案达到 {0} KB,上限为 {1} KB,因此没有保存。", "This would make the case or record {0} KB large; {1} KB are allowed, so nothing was saved.",
        "缩短文字;较大的材料放在别处,这里只写在哪里。", "Write less; keep large material elsewhere and say here where it is.");

    public static readonly DiagnosticCode BadMinVersion = Error("HR-API-039", "Min-Version 头“{0}”不是版本。", "The header Min-Version '{0}' is no version.", "使用之前的答复中的 ETag。", "Send the ETag of an earlier answer.");

    public static readonly DiagnosticCode TooManyDrafts = Error("HR-API-023", "您已有 {0} 份草稿,不能再保存新的。", "You keep {0} drafts already; no more can be saved.", "先提交或删除一份草稿。", "Submit or delete one of them first.");

    public static readonly DiagnosticCode ImportGivenUp = Error("HR-API-024", "文件或存储连续 {0} 次无法读写,导入已停止。", "The file or the store could not be read or written {0} times in a row; the import has been given up.",
        "请系统运维检查磁盘和存储后重新发送该文件;已导入的行不会重复。", "Have the disk and the store looked at, then send the file again; rows that are in are not taken twice.");

    public static readonly DiagnosticCode ImportFileGone = Error("HR-API-025", "等待导入的文件已不在。", "The file that waited to be imported is gone.", "重新发送该文件;已导入的行不会重复。", "Send the file again; rows that are in are not taken twice.");

    public static readonly DiagnosticCode MayNotOperate = Error("HR-API-028", "您不能查看运行状况。", "You may not see how the system runs.", "由担任 manifest.json 中 operateDuty 职责的人员查看。", "Whoever holds the operateDuty of manifest.json may.");

    public static readonly DiagnosticCode StoreBusy = Error("HR-API-030", "数据库繁忙,暂时没有回应。", "The database is busy and did not answer in time.", "按 Retry-After 稍后以同一 Idempotency-Key 重试。", "Try again after Retry-After with the same Idempotency-Key.");

    private static DiagnosticCode Error(string code, string zh, string en, string helpZh, string helpEn) =>
        new(code, Severity.Error, new Text(zh, en), new Text(helpZh, helpEn));
}
