using System.Globalization;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Workflows;

namespace HrCollab.Components;

/// <summary>States and times as people read them.</summary>
public static class StepWords
{
    /// <summary>The state of a step.</summary>
    public static string Status(RouteStep step, Language language) => (step.Status switch
    {
        "open" => new Text("进行中", "Open"),
        "blocked" => new Text("受阻", "Blocked"),
        "scheduled" => new Text("待生效", "Scheduled"),
        "done" or "completed" => new Text("已完成", "Done"),
        "approved" => new Text("已同意", "Approved"),
        "rejected" => new Text("已拒绝", "Rejected"),
        "returned" => new Text("已退回", "Returned"),
        _ => new Text("未开始", "To come"),
    }).In(language);

    /// <summary>The state of a case.</summary>
    public static string Status(CaseStatus status, Language language) => (status switch
    {
        CaseStatus.Running => new Text("办理中", "Running"),
        CaseStatus.Returned => new Text("已退回,待修改", "Returned"),
        CaseStatus.Completed => new Text("已完成", "Completed"),
        _ => new Text("已拒绝", "Rejected"),
    }).In(language);

    /// <summary>A time to the minute, with the weekday.</summary>
    public static string Time(DateTimeOffset time, Language language) => language == Language.English
        ? time.ToString("ddd d MMM yyyy HH:mm", CultureInfo.GetCultureInfo("en-GB"))
        : time.ToString("yyyy年M月d日 ddd HH:mm", CultureInfo.GetCultureInfo("zh-CN"));
}
