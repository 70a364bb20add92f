using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HrCollab.Designer.Drafting;
using HrCollab.Designer.Parts.MatrixGrid;
using HrCollab.Engine.Kernel;

namespace HrCollab.Designer.Editors.Permissions;

/// <summary>
/// A permission matrix as a grid: a row per role, a column per field group, and per field of the group that is opened. Cells hold the letters of the file; an empty
/// cell of a field follows its group.
/// </summary>
internal sealed class PermissionRows
{
    private const string Create = "\u0001create";
    private const string Board = "\u0001board";
    private const string Publish = "\u0001publish";

    private readonly DefinitionDraft _draft;
    private readonly Studio _studio;
    private readonly JsonArray _groups;
    private readonly List<string> _keys = [];

    /// <summary>Lines of the matrix by role, with their index, and the fields of each group: each cell asks for both.</summary>
    private readonly Dictionary<string, (int Index, JsonObject? Allow)> _lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Key, string Title)>> _fields = new(StringComparer.Ordinal);

    /// <summary>Pointers of the cells that no case asks about.</summary>
    private readonly HashSet<string> _unshown;
    private ImmutableArray<MatrixRow> _rows;

    public PermissionRows(DefinitionDraft draft, Studio studio, string? opened)
    {
        (_draft, _studio) = (draft, studio);
        _unshown = [.. studio.Checking.Unshown[draft.Path].Select(p => p.Place.Pointer)];
        var standard = draft.TextAt("/standard");
        _groups = studio.Read($"standards/{standard}.standard.json")?["groups"] as JsonArray ?? [];
        var columns = ImmutableArray.CreateBuilder<MatrixColumn>();
        columns.Add(new MatrixColumn(T("谁,对哪些档案", "Who, towards which records")) { IsDerived = true, IsWide = true });
        _keys.Add("");
        var lines = draft.At("/matrix") as JsonArray ?? [];
        for (var i = 0; i < lines.Count; i++) _lines.TryAdd(JsonPlaces.TextAt(lines[i], "/role"), (i, (lines[i] as JsonObject)?["allow"] as JsonObject));
        foreach (var group in _groups)
        {
            var id = JsonPlaces.TextAt(group, "/id");
            _fields.TryAdd(id, [.. FieldsOf(group).Select(f => ($"{id}.{f.Path}", f.Title))]);
            Add(id, Title(group));
            if (id != opened) continue;
            foreach (var (path, title) in FieldsOf(group)) Add($"{id}.{path}", title, field: true);
        }

        Add(Create, T("可新建", "May create"), "✓");
        if (standard == "department") Add(Board, T("可看部门待办", "Sees open work"), "✓");
        if (Roles.Any(r => r?["service"] is not null)) Add(Publish, T("可发布", "May publish"), "✓");
        Columns = columns.ToImmutable();

        void Add(string key, string title, string? hint = null, bool field = false)
        {
            _keys.Add(key);
            columns.Add(new MatrixColumn(title, hint ?? key, field) { IsNarrow = true, Choices = hint is null ? ["r", "m", "ru", "rux", "rc", "-", "!u", "!r!m!u!x"] : ["✓"] });
        }
    }

    public ImmutableArray<MatrixColumn> Columns { get; }

    public ImmutableArray<MatrixRow> Rows => _rows.IsDefault ? _rows = [.. Roles.Select(Row)] : _rows;

    private JsonArray Roles => _draft.At("/roles") as JsonArray ?? [];

    /// <summary>Takes over what was entered. A role without a line gets one; an emptied cell says nothing.</summary>
    public void Put(JsonNode root, MatrixEdit edit)
    {
        foreach (var (row, column, text) in edit.Cells)
        {
            var role = JsonPlaces.TextAt(root, $"/roles/{row}/id");
            var (line, key) = (LineOf(root, role), _keys[column]);
            if (key is Create or Board or Publish) Put(line, key[1..], text.Trim() is "" or "-" or "否" or "no" ? null : JsonValue.Create(true));
            else Put(Allow(line), key, Written(text) is { Length: > 0 } letters ? JsonValue.Create(letters) : null);
        }
    }

    /// <summary>Puts the letters of one cell; null lets a field follow its group again.</summary>
    public static void Put(JsonNode root, string role, string key, CellLetters? letters) => Put(Allow(LineOf(root, role)), key, letters is null ? null : JsonValue.Create(letters.ToString()));

    /// <summary>The cell of a role as it is written; empty when nothing is written.</summary>
    public static string CellOf(JsonNode? root, string role, string key) =>
        (root?["matrix"] as JsonArray ?? []).FirstOrDefault(l => JsonPlaces.TextAt(l, "/role") == role)?["allow"] is JsonObject allow && allow[key] is JsonValue cell ? cell.ToString() : "";

    private MatrixRow Row(JsonNode? role, int i)
    {
        var (id, at) = (JsonPlaces.TextAt(role, "/id"), $"/roles/{i}");
        var line = _lines.TryGetValue(id, out var known) ? known.Index : -1;
        var row = line < 0 ? $"{at}/matrix" : $"/matrix/{line}";
        ImmutableArray<string> pointers = [.. _keys.Select(k => k.Length == 0 ? at + "/scope" : k is Create or Board or Publish ? $"{row}/{k[1..]}" : $"{row}/allow/{JsonPointer.Escape(k)}")];
        var found = _draft.FindingsAt(at, within: true).Concat(line < 0 ? [] : _draft.FindingsAt(row)).Where(f => f.Severity != Severity.Notice);
        return new MatrixRow(
            at, Title(role),
            [RoleWords.Of(_studio, role), .. _keys.Skip(1).Select((k, c) => k is Create or Board or Publish ? _draft.TextAt(pointers[c + 1]) == "true" ? "✓" : "" : Cell(id, k))],
            pointers,
            [.. pointers.Select((p, c) => c > 0 && _draft.FindingsAt(p).Any(f => f.Severity == Severity.Error))],
            [.. found.Select(f => new MatrixMark(f.Severity == Severity.Error ? "bad" : "warn", T("有问题", "finding"), f.Message.In(_studio.Language)))])
        {
            Notes = [.. _keys.Select((k, c) => string.Join(" · ", new[] { k.Contains('.', StringComparison.Ordinal) ? null : Exceptions(id, k), _unshown.Contains(pointers[c]) ? T("无用例", "no case") : null }.OfType<string>()) is { Length: > 0 } note ? note : null)],
        };
    }

    /// <summary>The fields of a group, and behind a list those of its rows, by their path within the group.</summary>
    private IEnumerable<(string Path, string Title)> FieldsOf(JsonNode? group) => (group?["fields"] as JsonArray ?? []).SelectMany(list =>
        (list?["fields"] as JsonArray ?? []).Select(f => ($"{JsonPlaces.TextAt(list, "/id")}.{JsonPlaces.TextAt(f, "/id")}", $"{Title(list)} · {Title(f)}"))
            .Prepend((JsonPlaces.TextAt(list, "/id"), Title(list))));

    /// <summary>Fields of a group that have letters of their own, which the group's column does not show.</summary>
    private string? Exceptions(string role, string group)
    {
        var own = _fields.GetValueOrDefault(group, []).Select(f => (f.Title, Letters: Cell(role, f.Key))).Where(f => f.Letters.Length > 0).ToList();
        return own.Count == 0 ? null : own.Count > 2 ? T($"{own.Count} 个字段另定", $"{own.Count} fields of their own") : string.Join(T("、", ", "), own.Select(f => $"{f.Title} {f.Letters}"));
    }

    private string Cell(string role, string key) => _lines.TryGetValue(role, out var line) && line.Allow?[key] is JsonValue cell ? cell.ToString() : "";

    private static JsonObject LineOf(JsonNode root, string role)
    {
        if (root["matrix"] is not JsonArray matrix) root["matrix"] = matrix = [];
        if (matrix.FirstOrDefault(l => JsonPlaces.TextAt(l, "/role") == role) is JsonObject line) return line;
        var made = new JsonObject { ["role"] = role, ["allow"] = new JsonObject() };
        matrix.Add((JsonNode)made);
        return made;
    }

    private static JsonObject Allow(JsonObject line)
    {
        if (line["allow"] is not JsonObject allow) line["allow"] = allow = [];
        return allow;
    }

    private static void Put(JsonObject owner, string member, JsonNode? value)
    {
        if (value is null) owner.Remove(member);
        else owner[member] = value;
    }

    /// <summary>Letters in their order; what is no letter stays as it was typed, for the linter to name.</summary>
    private static string Written(string text)
    {
        var said = text.Trim().ToLowerInvariant();
        return said.Length == 0 ? "" : said.All(c => c is '!' or '-' || CellLetters.Operations.Any(o => o.Letter == c)) ? CellLetters.Read(said).ToString() : text.Trim();
    }

    private string Title(JsonNode? element) => JsonPlaces.TextAt(element, T("/title/zh", "/title/en")) is { Length: > 0 } title ? title : JsonPlaces.TextAt(element, "/id");

    private string T(string zh, string en) => _studio.Language == Language.English ? en : zh;
}
