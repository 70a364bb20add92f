using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using HrCollab.Engine;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Words;

namespace HrCollab.Workspace;

/// <summary>What a new definition can be about: a workflow begins with a form that starts none yet, a permission matrix is of a standard that has none, a year is of a calendar.</summary>
public static class TemplateSubjects
{
    private const string Calendars = "calendar";
    private const string Permissions = "permissions";
    private const string Workflows = "workflow";

    /// <summary>Ids to choose from; null for a template that is about nothing.</summary>
    /// <param name="name">One of <see cref="Templates.Names"/>.</param>
    /// <param name="files">The definitions as they are.</param>
    public static ImmutableArray<string>? Of(string name, IReadOnlyCollection<DefinitionFile> files) => name switch
    {
        Workflows => [.. Ids("form", files).Except(All(Workflows, files).Select(w => Said(w, "form")), StringComparer.Ordinal)],
        Permissions => [.. Ids("standard", files).Except(Ids(Permissions, files), StringComparer.Ordinal)],
        Calendars => [.. All(Calendars, files).Where(c => c["of"] is null).Select(c => Said(c, "id"))],
        _ => null,
    };

    /// <summary>What the choice is called.</summary>
    public static Text Label(string name) => name switch
    {
        Workflows => new Text("由哪张表单发起", "Started by the form"),
        Permissions => new Text("管哪个信息标准", "Of the standard"),
        _ => new Text("属于哪个日历", "Of the calendar"),
    };

    /// <summary>What to make first where there is nothing to choose from.</summary>
    public static Text Missing(string name) => name switch
    {
        Workflows => new Text("每张表单都已有流程;先新建表单和它的责任矩阵。", "Every form has a workflow already; make a form and its responsibilities first."),
        Permissions => new Text("每个信息标准都已有权限;先新建信息标准。", "Every standard has its permissions already; make a standard first."),
        _ => new Text("还没有日历;先写一个有工作时间的日历。", "There is no calendar yet; write one with its working hours first."),
    };

    /// <summary>The body with what it is about; null when that is not to be had.</summary>
    internal static string? Filled(string name, string id, string body, IReadOnlyCollection<DefinitionFile> files, string? about)
    {
        if (Of(name, files) is not { } subjects) return body;
        if ((about ?? (subjects.Contains(id) ? id : subjects.FirstOrDefault())) is not { } subject || !subjects.Contains(subject)) return null;
        return name switch
        {
            Workflows => Workflow(body, subject, files),
            Permissions => Find("standard", subject, files)?["groups"] is JsonArray { Count: > 0 } groups ? With(body, ("about", subject), ("group", Said(groups[0], "id"))) : null,
            _ => With(body, ("about", subject), ("year", Year(subject, files).ToString(CultureInfo.InvariantCulture))),
        };
    }

    /// <summary>The matrix of the same name, else one about the same records whose rows read no other form; its first row is the first step.</summary>
    private static string? Workflow(string body, string form, IReadOnlyCollection<DefinitionFile> files)
    {
        var about = Said(Find("form", form, files), "subject");
        var matrices = All("responsibilities", files).Where(m => Said(m, "subject") == about && m["rows"] is JsonArray { Count: > 0 }).ToList();
        var matrix = matrices.Find(m => Said(m, "id") == form) ?? matrices.Find(m => !m.ToJsonString().Contains("\"form.", StringComparison.Ordinal));
        return matrix is null ? null : With(body, ("about", form), ("matrix", Said(matrix, "id")), ("row", Said(matrix["rows"]![0], "id")));
    }

    /// <summary>The first year that the calendar does not have yet.</summary>
    private static int Year(string calendar, IReadOnlyCollection<DefinitionFile> files) =>
        All(Calendars, files).Where(c => Said(c, "of") == calendar).Select(c => c["year"] is JsonValue year && year.TryGetValue<int>(out var known) ? known : 0).DefaultIfEmpty(DateTimeOffset.UnixEpoch.Year).Max() + 1;

    private static string With(string body, params ReadOnlySpan<(string Name, string Value)> values)
    {
        foreach (var (name, value) in values) body = body.Replace("{" + name + "}", value, StringComparison.Ordinal);
        return body;
    }

    private static IEnumerable<string> Ids(string kind, IReadOnlyCollection<DefinitionFile> files) => All(kind, files).Select(d => Said(d, "id"));

    private static JsonObject? Find(string kind, string id, IReadOnlyCollection<DefinitionFile> files) => All(kind, files).FirstOrDefault(d => Said(d, "id") == id);

    /// <summary>The group's own: what a subsidiary has in place of them is about the same.</summary>
    private static IEnumerable<JsonObject> All(string kind, IReadOnlyCollection<DefinitionFile> files)
    {
        var owner = DefinitionKinds.Find(kind)!;
        return files.Where(f => owner.Owns(f.Path) && SubsidiaryNames.OfPath(f.Path) is null).OrderBy(f => f.Path, StringComparer.Ordinal).Select(f => Elements.Parse(f.Utf8)).OfType<JsonObject>();
    }

    private static string Said(JsonNode? node, string member) => node?[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
}
