using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using HrCollab.Designer.Drafting;
using HrCollab.Engine.Cases;
using HrCollab.Engine.Kernel;

namespace HrCollab.Designer.Parts.Cases;

/// <summary>A case that does not come out as it is written: what it expects, what comes, and the edit that expects it.</summary>
/// <param name="Index">Its index in the file.</param>
/// <param name="Id">Its id.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Differences">What is not as written.</param>
internal sealed record CaseOutcome(int Index, string Id, Text Title, ImmutableArray<GoldenDifference> Differences)
{
    /// <summary>True when everything that differs can be written down as expected.</summary>
    public bool CanBeExpected => Differences.All(d => d.Json is not null);

    /// <summary>Cases of the file that have findings, each run once more by the function that checks them.</summary>
    public static ImmutableArray<CaseOutcome> Of(DefinitionDraft cases, DefinitionSet? set, GoldenWorld? world)
    {
        if (set is null || world is null || !cases.IsReadable || !cases.Exists) return [];
        var file = new DefinitionFile(cases.Path, Encoding.UTF8.GetBytes(cases.Text));
        var failing = cases.Findings.Select(f => f.Path.Split('/').ElementAtOrDefault(1)).ToHashSet(StringComparer.Ordinal);
        if (GoldenCases.FormOf(cases.Path) is { } form)
        {
            return [.. GoldenCases.Read(file, _ => { }).Select((c, i) => (Case: c, Index: i)).Where(c => Failing(c.Index))
                .Select(c => new CaseOutcome(c.Index, c.Case.Id, c.Case.Title, GoldenCaseRunner.Run(set, world, form, c.Case).Differences)).Where(o => !o.Differences.IsEmpty)];
        }

        return AskedCases.Of(cases.Path) is not var (kind, id) ? [] : [.. AskedCases.Read(file, _ => { }).Select((c, i) => (Case: c, Index: i)).Where(c => Failing(c.Index))
            .Select(c => new CaseOutcome(c.Index, c.Case.Id, c.Case.Title, AskedCaseRunner.Run(set, world, kind, id, c.Case))).Where(o => !o.Differences.IsEmpty)];

        bool Failing(int index) => failing.Contains(index.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Writes what comes as what is expected: one step that can be taken back.</summary>
    public void Expect(DefinitionDraft cases) => cases.Edit(root =>
    {
        foreach (var difference in Differences.Where(d => d.Json is not null)) JsonPlaces.Set(root, $"/{Index}{difference.Place}", difference.Json == "null" ? null : JsonNode.Parse(difference.Json!));
    });
}
