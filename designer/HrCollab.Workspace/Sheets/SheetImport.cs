using System.Globalization;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Exchanges;

namespace HrCollab.Workspace.Sheets;

/// <summary>Brings the cells of a sheet into the rows of a definition: what shows the same as before stays, byte for byte.</summary>
internal sealed class SheetImport(SheetForm form, IReadOnlyDictionary<CellAddress, SheetValue> cells)
{
    private const int FirstRow = 2;

    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);

    public List<ImportFault> Faults { get; } = [];

    /// <summary>The cell of a value of the result, by its pointer.</summary>
    public Dictionary<string, CellAddress> Places { get; } = new(StringComparer.Ordinal);

    public void Into(JsonObject file)
    {
        Heads();
        if (Faults.Count > 0) return;
        var before = form.Rows(file).OfType<JsonObject>().ToDictionary(r => Cells.StringOf(r[form.Key]) ?? "", StringComparer.Ordinal);
        var rows = new List<(decimal Order, int At, JsonObject Row)>();
        var seen = new Dictionary<string, CellAddress>(StringComparer.Ordinal);
        foreach (var at in cells.Where(c => c.Key.Row >= FirstRow && !c.Value.IsEmpty && _columns.ContainsValue(c.Key.Column)).Select(c => c.Key.Row).Distinct().Order())
        {
            var key = new CellAddress(at, _columns[form.Key]);
            var id = Value(key);
            if (Refused(key, id)) continue;
            if (id.IsEmpty) Fault(key, new Text("这一行没有编号。", "This row has no id."));
            else if (!seen.TryAdd(id.Typed, key)) Fault(key, new Text("编号“{0}”已在 {1}。", "The id '{0}' stands at {1} already.").With(id.Typed, seen[id.Typed]));
            else rows.Add((Order(at), at, Row(at, id.Typed, before.GetValueOrDefault(id.Typed))));
        }

        rows = [.. rows.OrderBy(r => r.Order).ThenBy(r => r.At)];
        var list = form.Rows(file);
        list.Clear();
        foreach (var (index, (_, at, row)) in rows.Index())
        {
            list.Add((JsonNode)row);
            Places[$"{form.Pointer}/{index}"] = new CellAddress(at, _columns[form.Key]);
            foreach (var column in form.Columns) Places[$"{form.Pointer}/{index}{column.Pointer}"] = new CellAddress(at, _columns[column.Key]);
        }
    }

    private JsonObject Row(int at, string id, JsonObject? before)
    {
        var row = before?.DeepClone().AsObject() ?? new JsonObject { [form.Key] = id };
        foreach (var column in form.Columns)
        {
            var cell = new CellAddress(at, _columns[column.Key]);
            var value = Value(cell);
            if (Refused(cell, value)) continue;
            if (before is not null && Same(value, column.Read(before))) continue;
            if (column.Write(row, value) is { } why) Fault(cell, why);
        }

        return row;
    }

    private decimal Order(int at)
    {
        var cell = new CellAddress(at, _columns[SheetWorkbook.Order]);
        var value = Value(cell);
        if (value.IsEmpty) return decimal.MaxValue;
        if (!Refused(cell, value) && value.Kind == SheetKind.Number) return decimal.Parse(value.Text, CultureInfo.InvariantCulture);
        if (value.Kind is not (SheetKind.Formula or SheetKind.Fault)) Fault(cell, Cells.Wrong(new Text("数字", "a number"), value));
        return 0;
    }

    private void Heads()
    {
        var known = form.Columns.Select(c => c.Key).Append(form.Key).Append(SheetWorkbook.Order).ToHashSet(StringComparer.Ordinal);
        foreach (var (at, head) in cells.Where(c => c.Key.Row == 0))
        {
            if (!known.Contains(head.Text)) Fault(at, new Text("不认识的列“{0}”。", "There is no column '{0}'.").With(head.Text));
            else if (!_columns.TryAdd(head.Text, at.Column)) Fault(at, new Text("列“{0}”出现两次。", "The column '{0}' stands twice.").With(head.Text));
        }

        foreach (var missing in known.Where(k => !_columns.ContainsKey(k)))
            Faults.Add(new ImportFault("1:1", new Text("缺少列“{0}”(隐藏的第 1 行是列的名字)。", "The column '{0}' is missing (the hidden row 1 names the columns).").With(missing)));
        foreach (var (at, value) in cells.Where(c => c.Key.Row >= FirstRow && !c.Value.IsEmpty && Faults.Count == 0 && !_columns.ContainsValue(c.Key.Column)))
            Fault(at, new Text("这一列没有名字,内容“{0}”无处可放。", "This column has no name; '{0}' belongs nowhere.").With(value.Text));
    }

    private bool Refused(CellAddress at, SheetValue value)
    {
        if (value.Kind == SheetKind.Formula) Fault(at, new Text("这里是公式“={0}”,请改成值。", "This is a formula, '={0}'; enter its value.").With(value.Text));
        else if (value.Kind == SheetKind.Fault) Fault(at, new Text("这里是错误值“{0}”。", "This is an error, '{0}'.").With(value.Text));
        return value.Kind is SheetKind.Formula or SheetKind.Fault;
    }

    private SheetValue Value(CellAddress at) => cells.GetValueOrDefault(at, SheetValue.Empty);

    private void Fault(CellAddress at, Text why)
    {
        if (Faults.Count < 100) Faults.Add(new ImportFault(at.ToString(), why));
    }

    private static bool Same(SheetValue now, SheetValue before) =>
        now == before || (now.IsEmpty && before.IsEmpty) || (now.Kind == SheetKind.Text && before.Kind == SheetKind.Text && now.Text.Replace("\r\n", "\n", StringComparison.Ordinal) == before.Text);
}
