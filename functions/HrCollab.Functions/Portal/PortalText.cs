using HrCollab.Engine.Kernel;

namespace HrCollab.Functions.Portal;

/// <summary>Texts that more than one page uses.</summary>
internal static class PortalText
{
    public static Text NotFound { get; } = new("没有找到", "Not found");

    public static Text NotFoundBody { get; } = new("这个页面或事项不存在,或者您无权查看。", "This page or case does not exist, or you may not see it.");

    public static Text Outside { get; } = new("不在您的权限范围内", "Outside your permission");

    public static Text OutsideBody { get; } = new("您无权查看它。如工作需要,请申请权限。", "You may not see this. Request access if your work needs it.");

    public static Text Failed { get; } = new("系统发生错误", "Something went wrong");

    public static Text FailedBody { get; } = new("错误已记录,您的数据没有丢失。请稍后重试。", "The error has been recorded and nothing of yours is lost. Try again in a moment.");

    public static Text Expired { get; } = new("页面已过期", "The page has expired");

    public static Text ExpiredBody { get; } = new("请返回上一页,刷新后重新提交。没有保存任何内容。", "Go back, reload the page and send it again. Nothing was saved.");

    public static Text NotSignedIn { get; } = new("登录没有完成", "The sign-in was not completed");

    public static Text NotSignedInBody { get; } = new("请返回首页重新登录。", "Go back to the home page and sign in again.");

    public static Text SignedOut { get; } = new("您已退出", "You have signed out");

    public static Text SignedOutBody { get; } = new("需要时请重新登录。", "Sign in again when you need to.");

    public static Text TooManyBody { get; } = new("请稍等片刻再试。没有保存任何内容。", "Wait a moment, then try again. Nothing was saved.");

    public static Text KeyReused { get; } = new("这个页面已经提交过另一份内容,请刷新后重试。", "This page has sent something else already; reload it and try again.");

    public static Text Busy { get; } = new("同时操作的人太多,请重试。", "Too many people act on this at once; try again.");
}
