using System.Collections.Immutable;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Views;

namespace HrCollab.Functions.Cases;

/// <summary>Rows of views whose case the caller may open, judged as the case itself is, so that nothing is listed that answers 404.</summary>
internal sealed class SeenCases(IDocumentStore store, CaseStore cases, CaseLoader loader)
{
    /// <summary>Rows that one page looks at, at most; it ends early then, and its cursor goes on.</summary>
    private const int MostLooked = 500;

    /// <summary>Departments or reports whose lists are merged, at most; beyond that the list of the workflow is looked through.</summary>
    private const int MostPartitions = 32;

    /// <summary>Cases the caller takes part in.</summary>
    public ValueTask<(IReadOnlyList<CaseRow> Items, string? Next)> Own(Caller caller, IdRange range, CancellationToken cancel) =>
        Cases(caller, [CaseRow.Of(caller.Person.Id)], range, cancel);

    /// <summary>Of the cases of the caller's department, those they may open.</summary>
    public async ValueTask<(IReadOnlyList<CaseRow> Items, string? Next)> OfDepartment(Caller caller, IdRange range, CancellationToken cancel) =>
        caller.Person.Department is { } department ? await Cases(caller, [CaseRow.OfDepartment(department)], range, cancel) : ([], null);

    /// <summary>Cases the caller takes part in, and those that workflows show to a role the caller holds.</summary>
    public async ValueTask<(IReadOnlyList<CaseRow> Items, string? Next)> All(Caller caller, IdRange range, CancellationToken cancel) =>
        await Cases(caller, await Partitions(caller, cancel), range, cancel);

    /// <summary>Of the tasks of a department, those whose case the caller may open.</summary>
    public async ValueTask<(IReadOnlyList<TaskRow> Items, string? Next)> Tasks(Caller caller, string department, IdRange range, CancellationToken cancel)
    {
        var (rows, next) = await Page(caller, [TaskRows.Department(department)], range, row => TaskRow.Read(row).Case, cancel);
        return ([.. rows.Select(r => TaskRow.Read(r.Row))], next);
    }

    /// <summary>Each case as it stands now: a row may lie in the list of a department the case has left.</summary>
    private async ValueTask<(IReadOnlyList<CaseRow> Items, string? Next)> Cases(Caller caller, IReadOnlyCollection<string> partitions, IdRange range, CancellationToken cancel)
    {
        var (rows, next) = await Page(caller, partitions, range, row => CaseRow.Read(row).Case, cancel);
        return ([.. rows.Select(r => new CaseRow(r.Case.State.Id, CaseHead.Of(r.Case.State)))], next);
    }

    private async ValueTask<(IReadOnlyList<(StoredDocument Row, LoadedCase Case)> Items, string? Next)> Page(
        Caller caller, IReadOnlyCollection<string> partitions, IdRange range, Func<StoredDocument, string> caseOf, CancellationToken cancel)
    {
        var seen = new List<(StoredDocument, LoadedCase)>();
        var looked = 0;
        while (true)
        {
            var (rows, next) = await Merged(partitions, range, cancel);
            for (var i = 0; i < rows.Length; i++)
            {
                if (await CaseEndpoints.Listed(caseOf(rows[i]), caller, cases, loader, cancel) is { } loaded) seen.Add((rows[i], loaded));
                if (seen.Count < range.Limit && ++looked < MostLooked) continue;
                return (seen, i == rows.Length - 1 ? next : rows[i].Id);
            }

            if (next is null) return (seen, null);
            range = range with { After = next };
        }
    }

    /// <summary>The next rows of several lists as of one: a row has the same id in each, so the order and the cursor are those of the ids.</summary>
    private async ValueTask<(ImmutableArray<StoredDocument> Rows, string? Next)> Merged(IReadOnlyCollection<string> partitions, IdRange range, CancellationToken cancel)
    {
        var pages = await Task.WhenAll(partitions.Select(p => store.Query(Container.Views, p, range, cancel).AsTask()));
        var next = pages.Select(p => p.Next).OfType<string>().Min(StringComparer.Ordinal);
        var rows = pages.SelectMany(p => p.Items).Where(r => next is null || string.CompareOrdinal(r.Id, next) <= 0);
        return ([.. rows.DistinctBy(r => r.Id, StringComparer.Ordinal).OrderBy(r => r.Id, StringComparer.Ordinal)], next);
    }

    private async ValueTask<IReadOnlyCollection<string>> Partitions(Caller caller, CancellationToken cancel)
    {
        var partitions = new HashSet<string>(StringComparer.Ordinal) { CaseRow.Of(caller.Person.Id) };
        foreach (var workflow in caller.Set.All<Workflow>())
        {
            var reached = new HashSet<string>(StringComparer.Ordinal);
            foreach (var role in workflow.Definition.VisibleTo.OrEmpty().Select(workflow.Form.Permissions.Role).OfType<Role>())
            {
                if (role.IsOfReports) reached.UnionWith(await Reports(caller, cancel));
                else if (role.ReachedDepartments(caller.Person, caller.Organization) is { } departments) reached.UnionWith(departments.Select(CaseRow.OfDepartment));
                else reached.Add(CaseRow.OfWorkflow(workflow.Id));
            }

            if (reached.Count > MostPartitions || reached.Contains(CaseRow.OfWorkflow(workflow.Id))) partitions.Add(CaseRow.OfWorkflow(workflow.Id));
            else partitions.UnionWith(reached);
        }

        return partitions;
    }

    private async ValueTask<IEnumerable<string>> Reports(Caller caller, CancellationToken cancel)
    {
        var page = await store.Query(Container.Views, PersonRow.ReportsTo(caller.Person.Id), new IdRange(Limit: MostPartitions + 1), cancel);
        return page.Items.Select(i => CaseRow.About(PersonRow.Read(i).Key));
    }
}
