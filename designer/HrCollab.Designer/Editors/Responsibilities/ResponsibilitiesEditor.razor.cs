using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HrCollab.Designer.Drafting;
using HrCollab.Designer.Parts;
using HrCollab.Designer.Parts.Examples;
using HrCollab.Designer.Parts.MatrixGrid;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Workflows;
using HrCollab.Workspace;

namespace HrCollab.Designer.Editors.Responsibilities;

/// <summary>Rows come from the file as it stands, words and people from the last set without errors.</summary>
public sealed partial class ResponsibilitiesEditor
{
    private readonly Kept<ResponsibilityRows> _rows = new();
    private readonly Kept<Tuple<PartyPhrases, DeadlinePhrases>> _phrases = new();
    private ExampleCase? _example;
    private string _id = "";
    private string _title = "";

    /// <summary>The workflow that uses this matrix, under the last sound set.</summary>
    private Workflow? Workflow => Studio.Checking.Set?.All<Workflow>().FirstOrDefault(w => w.Matrix.Id == Draft.TextAt("/id"));

    /// <summary>The place that is sought is no cell of the grid.</summary>
    private bool Opened => Studio.Target is { } target && target.Path == Draft.Path && ResponsibilityRows.CellOf(target.Pointer) is null;

    private int Count => (Draft.At("/rows") as JsonArray)?.Count ?? 0;

    /// <inheritdoc/>
    protected override bool Follows => true;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        base.OnInitialized();
        Draft.Retyped = Retype;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Draft.Retyped = null;
        base.Dispose(disposing);
    }

    private ResponsibilityRows? Rows() => _rows.Of((Draft.Root, Draft.Findings, Phrases(), _example), () => Phrases() is var (parties, deadlines) ? new ResponsibilityRows(Draft, parties, deadlines, _example?.Assignment, Studio.Language) : null);

    /// <summary>The words of the cells: the same until the definitions were checked anew.</summary>
    private Tuple<PartyPhrases, DeadlinePhrases>? Phrases() => _phrases.Of((Studio.Checking.Set, Studio.Checking.World, Draft.TextAt("/id"), Draft.TextAt("/subject"), _example, Studio.Language), MakePhrases);

    private Tuple<PartyPhrases, DeadlinePhrases>? MakePhrases()
    {
        if (Studio.Checking.Set is not { } set || set.Find<Standard>(Draft.TextAt("/subject")) is not { } subject) return null;
        ImmutableArray<Form> forms = Workflow is { } workflow ? [workflow.Form] : [.. set.All<Form>().Where(f => f.Subject == subject)];
        var organization = _example?.Context.Organization ?? Studio.Checking.World?.Organization(ExampleCompany.Made);
        var dates = forms.SelectMany(f => f.Shape.Fields).Where(f => f.Type == Engine.Expressions.ValueType.Date).Select(f => $"form.{f.Path}")
            .Concat(subject.Fields.Where(f => f.Shape.Type == Engine.Expressions.ValueType.Date).Select(f => $"{subject.Id}.{f.Path}")).Distinct(StringComparer.Ordinal).ToList();
        return Tuple.Create(new PartyPhrases(set, subject, forms, organization, Studio.Language), new DeadlinePhrases(set, dates, Studio.Language));
    }

    private bool Has(string id) => (Draft.At("/rows") as JsonArray ?? []).Any(r => JsonPlaces.TextAt(r, "/id") == id);

    private void Take(MatrixEdit edit)
    {
        if (Rows() is { } rows) Draft.Edit(root => rows.Put(root, edit));
    }

    private bool Retype(string pointer, string text)
    {
        if (ResponsibilityRows.CellOf(pointer) is not var (row, column)) return false;
        Take(new MatrixEdit([(row, column, text)]));
        return true;
    }

    /// <summary>A row that says its name only: the linter names every cell that is still empty.</summary>
    private void Add()
    {
        var (id, title) = (_id.Trim(), _title.Trim() is { Length: > 0 } said ? said : _id.Trim());
        Draft.Edit(root =>
        {
            if (JsonPlaces.Find(root, "/rows") is not JsonArray) JsonPlaces.Set(root, "/rows", new JsonArray());
            JsonPlaces.Set(root, "/rows/-", new JsonObject { ["id"] = id, ["title"] = new JsonObject { ["zh"] = title, ["en"] = title } });
        });
        (_id, _title) = ("", "");
        Studio.Seek(Draft.Path, $"/rows/{Count - 1}/responsible");
    }
}
