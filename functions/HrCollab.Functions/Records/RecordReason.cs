namespace HrCollab.Functions.Records;

/// <summary>Why a record was changed, in the form that its events keep: the command, or "case:{case}:{version}:{step}" for an effect of a case.</summary>
internal static class RecordReason
{
    private const string Case = "case:";

    /// <summary>How the reasons of a case begin.</summary>
    public static string Of(string @case) => $"{Case}{@case}:";

    /// <summary>The case that ordered the change, the version of its command and the step; null for a change by hand or by an import.</summary>
    public static (string Case, string Version, string Step)? CaseOf(string reason) =>
        reason.StartsWith(Case, StringComparison.Ordinal) && reason.Split(':', 4) is [_, var id, var version, var step] ? (id, version, step) : null;
}
