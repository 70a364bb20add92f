using System.Collections.Frozen;
using System.Text.Json;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Workflows;

namespace HrCollab.Engine.Cases;

/// <summary>Which elements of the definitions cases have reached, and how they came out.</summary>
public sealed class Seen
{
    private readonly FrozenSet<(string File, string Pointer, string Outcome)> _seen;

    internal Seen(IEnumerable<(string, string, string)> seen) => _seen = seen.ToFrozenSet();

    /// <summary>True when an element was reached with that outcome.</summary>
    public bool Contains(string file, string pointer, string outcome) => _seen.Contains((file, pointer, outcome));
}

/// <summary>Takes down what cases reach while they run.</summary>
internal sealed class Reaching
{
    private readonly HashSet<(string File, string Pointer, string Outcome)> _seen = [];

    public Seen Seen() => new(_seen);

    public void Add(SourceRef place, string outcome) => _seen.Add((place.File, place.Pointer, outcome));

    /// <summary>Every step of a trace, and every test of its conditions.</summary>
    public void Add(IEnumerable<TraceEntry> trace)
    {
        foreach (var entry in trace)
        {
            if (entry.Source is not { } place) continue;
            Add(place, entry.Outcome);
            foreach (var test in Tests(entry.Because)) Add(place, Test(test.Sentence!, test.Verdict));
        }
    }

    /// <summary>The steps that a case has come to.</summary>
    public void Add(Workflow workflow, CaseState state)
    {
        foreach (var (id, step) in state.Steps)
        {
            if (step.Status != StepStatus.Skipped && workflow.Find(id) is { } reached) Add(reached.Place, Reached);
        }
    }

    /// <summary>The cells of the caller's roles that speak for the fields an expectation names: what it says of a field holds only together with them.</summary>
    public void Add(PermissionMatrix matrix, Access access, JsonElement expect)
    {
        if (expect.ValueKind != JsonValueKind.Object || !expect.TryGetProperty("fields", out var fields) || fields.ValueKind != JsonValueKind.Object) return;
        var asked = fields.EnumerateObject().Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var cell in matrix.Grants.Where(g => access.Roles.Contains(g.Role)).SelectMany(g => g.Cells))
        {
            if (cell.Seats.Any(s => asked.Contains(matrix.Standard.Seats[s].Path))) Add(cell.Place, Asked);
        }
    }

    public const string Reached = "reached";

    public const string Asked = "asked";

    public static string Test(Text sentence, string verdict) => $"test {verdict}: {sentence.En}";

    private static IEnumerable<Why> Tests(Why? why) => why is null ? [] : why.Kind == "test" && why.Sentence is not null ? [why] : why.Parts.OrEmpty().SelectMany(Tests);
}
