using System.Globalization;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Workflows;

namespace HrCollab.Components;

/// <summary>States and times as people read them.</summary>
public static class StepWords
{
    /// <summary>The state of a step.</summary>
    public static string Status(RouteStep step, Language language) => Status(step.Status, language);

    /// <summary>The state of a step, or the outcome of its task, by its stable word.</summary>
    public static string Status(string status, Language language) => (status switch
    {
        "open" => new Text("进行中", "Open"),
        "blocked" => new Text("受阻", "Blocked"),
        "scheduled" => new Text("待生效", "Scheduled"),
        "done" or "completed" => new Text("已完成", "Done"),
        "approved" => new Text("已同意", "Approved"),
        "rejected" => new Text("已拒绝", "Rejected"),
        "returned" => new Text("已退回", "Returned"),
        "cancelled" => new Text("已取消", "Cancelled"),
        _ => new Text("未开始", "To come"),
    }).In(language);

    /// <summary>True when nothing more happens in the step.</summary>
    public static bool IsClosed(string status) => status is "done" or "completed" or "approved" or "rejected" or "returned" or "cancelled";

    /// <summary>The state of a case.</summary>
    public static string Status(CaseStatus status, Language language) => (status switch
    {
        CaseStatus.Running => new Text("办理中", "Running"),
        CaseStatus.Returned => new Text("已退回,待修改", "Returned"),
        CaseStatus.Completed => new Text("已完成", "Completed"),
        _ => new Text("已拒绝", "Rejected"),
    }).In(language);

    /// <summary>A day.</summary>
    public static string Day(DateOnly day, Language language) => language == Language.English
        ? day.ToString("d MMM yyyy", CultureInfo.GetCultureInfo("en-GB"))
        : day.ToString("yyyy年M月d日", CultureInfo.GetCultureInfo("zh-CN"));

    /// <summary>A stored text as people read it: dates, times and ticks in the language, everything else as it is.</summary>
    public static string Stored(string value, Language language)
    {
        if (value == "true") return language == Language.English ? "yes" : "是";
        if (value == "false") return language == Language.English ? "no" : "否";
        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return Day(day, language);
        return value.Length >= 19 && value[10] == 'T' && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? Time(time, language) : value;
    }

    /// <summary>A time to the minute, with the weekday.</summary>
    public static string Time(DateTimeOffset time, Language language) => language == Language.English
        ? time.ToString("ddd d MMM yyyy HH:mm", CultureInfo.GetCultureInfo("en-GB"))
        : time.ToString("yyyy年M月d日 ddd HH:mm", CultureInfo.GetCultureInfo("zh-CN"));
}
