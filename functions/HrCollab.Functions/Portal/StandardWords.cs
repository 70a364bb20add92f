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

    public static string Duty(Caller caller, string duty, Language language) => StandardDocument.Duty(caller.Set, duty).In(language);
}
