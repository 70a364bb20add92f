using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Designer.Drafting;
using HrCollab.Designer.Parts.MatrixGrid;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Rules;
using HrCollab.Engine.Standards;

namespace HrCollab.Designer.Editors.Rules;

/// <summary>A decision table as rows of a grid, with what the engine says about them, and back.</summary>
internal sealed class TableRows
{
    private const string Gap = "HR-TBL-030";
    private const int MostChoices = 100;

    private readonly JsonArray _inputs;
    private readonly JsonArray _outputs;

    public TableRows(DefinitionDraft draft, Studio studio, HashSet<string> untested, HashSet<string> hit, Func<JsonNode?, int, (string Text, string? Fault)> sentence)
    {
        (_inputs, _outputs) = (List(draft.Root, "/table/inputs"), List(draft.Root, "/table/outputs"));
        var subject = studio.Checking.Set?.Find<Standard>(JsonPlaces.TextAt(draft.Root, "/subject"));
        Columns = [.. _inputs.Select(c => Column(c, subject, studio.Language, false)), .. _outputs.Select(c => Column(c, null, studio.Language, true)), new MatrixColumn(new Text("一句话", "As a sentence").In(studio.Language)) { IsWide = true }];
        Rows = [.. List(draft.Root, "/table/rows").Select((row, i) => Row(draft, studio.Language, row, i, untested, hit, sentence(row, i)))];
        Gaps = [.. draft.FindingsAt("/table/rows").Where(f => f.Code == Gap)];
        Missing = [.. Gaps.Select(g => Shown(g, studio.Language))];
        Limits = [.. _outputs.Select(o => JsonPlaces.TextAt(o, "/limits")).Where(l => l.Length > 0).Distinct(StringComparer.Ordinal).Select(l => Law(l, studio, subject))];
    }

    public ImmutableArray<MatrixColumn> Columns { get; }

    public ImmutableArray<MatrixRow> Rows { get; }

    /// <summary>People for whom no row is, each with an example.</summary>
    public IReadOnlyList<Diagnostic> Gaps { get; }

    /// <summary>The same as rows at the end of the grid, in the order of <see cref="Gaps"/>.</summary>
    public ImmutableArray<MatrixMissing> Missing { get; }

    /// <summary>The law and article that each held output is held to.</summary>
    public IReadOnlyList<string> Limits { get; }

    /// <summary>The column of sentences.</summary>
    public int Sentences => Columns.Length - 1;

    public bool Has(string id) => Rows.Any(r => r.Title == id);

    /// <summary>Takes over what was entered: cells that ask as text, cells that give as the value it is written as.</summary>
    public static void Put(JsonNode root, MatrixEdit edit)
    {
        var (rows, inputs, outputs) = (List(root, "/table/rows"), List(root, "/table/inputs"), List(root, "/table/outputs"));
        foreach (var (row, column, text) in edit.Cells.Where(c => c.Column < inputs.Count + outputs.Count))
        {
            if (column < inputs.Count) Cells(rows[row]!, "when", inputs.Count, "-")[column] = text.Trim().Length == 0 ? "-" : text.Trim();
            else Cells(rows[row]!, "then", outputs.Count, null)[column - inputs.Count] = Value(JsonPlaces.TextAt(outputs[column - inputs.Count], "/type"), text.Trim());
        }
    }

    /// <summary>A row at the end that gives nothing yet.</summary>
    /// <param name="root">The definition.</param>
    /// <param name="id">Id of the row.</param>
    /// <param name="when">Its cells; when absent it asks nothing.</param>
    public static void Add(JsonNode root, string id, JsonArray? when = null) => List(root, "/table/rows").Add((JsonNode)new JsonObject
    {
        ["id"] = id,
        ["when"] = new JsonArray([.. List(root, "/table/inputs").Select((_, i) => (JsonNode)(i < when?.Count ? JsonPlaces.TextAt(when[i], "") : "-"))]),
        ["then"] = new JsonArray([.. List(root, "/table/outputs").Select(_ => (JsonNode?)null)]),
    });

    private static MatrixColumn Column(JsonNode? column, Standard? subject, Language language, bool gives)
    {
        var title = JsonPlaces.TextAt(column, language == Language.English ? "/title/en" : "/title/zh");
        var reads = JsonPlaces.TextAt(column, gives ? "/type" : "/read") is { Length: > 0 } read ? read : JsonPlaces.TextAt(column, "/formula");
        var codes = subject?.Find(reads)?.Codes?.Values ?? [];
        return new MatrixColumn(title.Length > 0 ? title : subject?.Find(reads)?.Title.In(language) ?? JsonPlaces.TextAt(column, "/id"), reads, gives)
        {
            Choices = codes.Length is 0 or > MostChoices ? [] : [.. codes.Select(c => $"\"{c.Code}\""), "-"],
            Labels = codes.Length is 0 or > MostChoices ? ImmutableDictionary<string, string>.Empty : codes.ToImmutableDictionary(c => $"\"{c.Code}\"", c => c.Title.In(language), StringComparer.Ordinal),
        };
    }

