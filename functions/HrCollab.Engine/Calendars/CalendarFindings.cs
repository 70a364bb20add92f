using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Calendars;

/// <summary>Findings about calendars.</summary>
internal static class CalendarFindings
{
    public static readonly DiagnosticCode BadHours = Error("HR-CAL-001", "工作时间“{0}”无效。", "The working hours '{0}' are not valid.",
        "写成“09:00-12:00”,开始早于结束;跨午夜的班次拆成两段。", "Write \"09:00-12:00\" with the start before the end; split a shift at midnight.");

    public static readonly DiagnosticCode OverlappingHours = Error("HR-CAL-002", "工作时间“{0}”与前一段重叠或次序颠倒。", "The working hours '{0}' overlap the ones before or are out of order.",
        "按时间先后列出,互不重叠。", "List them in order of time without overlap.");

    public static readonly DiagnosticCode BadWeekday = Error("HR-CAL-003", "“{0}”不是星期。{1}", "'{0}' is not a day of the week.{1}",
        "用 monday … sunday。", "Use monday … sunday.");

    public static readonly DiagnosticCode WrongForm = Error("HR-CAL-004", "成员“{0}”不属于{1}。", "Member '{0}' does not belong in {1}.",
        "日历写 hours 和 weekend;年份文件写 of、year、source、holidays、makeup。", "A calendar has hours and weekend; a year has of, year, source, holidays and makeup.");

    public static readonly DiagnosticCode Incomplete = Error("HR-CAL-005", "{0}缺少“{1}”。", "There is no '{1}' in {0}.",
        "补上该成员。", "Add the member.");

    public static readonly DiagnosticCode NotACalendar = Error("HR-CAL-006", "“{0}”是年份文件,不是日历。", "'{0}' is a year, not a calendar.",
        "of 填日历的 id,例如 cn。", "Name the calendar in of, such as cn.");

    public static readonly DiagnosticCode DuplicateYear = Error("HR-CAL-007", "日历“{0}”的 {1} 年已在“{2}”中定义。", "The year {1} of calendar '{0}' is already defined in '{2}'.",
        "每个年份只保留一个文件。", "Keep one file per year.");

    public static readonly DiagnosticCode OutsideYear = Error("HR-CAL-008", "日期 {0} 不在 {1} 年内。", "The date {0} is not in {1}.",
        "跨年假期按年份拆到两个文件。", "Split a holiday over New Year into the files of both years.");

    public static readonly DiagnosticCode BackwardHoliday = Error("HR-CAL-009", "假期从 {0} 开始却在 {1} 结束。", "The holiday begins on {0} but ends on {1}.",
        "对调 from 和 to。", "Swap from and to.");

    public static readonly DiagnosticCode DuplicateDay = Error("HR-CAL-010", "日期 {0} 重复。", "The date {0} is listed twice.",
        "每个日期只列一次;合并放假的节日写成一个假期。", "List each date once; write merged holidays as one.");

    public static readonly DiagnosticCode MakeupOnWorkday = Error("HR-CAL-011", "{0} 本来就是工作日,不能作为调休上班日。", "{0} is an ordinary working day and cannot be worked in exchange.",
        "核对通知中的日期。", "Check the date in the notice.");

    public static readonly DiagnosticCode MakeupOnHoliday = Error("HR-CAL-012", "{0} 既是假期又是调休上班日。", "{0} is both a holiday and worked in exchange.",
        "核对通知,只保留一处。", "Check the notice and keep one.");

    public static readonly DiagnosticCode BadYear = Error("HR-CAL-013", "年份 {0} 超出 1990 至 2199。", "The year {0} is not within 1990 to 2199.",
        "改正年份。", "Correct the year.");

    public static readonly DiagnosticCode NoYears = new("HR-CAL-014", Severity.Warning,
        new Text("公司日历“{0}”没有任何年份,所有截止时间都将待定。", "The company calendar '{0}' has no years: every due time will be pending."),
        new Text("添加年份文件,例如 calendars/{0}-2026.calendar.json。", "Add a year, such as calendars/{0}-2026.calendar.json."));

    public static readonly DiagnosticCode NoNewYear = new("HR-CAL-015", Severity.Warning,
        new Text("{0} 年没有写明元旦(1 月 1 日)放假。", "The year {0} says nothing of a holiday on 1 January."),
        new Text("核对通知,补上元旦假期;落在周末也要写。", "Check the notice and add New Year's Day, also when it is on a weekend."));

    private static DiagnosticCode Error(string code, string zh, string en, string helpZh, string helpEn) =>
        new(code, Severity.Error, new Text(zh, en), new Text(helpZh, helpEn));
}
