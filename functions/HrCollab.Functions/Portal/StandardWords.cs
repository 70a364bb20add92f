using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Identity;

namespace HrCollab.Functions.Portal;

/// <summary>Duties of a standard with the people who hold them.</summary>
internal static class StandardWords
{
    /// <summary>The duty that reviews standards, and who holds it today.</summary>
    public static Text Approvers(Caller caller)
    {
        var duty = StandardDocument.Approver(caller.Set);
        var title = StandardDocument.Duty(caller.Set, duty);
        var holders = caller.Organization.Holders(duty).Select(h => caller.Organization.Person(h)?.Name ?? h).ToList();
        return holders.Count == 0 ? title : new Text("{0} · {1}", "{0} · {1}").With(title, string.Join(", ", holders));
    }

    /// <summary>The duty that owns a group, with the departments of those who hold it today.</summary>
    public static string Owner(Caller caller, string duty, Language language)
    {
        var departments = caller.Organization.Holders(duty).Select(h => caller.Organization.Person(h)?.Department).OfType<string>().Distinct(StringComparer.Ordinal)
            .Select(d => caller.Organization.Department(d)?.Name ?? d).ToList();
        var today = departments.Count == 0 ? new Text("今天无人承担", "held by nobody today") : new Text($"今天为 {string.Join("、", departments)}", $"today {string.Join(", ", departments)}");
        return $"{Duty(caller, duty, language)} · {today.In(language)}";
    }

    public static string Duty(Caller caller, string duty, Language language) => StandardDocument.Duty(caller.Set, duty).In(language);
}