    private MatrixRow Row(DefinitionDraft draft, Language language, JsonNode? row, int i, HashSet<string> untested, HashSet<string> hit, (string Text, string? Fault) sentence)
    {
        var at = $"/table/rows/{i}";
        var marks = draft.FindingsAt(at).Select(f => new MatrixMark(f.Severity == Severity.Error ? "bad" : "warn", Word(f.Code).In(language), f.Message.In(language)));
        if (untested.Contains(at)) marks = marks.Append(new MatrixMark("warn", new Text("无用例", "no case").In(language), new Text("没有用例命中这一行", "No case hits this row").In(language)));
        if (hit.Contains(JsonPlaces.TextAt(row, "/id"))) marks = marks.Prepend(new MatrixMark("good", new Text("✓ 命中", "✓ hit").In(language), new Text("试算的情况由这一行决定", "What was tried is decided by this row").In(language)));
        ImmutableArray<string> pointers = [.. _inputs.Select((_, c) => $"{at}/when/{c}"), .. _outputs.Select((_, c) => $"{at}/then/{c}")];
        var (when, then) = (row?["when"] as JsonArray, row?["then"] as JsonArray);
        return new MatrixRow(
            at, JsonPlaces.TextAt(row, "/id"), [.. _inputs.Select((_, c) => Show(At(when, c))), .. _outputs.Select((_, c) => Show(At(then, c))), sentence.Text], [.. pointers, at + "/when"],
            [.. pointers.Select(p => draft.FindingsAt(p).Any(f => f.Severity == Severity.Error)), sentence.Fault is not null], [.. marks])
        {
            Notes = sentence.Fault is { } fault ? [.. pointers.Select(_ => (string?)null), fault] : [],
        };
    }

    private MatrixMissing Shown(Diagnostic gap, Language language)
    {
        var cells = gap.Adds is { } adds ? (JsonNode.Parse(adds)?["when"] as JsonArray ?? []).Select(c => JsonPlaces.TextAt(c, "")).ToList() : [];
        return new MatrixMissing(
            new Text("空缺", "Gap").In(language), [.. _inputs.Select((_, i) => cells.ElementAtOrDefault(i) ?? ""), .. _outputs.Select(_ => "?"), $"{gap.Message.In(language)} {gap.Help.In(language)}"],
            cells.Count == 0 ? null : new Text("+ 加这一行", "+ Add this row").In(language));
    }

    /// <summary>Law and article by the statute that sets the limit; while that is not there, the field it is about.</summary>
    private static string Law(string limit, Studio studio, Standard? subject)
    {
        var statutes = studio.Checking.Set?.All<RuleSet>().Select(r => r.Statute?.Definition).OfType<HrCollab.Engine.Rules.Statutes.StatuteDefinition>().Where(d => d.Limits == limit).ToList() ?? [];
        return statutes.Count > 0 ? string.Join("; ", statutes.Select(d => $"{d.Law.In(studio.Language)} {d.Article.In(studio.Language)}").Distinct(StringComparer.Ordinal)) : subject?.Find(limit)?.Title.In(studio.Language) ?? limit;
    }

    private static Text Word(string code) => code switch
    {
        "HR-TBL-031" => new Text("重叠", "overlaps"),
        "HR-TBL-032" => new Text("矛盾", "contradicts"),
        "HR-TBL-033" => new Text("不起作用", "never counts"),
        "HR-TBL-034" => new Text("永不匹配", "never matches"),
        _ => new Text("有问题", "finding"),
    };

    private static JsonNode? At(JsonArray? cells, int column) => column < cells?.Count ? cells[column] : null;

    private static string Show(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "",
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.Array => string.Join(", ", value.AsArray().Select(v => v?.ToString())),
        _ => value.ToJsonString(),
    };

    private static JsonNode? Value(string type, string text) => text.Length == 0 ? null : type switch
    {
        "codes" => new JsonArray([.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(c => (JsonNode)c)]),
        "boolean" when text is "true" or "false" => JsonValue.Create(text == "true"),
        "integer" or "decimal" when decimal.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign | System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };

    private static JsonArray Cells(JsonNode row, string member, int count, string? empty)
    {
        if (row[member] is not JsonArray cells) row[member] = cells = [];
        while (cells.Count < count) cells.Add((JsonNode?)empty);
        return cells;
    }

    private static JsonArray List(JsonNode? root, string pointer) => JsonPlaces.Find(root, pointer) as JsonArray ?? [];
}
