using HrCollab.Engine.Responsibilities;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Records;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Views;

namespace HrCollab.Functions.Projecting;

/// <summary>
/// Cases go where those they are about go: the departments they come to list them too, as they stand. Whichever of the two feeds is read first: a
/// move takes along the cases as they are listed, and a case tells the departments of the moves that are stored.
/// </summary>
internal sealed class FollowedCases(IDocumentStore store)
{
    /// <summary>Somebody has come to a department, or will: the cases about them until then are listed there.</summary>
    public async ValueTask Moved(RecordEvent happened, ViewBatch views, CancellationToken cancel)
    {
        if (Destination(happened) is not { } department) return;
        string? after = null;
        do
        {
            var page = await store.Query(Container.Views, CaseRow.About(happened.Key), new IdRange(Limit: 200, After: after), cancel);
            foreach (var row in page.Items.Where(r => Follows(CaseRow.Read(r).Head, happened))) views.Put(CaseRow.OfDepartment(department), row.Id, row.Body.ToArray());
            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>A case was submitted or went on: it is told wherever the one it is about has come to since, or will.</summary>
    public async ValueTask WentOn(CaseChange change, ViewBatch views, CancellationToken cancel)
    {
        if (change.Head.Subject.Standard != OrganizationFields.Person) return;
        var row = new CaseRow(change.Case, change.Head);
        foreach (var happened in await RecordHistory.Events(store, OrganizationFields.Person, change.Head.Subject.Key, cancel))
        {
            if (Follows(change.Head, happened) && Destination(happened) is { } department) views.Put(CaseRow.OfDepartment(department), row.Id, row.Write());
        }
    }

    /// <summary>True when a move was made after the case was submitted, or holds only after that day.</summary>
    private static bool Follows(CaseHead head, RecordEvent happened) =>
        head.SubmittedAt <= happened.At || DateOnly.FromDateTime(head.SubmittedAt.ToOffset(happened.At.Offset).DateTime) < happened.From;

    /// <summary>The department that an event brings somebody to; a record that is made by hand or by an import has no cases yet.</summary>
    private static string? Destination(RecordEvent happened) =>
        (!happened.IsFirst || RecordReason.CaseOf(happened.Reason) is not null) && happened.Set.GetValueOrDefault(OrganizationFields.PersonDepartment) is { Length: > 0 } department ? department : null;
}
