using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HrCollab.Designer.Drafting;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Rules;
using HrCollab.Engine.Rules.Tables;

namespace HrCollab.Designer.Editors.Rules;

/// <summary>
/// The sentence of each row and the row of each sentence (X23), by the engine. Sentences are made in the background and kept by what the cells say, so that an edit
/// of a large table waits for none.
/// </summary>
internal sealed class TableSentences(Action made)
{
    private const int Most = 2_000;

    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _columnIds = new(StringComparer.Ordinal);
    private int _running;
    private int _version;
    private JsonNode? _root;
    private int _columns;

    /// <summary>Another number whenever more sentences are known.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>The sentence of a row that is known already; the others are being made.</summary>
    public string? Of(DefinitionSet? set, DecisionTable? table, JsonNode? root, JsonNode? row, Language language) =>
        set is null || table is null || Cells(row, table, root) is not { } cells ? null : _known.GetValueOrDefault(Key(root, cells, language));

    /// <summary>Makes what is missing.</summary>
    public void Make(DefinitionSet? set, DecisionTable? table, JsonNode? root, Language language)
    {
        if (set is null || table is null) return;
        var missing = (JsonPlaces.Find(root, "/table/rows") as JsonArray ?? []).Select(r => Cells(r, table, root)).OfType<string[]>()
            .Select(c => (Key: Key(root, c, language), Cells: c)).Where(c => !_known.ContainsKey(c.Key)).DistinctBy(c => c.Key).ToList();
        if (missing.Count == 0 || Interlocked.Exchange(ref _running, 1) == 1) return;
        if (_known.Count > Most) _known.Clear();
        _ = Task.Run(() =>
        {
            foreach (var (key, cells) in missing) _known[key] = Said(set, table, cells, language);
            Volatile.Write(ref _running, 0);
            Interlocked.Increment(ref _version);
            made();
        });
    }

    /// <summary>The cells that a sentence means; cells that mean the same stay as they were written. Else why not.</summary>
    public static (ImmutableArray<string> Cells, Text? Fault) Read(DefinitionSet set, DecisionTable table, string sentence, JsonNode? row, Language language) =>
        ExpressionTry.Cells(set, table, sentence, language, [.. (row?["when"] as JsonArray ?? []).Select(c => c?.ToString() ?? "-")]);

    private static string Said(DefinitionSet set, DecisionTable table, string[] cells, Language language) =>
        ExpressionTry.Read(set, table, [.. cells]).Expression is { } expression && ConditionWriting.Read(set, expression, table.Vocabulary).Condition is { } condition
            ? condition.SentenceToEdit(table.Vocabulary).In(language) : "";

    private static string[]? Cells(JsonNode? row, DecisionTable table, JsonNode? root)
    {
        var cells = (row?["when"] as JsonArray ?? []).Select(c => c?.ToString() ?? "-").ToArray();
        return cells.Length == table.Inputs && (JsonPlaces.Find(root, "/table/inputs") as JsonArray)?.Count == cells.Length ? cells : null;
    }

    /// <summary>What a row says depends on its columns, and on whether a cell of them names null.</summary>
    private string Key(JsonNode? root, string[] cells, Language language)
    {
        if (!ReferenceEquals(_root, root))
        {
            // Once per state of the file, not per row; the same columns have the same number.
            var columns = $"{JsonPlaces.Find(root, "/table/inputs")?.ToJsonString()}\n{NamesNull(root)}";
            if (!_columnIds.TryGetValue(columns, out var id)) _columnIds[columns] = id = _columnIds.Count;
            (_root, _columns) = (root, id);
        }

        return $"{language}\n{_columns}\n{string.Join('\n', cells)}";
    }

    private static string NamesNull(JsonNode? root)
    {
        var rows = JsonPlaces.Find(root, "/table/rows") as JsonArray ?? [];
        var columns = (JsonPlaces.Find(root, "/table/inputs") as JsonArray)?.Count ?? 0;
        return string.Concat(Enumerable.Range(0, columns).Select(c => rows.Any(r => (r?["when"] as JsonArray)?.ElementAtOrDefault(c)?.ToString().Contains("null", StringComparison.Ordinal) == true) ? '1' : '0'));
    }
}
