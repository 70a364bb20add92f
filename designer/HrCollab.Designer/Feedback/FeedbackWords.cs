using System.Globalization;
using HrCollab.Engine.Kernel;

namespace HrCollab.Designer.Feedback;

/// <summary>Words for feedback.</summary>
internal static class FeedbackWords
{
    /// <summary>How long it has been open.</summary>
    public static Text Age(int days) => days == 0 ? new Text("今天", "today") : new Text($"已等待 {days} 天", days == 1 ? "open for 1 day" : $"open for {days.ToString(CultureInfo.InvariantCulture)} days");
}
