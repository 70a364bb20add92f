using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Calendars;

/// <summary>The times that a manifest gives people, ready to count with.</summary>
public static class ManifestDeadlines
{
    /// <summary>How long a submitter has to correct a form that was returned.</summary>
    public static Deadline CorrectionTime(this Manifest manifest) => Of(manifest.Limits?.Correction ?? "2 wd");

    /// <summary>How long the holders of the alert duty have to look at a step that is blocked.</summary>
    public static Deadline AlertTime(this Manifest manifest) => Of(manifest.Limits?.Alert ?? "1 wd");

    /// <summary>Reports each time that is none, or that lies in the past.</summary>
    internal static void Check(CompileContext context)
    {
        foreach (var (name, value) in context.Manifest.Limits?.Spans ?? [])
        {
            if (value is not null && !(Deadline.TryParse(value, out var span) && span.Amount > 0))
                context.Report(KernelFindings.BadSpan.At(context.ManifestFile, "/limits/" + name, value));
        }
    }

    private static Deadline Of(string text) =>
        Deadline.TryParse(text, out var span) ? span : throw new InvalidOperationException("The times of the manifest are checked when the set is compiled.");
}
