using HrCollab.Engine.Kernel;

namespace HrCollab.Functions.Identity;

/// <summary>What a caller is told whose token is good but who may not act all the same.</summary>
internal static class IdentityFindings
{
    public static readonly DiagnosticCode UnknownAccount = Error(
        "HR-IDN-001", "您的账号没有对应的人员。", "Your account belongs to nobody here.",
        "请人力资源部核对您的记录与登录账号。", "Ask HR to compare your record with the account you sign in with.");

    public static readonly DiagnosticCode NotEmployed = Error(
        "HR-IDN-002", "您的账号对应的人员尚未入职或已离职。", "Whom your account belongs to does not work here yet, or no longer.",
        "如有误,请人力资源部核对任职状态。", "If that is wrong, ask HR to look at the employment.");

    public static readonly DiagnosticCode UnknownClient = Error(
        "HR-IDN-003", "这个客户端没有对应的服务账号。", "This client has no service account.",
        "在配置 Identity:Clients 中登记客户端,并在权限矩阵中给服务账号角色。", "Enter the client in Identity:Clients of the configuration and give its service account a role in a permission matrix.");

    public static readonly DiagnosticCode NotForPrograms = Error(
        "HR-IDN-004", "这个接口不供服务账号使用。", "Service accounts may not use this.",
        "服务账号只能使用记录、导入、发布和身份接口。", "A service account may use records, imports, publishing and the question who it is.");

    public static readonly DiagnosticCode TooMany = Error(
        "HR-IDN-005", "请求过于频繁。", "Too many requests.",
        "按 Retry-After 稍后再试。", "Wait as long as Retry-After says.");

    public static readonly DiagnosticCode TooHeavy = Error(
        "HR-IDN-006", "正在检查、试算或发布的定义太多。", "Too many definitions are being checked, tried or published.",
        "按 Retry-After 稍后再试。", "Wait as long as Retry-After says.");

    private static DiagnosticCode Error(string code, string zh, string en, string helpZh, string helpEn) =>
        new(code, Severity.Error, new Text(zh, en), new Text(helpZh, helpEn));
}
