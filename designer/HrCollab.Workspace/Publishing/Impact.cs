using System.Text.Json.Nodes;

namespace HrCollab.Workspace.Publishing;

/// <summary>How many submissions go which way before and after.</summary>
/// <param name="Workflow">The workflow.</param>
/// <param name="Before">Outcome and steps as they were decided.</param>
/// <param name="After">As the candidate decides them.</param>
public sealed record RouteFlow(string Workflow, string Before, string After);

/// <summary>Whom submissions are about.</summary>
/// <param name="Standard">The standard of the record.</param>
/// <param name="Id">Its key.</param>
/// <param name="Label">What people call it.</param>
public sealed record ImpactSubject(string Standard, string Id, string Label);

/// <summary>The pages of a replay together. Rows are kept as the host gave them, up to a number; everything is counted.</summary>
public sealed class Impact(int mostRows = int.MaxValue)
{
    private readonly List<JsonObject> _items = [];
    private readonly List<JsonObject> _withoutBaseline = [];
    private readonly SortedDictionary<string, int> _byDepartment = new(StringComparer.Ordinal);
    private readonly Dictionary<ImpactSubject, int> _bySubject = [];
    private readonly Dictionary<RouteFlow, int> _routes = [];

    /// <summary>How many submissions there are, as the host counted them; null before the first page.</summary>
    public int? Total { get; private set; }

    /// <summary>Submissions looked at.</summary>
    public int Examined { get; private set; }

    /// <summary>Of them, those that come out differently.</summary>
    public int Changed { get; private set; }

    /// <summary>Those whose facts do not give what was decided.</summary>
    public int NoBaseline { get; private set; }

    /// <summary>Those that were given what holds today.</summary>
    public int Assumed { get; private set; }

    /// <summary>Those whose case is still running: it stays on the revision it began with.</summary>
    public int Running { get; private set; }

    /// <summary>Those that come out differently.</summary>
    public IReadOnlyList<JsonObject> Items => _items;

    /// <summary>Those that cannot be told.</summary>
    public IReadOnlyList<JsonObject> WithoutBaseline => _withoutBaseline;

    /// <summary>How many change, by department of who submitted.</summary>
    public IReadOnlyDictionary<string, int> ByDepartment => _byDepartment;

    /// <summary>How many change by whom they are about, as far as the reader sees the cases; the most first.</summary>
    public IEnumerable<KeyValuePair<ImpactSubject, int>> BySubject => _bySubject.OrderByDescending(s => s.Value).ThenBy(s => s.Key.Id, StringComparer.Ordinal);

    /// <summary>How many go which way, the most first.</summary>
    public IEnumerable<KeyValuePair<RouteFlow, int>> Routes => _routes.OrderByDescending(r => r.Value).ThenBy(r => r.Key.Before, StringComparer.Ordinal);

    /// <summary>What ids are called.</summary>
    public ImpactNames Names { get; } = new();

    /// <summary>Adds a page of POST /api/revisions/{id}/replay.</summary>
    public void Add(JsonObject page)
    {
        Examined += page["examined"]!.GetValue<int>();
        if (page["total"] is { } total) Total = total.GetValue<int>();
        Changed += page["changed"]!.GetValue<int>();
        NoBaseline += page["noBaseline"]!.GetValue<int>();
        Assumed += page["assumed"]!.GetValue<int>();
        Running += page["running"]?.GetValue<int>() ?? 0;
        Names.Add(page["names"] as JsonObject);
        var rows = page["items"]!.AsArray().OfType<JsonObject>().ToList();
        Keep(_items, rows);
        Keep(_withoutBaseline, (page["withoutBaseline"] as JsonArray ?? []).OfType<JsonObject>());
        foreach (var (department, count) in page["byDepartment"]!.AsObject()) _byDepartment[department] = _byDepartment.GetValueOrDefault(department) + count!.GetValue<int>();
        foreach (var subject in rows.Select(r => r["subject"]).OfType<JsonObject>().Select(s => new ImpactSubject(s["standard"]!.ToString(), s["id"]!.ToString(), s["label"]!.ToString())))
            _bySubject[subject] = _bySubject.GetValueOrDefault(subject) + 1;
        foreach (var route in page["routes"] as JsonArray ?? [])
        {
            var flow = new RouteFlow(route!["workflow"]!.ToString(), route["before"]!.ToString(), route["after"]!.ToString());
            _routes[flow] = _routes.GetValueOrDefault(flow) + route["count"]!.GetValue<int>();
        }
    }

    private void Keep(List<JsonObject> kept, IEnumerable<JsonObject> rows) => kept.AddRange(rows.Take(mostRows - kept.Count).Select(r => r.DeepClone().AsObject()));
}
