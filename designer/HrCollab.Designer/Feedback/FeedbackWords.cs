using System.Globalization;
using HrCollab.Engine.Kernel;

namespace HrCollab.Designer.Feedback;

/// <summary>Words for feedback.</summary>
internal static class FeedbackWords
{
    /// <summary>How long it has been open.</summary>
    public static Text Age(int days) => days switch
    {
        0 => new Text("已等待不到 1 天", "open for less than a day"),
        1 => new Text("已等待 1 天", "open for 1 day"),
        _ => new Text($"已等待 {days} 天", $"open for {days.ToString(CultureInfo.InvariantCulture)} days"),
    };
}
