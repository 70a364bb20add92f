using System.Text.Json.Nodes;
using HrCollab.Designer.Drafting;
using HrCollab.Engine.Kernel;

namespace HrCollab.Designer.Editors.Permissions;

/// <summary>Who holds a role and towards which records, in words.</summary>
internal static class RoleWords
{
    public static IEnumerable<(string Value, string Label)> Relations(Studio studio) =>
        Choices.Words(studio, ("self", "本人(自己的档案)", "The person concerned"), ("reports", "直属上级(下属的档案)", "The direct manager"), ("anyone", "所有在职人员", "Everybody employed"));

    public static IEnumerable<(string Value, string Label)> Scopes(Studio studio) =>
        Choices.Words(studio, ("department", "本部门", "The department"), ("subtree", "本部门及下级部门", "The department and those below"), ("assigned", "所负责的部门", "The departments assigned"), ("all", "全公司", "The company"));

    /// <summary>Duties of departments, then those of the company.</summary>
    public static IEnumerable<(string Value, string Label)> Duties(Studio studio) =>
        Choices.Fields(studio, "department").Where(f => f.Value.StartsWith("duties.", StringComparison.Ordinal)).Select(f => (f.Value["duties.".Length..], f.Label)).Concat(Choices.Duties(studio));

    /// <summary>A role as it is written, such as "部门负责人 · 本部门及下级部门 · 至 2026-12-31" or "财务核算 · 全公司 · 每月第 2-10 个工作日".</summary>
    public static string Of(Studio studio, JsonNode? role)
    {
        var who = Named(Relations(studio), JsonPlaces.TextAt(role, "/relation")) ?? Named(Duties(studio), JsonPlaces.TextAt(role, "/duty")) ?? JsonPlaces.TextAt(role, "/position");
        var until = JsonPlaces.TextAt(role, "/until");
        return string.Join(" · ", new[] { Bare(who), Named(Scopes(studio), JsonPlaces.TextAt(role, "/scope")), until.Length > 0 ? new Text($"至 {until}", $"until {until}").In(studio.Language) : null, Window(studio, JsonPlaces.TextAt(role, "/workdays")) }.Where(t => t is { Length: > 0 }));
    }

    private static string? Window(Studio studio, string days) => days.Length == 0 ? null : new Text($"每月第 {days} 个工作日", $"working days {days} of the month").In(studio.Language);

    private static string? Named(IEnumerable<(string Value, string Label)> choices, string value) => value.Length == 0 ? null : choices.FirstOrDefault(c => c.Value == value).Label ?? value;

    private static string Bare(string label) => label.IndexOf(" (", StringComparison.Ordinal) is > 0 and var at && label.EndsWith(')') ? label[..at] : label;
}
