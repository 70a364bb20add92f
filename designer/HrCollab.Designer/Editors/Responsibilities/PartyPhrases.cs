using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HrCollab.Components;
using HrCollab.Designer.Drafting;
using HrCollab.Engine.CodeLists;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;

namespace HrCollab.Designer.Editors.Responsibilities;

/// <summary>
/// Every way to find people that a matrix can use, each by the phrase that the portal says it with ("本人所在部门的部门负责人"): a cell shows the phrase, and
/// what somebody types is looked up in the same list. What is in no list is written as a duty, so that the engine says what is wrong with it.
/// </summary>
internal sealed class PartyPhrases
{
    private readonly Language _language;
    private readonly Organization? _organization;
    private readonly ImmutableArray<(string Phrase, JsonObject Written, Party Party)> _all;

    public PartyPhrases(DefinitionSet set, Standard subject, IReadOnlyList<Form> forms, Organization? organization, Language language)
    {
        (_language, _organization) = (language, organization);
        _all = [.. Unique(Ways(set, subject, forms).Select(w => (Phrase: PartyWords.Of(set, w.Party).In(language) + (w.Party is Party.DepartmentDuty { Climb: true } ? new Text("(空缺时逐级向上)", " (or above while vacant)").In(language) : ""), w.Written, w.Party)))];
    }

    /// <summary>What between two phrases of a cell.</summary>
    public string Separator => _language == Language.English ? "; " : ";";

    /// <summary>The phrases to choose from.</summary>
    public IEnumerable<string> All => _all.Where(w => w.Party is not (Party.ParentDuty or Party.RowDuty)).Select(w => w.Phrase);

    /// <summary>The phrase of a party as it is written; the bare words of one that no definition knows.</summary>
    public string Show(JsonNode? party)
    {
        if (party is not JsonObject written) return "";
        if (_all.FirstOrDefault(w => JsonNode.DeepEquals(w.Written, written)).Phrase is { } phrase) return phrase;
        var person = JsonPlaces.TextAt(written, "/person");
        if (person.Length > 0) return _organization?.Person(person) is { } known ? $"{known.Name} ({person})" : person;
        var (who, of) = (JsonPlaces.TextAt(written, "/duty") + JsonPlaces.TextAt(written, "/relation"), JsonPlaces.TextAt(written, "/of"));
        return of.Length > 0 ? $"{who} of {of}" : who;
    }

    /// <summary>The party of a phrase, of a part of one that only one phrase has, or of a person's number or name; null for nothing.</summary>
    public JsonObject? Read(string text)
    {
        var said = text.Trim();
        if (said.Length == 0) return null;
        if (Find(p => Same(p, said)) is { } exact) return exact;
        if (PersonOf(said) is { } person) return new JsonObject { ["person"] = person };
        if (Find(p => p.Contains(said, StringComparison.OrdinalIgnoreCase)) is { } only) return only;
        return said.Split(' ') is [var duty, "of", var of] ? new JsonObject { ["duty"] = duty, ["of"] = of } : new JsonObject { ["duty"] = said };
    }

    /// <summary>The party as the engine resolves it; null for one that no definition knows.</summary>
    public Party? PartyOf(JsonNode? party) => party is not JsonObject written ? null
        : _all.FirstOrDefault(w => JsonNode.DeepEquals(w.Written, written)).Party ?? (JsonPlaces.TextAt(written, "/person") is { Length: > 0 } person ? new Party.Person(person) : null);

    private JsonObject? Find(Func<string, bool> fits)
    {
        var found = _all.Where(w => fits(w.Phrase)).Take(2).ToList();
        return found is [var one] ? (JsonObject)one.Written.DeepClone() : null;
    }

    private string? PersonOf(string said)
    {
        var number = said.EndsWith(')') ? said[(said.LastIndexOf('(') + 1)..^1] : said.TrimStart('=');
        if (_organization?.Person(number) is { } known) return known.Id;
        return _organization?.People.Where(p => p.Name == said).Take(2).ToList() is [var named] ? named.Id : null;
    }

    private static bool Same(string a, string b) => string.Equals(a.Replace(" ", "", StringComparison.Ordinal), b.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<(JsonObject Written, Party Party)> Ways(DefinitionSet set, Standard subject, IReadOnlyList<Form> forms)
    {
        var paths = subject.Fields.Select(f => ($"{subject.Id}.{f.Path}", f.Shape)).Concat(forms.SelectMany(f => f.Shape.Fields.Select(s => ($"form.{s.Path}", s)))).DistinctBy(p => p.Item1).ToList();
        foreach (var duty in set.Find<CodeList>("duties")?.Values ?? []) yield return (new JsonObject { ["duty"] = duty.Code }, new Party.CompanyDuty(duty.Code, duty.Title));
        foreach (var field in set.Find<Standard>(OrganizationFields.Department)?.Fields.Where(f => Standard.Group(f) == OrganizationFields.DepartmentDuties) ?? [])
        {
            var (id, title) = (field.Definition.Id, field.Title);
            foreach (var (path, _) in paths.Where(p => Refers(p.Item2, OrganizationFields.Department)))
            {
                yield return (new JsonObject { ["duty"] = id, ["of"] = path }, new Party.DepartmentDuty(id, title, path, Climb: false));
                yield return (new JsonObject { ["duty"] = id, ["of"] = path, ["climb"] = true }, new Party.DepartmentDuty(id, title, path, Climb: true));
            }

            yield return (new JsonObject { ["duty"] = id, ["of"] = "responsible" }, new Party.RowDuty(id, title));
            yield return (new JsonObject { ["duty"] = id, ["of"] = "parent" }, new Party.ParentDuty(id, title));
        }

        yield return (new JsonObject { ["relation"] = "subject" }, new Party.Subject());
        yield return (new JsonObject { ["relation"] = "submitter" }, new Party.Submitter());
        yield return (new JsonObject { ["relation"] = "manager" }, new Party.Manager());
        foreach (var (path, _) in paths.Where(p => Refers(p.Item2, OrganizationFields.Person))) yield return (new JsonObject { ["person"] = path }, new Party.Named(path));
    }

    private static bool Refers(FieldShape field, string standard) => field.Type == Engine.Expressions.ValueType.Reference && field.Standard == standard;

    /// <summary>Two ways that read alike are told apart by their path.</summary>
    private static IEnumerable<(string Phrase, JsonObject Written, Party Party)> Unique(IEnumerable<(string Phrase, JsonObject Written, Party Party)> ways)
    {
        foreach (var alike in ways.GroupBy(w => w.Phrase, StringComparer.Ordinal))
        {
            var several = alike.Skip(1).Any();
            foreach (var way in alike)
                yield return several && (JsonPlaces.TextAt(way.Written, "/of") + JsonPlaces.TextAt(way.Written, "/person")) is { Length: > 0 } path ? way with { Phrase = $"{way.Phrase} [{path}]" } : way;
        }
    }
}
