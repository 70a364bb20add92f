using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HrCollab.Designer.Drafting;
using HrCollab.Designer.Parts.MatrixGrid;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using MatrixRow = HrCollab.Designer.Parts.MatrixGrid.MatrixRow;

namespace HrCollab.Designer.Editors.Responsibilities;

/// <summary>A responsibility matrix as rows of a grid: each step with its departments, people, work, deadline and standard, and what was entered back into the file.</summary>
internal sealed class ResponsibilityRows(DefinitionDraft draft, PartyPhrases parties, DeadlinePhrases deadlines, AssignmentContext? example, Language language)
{
    private const int Responsible = 1;
    private const int Cooperating = 3;
    private const int Work = 4;
    private const int Due = 5;
    private const int Standard = 6;

    /// <summary>The member of a row that each column shows.</summary>
    private static readonly string[] Members = ["responsible", "responsible", "cooperating", "cooperating", "work", "deadline", "standard"];

    private string Tongue => language == Language.English ? "en" : "zh";

    private ImmutableArray<MatrixRow> _rows;

    public ImmutableArray<MatrixColumn> Columns { get; } =
    [
        Column(language, "责任部门", "Department") with { IsDerived = true },
        Column(language, "责任人", "Responsible") with { IsWide = true, Choices = [.. parties.All] },
        Column(language, "配合部门", "Cooperating departments") with { IsDerived = true },
        Column(language, "配合人", "Cooperating") with { IsWide = true, Choices = [.. parties.All] },
        Column(language, "工作内容", "Work") with { IsWide = true },
        Column(language, "完成时限", "Deadline") with { Choices = [.. deadlines.All] },
        Column(language, "工作标准", "Standard") with { IsWide = true },
    ];

    public ImmutableArray<MatrixRow> Rows => _rows.IsDefault ? _rows = [.. (draft.At("/rows") as JsonArray ?? []).Select(Row)] : _rows;

    /// <summary>Takes over what was entered; what a cell does not show of a party or a check stays as it is.</summary>
    public void Put(JsonNode root, MatrixEdit edit)
    {
        foreach (var (row, column, text) in edit.Cells)
        {
            if (JsonPlaces.Find(root, $"/rows/{row}") is not JsonObject written) continue;
            JsonPlaces.Set(written, "/" + Members[column], column switch
            {
                Responsible => parties.Read(text),
                Cooperating => CheckTitles.Split(text).Select(parties.Read).OfType<JsonNode>().ToArray() is { Length: > 0 } several ? new JsonArray(several) : null,
                Work => Said(written["work"], text.Trim()),
                Due => deadlines.Read(text) is { Length: > 0 } deadline ? JsonValue.Create(deadline) : null,
                _ => CheckTitles.Take(written["standard"], Tongue, text),
            });
        }
    }

    /// <summary>Where a pointer stands in the grid; null for a place that no cell of the grid edits.</summary>
    public static (int Row, int Column)? CellOf(string pointer) =>
        pointer.Split('/') is ["", "rows", var row, var member] && int.TryParse(row, System.Globalization.CultureInfo.InvariantCulture, out var r)
        && (member switch { "responsible" => Responsible, "cooperating" => Cooperating, "work" => Work, "deadline" => Due, "standard" => Standard, _ => -1 }) is >= 0 and var column ? (r, column) : null;

    private static MatrixColumn Column(Language language, string zh, string en) => new(language == Language.English ? en : zh);

    private MatrixRow Row(JsonNode? row, int i)
    {
        var at = $"/rows/{i}";
        var (responsible, helpers) = (row?["responsible"], (row?["cooperating"] as JsonArray ?? []).ToList());
        var found = Resolve(responsible, null);
        var department = DepartmentOf(found);
        var helping = helpers.Select(h => Resolve(h, department)).ToList();
        ImmutableArray<string> pointers = [$"{at}/responsible/of", $"{at}/responsible", $"{at}/cooperating/0/of", .. Members[Cooperating..].Select(m => $"{at}/{m}")];
        var title = JsonPlaces.TextAt(row, "/title/" + Tongue) is { Length: > 0 } named ? named : JsonPlaces.TextAt(row, "/id");
        var marks = draft.FindingsAt(at).Where(f => f.Severity != Severity.Notice).Select(f => new MatrixMark(f.Severity == Severity.Error ? "bad" : "warn", new Text("有问题", "finding").In(language), f.Message.In(language)));
        return new MatrixRow(
            at, title,
            [
                Department(found), parties.Show(responsible), string.Join(parties.Separator, helping.Select(Department).Where(d => d.Length > 0).Distinct(StringComparer.Ordinal)),
                string.Join(parties.Separator, helpers.Select(parties.Show)), JsonPlaces.TextAt(row?["work"], "/" + Tongue), deadlines.Show(JsonPlaces.TextAt(row, "/deadline")),
                CheckTitles.Show(row?["standard"], Tongue, parties.Separator),
            ],
            pointers,
            [.. pointers.Select((p, c) => c is not (0 or 2) && draft.FindingsAt(p, within: true).Any(f => f.Severity == Severity.Error))],
            [.. marks])
        {
            Notes = [null, Today(found), null, string.Join(parties.Separator, helping.Select(Today).Where(t => t is not null)) is { Length: > 0 } today ? today : null, null, null, null],
        };
    }

    /// <summary>The text in the reader's language; it stands for the other language as well until that is written (F2).</summary>
    private JsonObject? Said(JsonNode? before, string text)
    {
        if (text.Length == 0) return null;
        var other = JsonPlaces.TextAt(before, Tongue == "zh" ? "/en" : "/zh") is { Length: > 0 } there ? there : text;
        return new JsonObject { ["zh"] = Tongue == "zh" ? text : other, ["en"] = Tongue == "zh" ? other : text };
    }

    private Assignment? Resolve(JsonNode? party, string? department) => example is null || parties.PartyOf(party) is not { } known ? null : Assigner.Resolve(known, example, department);

    private string Department(Assignment? found) => DepartmentOf(found) is { } id ? example!.Organization.Department(id)?.Name ?? id : "";

    private string? Today(Assignment? found) => found switch
    {
        Assignment.Found people => "→ " + string.Join(parties.Separator, people.People.Select(p => example!.Organization.Person(p)?.Name ?? p)),
        Assignment.Nobody nobody => "✕ " + nobody.Reason.In(language),
        _ => null,
    };

    private static string? DepartmentOf(Assignment? found) => (found as Assignment.Found)?.Department ?? (found as Assignment.Nobody)?.Department;
}
