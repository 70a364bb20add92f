using HrCollab.Engine.Kernel;

namespace HrCollab.Functions.Feedback;

/// <summary>What somebody is told whose feedback is not taken, or who may not read that of others.</summary>
internal static class FeedbackFindings
{
    public static readonly DiagnosticCode NoText = Error("HR-FBK-001", "请写下您的反馈。", "Say what you think of it.", "一两句话即可。", "A sentence or two will do.");

    public static readonly DiagnosticCode TooLong = Error(
        "HR-FBK-002", "反馈最多 {0} 字,现有 {1} 字。", "A feedback has {0} characters at most, this one {1}.", "缩短内容,或分成几条。", "Shorten it, or give several.");

    public static readonly DiagnosticCode UnknownElement = Error(
        "HR-FBK-003", "没有这个定义或其中的内容:{0}。{1}", "There is no such definition or element of one: {0}.{1}", "从页面上的“反馈”进入,或查看 GET /api/definitions。", "Begin at 'Feedback' of a page, or see GET /api/definitions.");

    public static readonly DiagnosticCode TooMany = Error(
        "HR-FBK-004", "您已有 {0} 条未处理的反馈。", "{0} of your feedback are open already.", "等其中一些得到回应后再提交。", "Wait until some of them are answered.");

    public static readonly DiagnosticCode MayNotRead = Error(
        "HR-FBK-005", "您不能查看其他人的反馈。", "You may not read the feedback of others.", "由 manifest.json 中 feedbackDuty 的人员,或负责该类定义的人员查看。", "Holders of the feedbackDuty of manifest.json may, and owners of that kind of definition.");

    private static DiagnosticCode Error(string code, string zh, string en, string helpZh, string helpEn) =>
        new(code, Severity.Error, new Text(zh, en), new Text(helpZh, helpEn));
}
