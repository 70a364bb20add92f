using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Publishing;

namespace HrCollab.Designer.Reviews;

/// <summary>Words of rolling back.</summary>
internal static class RevisionWords
{
    /// <summary>That feedback which the revision answered that was rolled back is still called answered; empty when there is none.</summary>
    public static string StillAnswered(PublishOutcome.Done done, Language language) => done.StillClosed.Length is > 0 and var count
        ? new Text(" 随退回的版本关闭的 {0} 条反馈仍显示为已回应,请告诉提交人或尽快重新发布。", " {0} feedback answered by the revision that was rolled back still count as answered: tell their authors, or publish again soon.").With(count).In(language)
        : "";
}
