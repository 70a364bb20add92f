using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;

namespace HrCollab.Workspace.Differences;

/// <summary>Changes of permissions in sentences: one per role and operation, with its fields and the number of people.</summary>
internal static class AccessSentences
{
    public static IEnumerable<Change> Of(AccessDiff access, Func<AccessChange, (string File, string Pointer)> place) => access.Changes
        .GroupBy(c => (c.Standard, c.Role, c.Scope, c.Operation, c.Gained, c.Forbids))
        .Select(g =>
        {
            var first = g.First();
            var people = g.SelectMany(c => c.Who).Distinct(StringComparer.Ordinal).Count();
            var sensitive = first.ShowsMore && g.Any(c => c.Sensitive);
            var (file, pointer) = place(first);
            var sentence = ((first.Gained, first.Forbids) switch
            {
                (true, false) => new Text("“{0}”现在可以{1}:{2}(示例公司涉及 {3} 人)。", "'{0}' may now {1}: {2} ({3} people of the example company)."),
                (false, false) => new Text("“{0}”不再能{1}:{2}(示例公司涉及 {3} 人)。", "'{0}' may no longer {1}: {2} ({3} people of the example company)."),
                (true, true) => new Text("“{0}”不再禁止{1}:{2};有其他角色的人因此可以(示例公司涉及 {3} 人)。", "'{0}' no longer forbids to {1}: {2}; who has it by another role may do so now ({3} people of the example company)."),
                _ => new Text("“{0}”现在禁止{1}:{2}(示例公司涉及 {3} 人)。", "'{0}' now forbids to {1}: {2} ({3} people of the example company)."),
            }).With(
                first.RoleTitle, Word(first.Operation), new Text(string.Join('、', g.Select(c => Field(c).Zh)), string.Join(", ", g.Select(c => Field(c).En))), people);
            return new Change(sentence, file, pointer, first.Gained ? ChangeWeight.Widening : ChangeWeight.Removed, people, sensitive);
        })
        .OrderBy(c => c.Weight).ThenBy(c => c.Sensitive ? 0 : 1);

    private static Text Field(AccessChange change) =>
        change.Sensitive ? new Text(change.FieldTitle.Zh + "(敏感)", change.FieldTitle.En + " (sensitive)") : change.FieldTitle;

    private static Text Word(FieldOperations operation) => operation switch
    {
        FieldOperations.Read => new Text("查看", "read"),
        FieldOperations.Masked => new Text("掩码查看", "see masked"),
        FieldOperations.Update => new Text("修改", "update"),
        FieldOperations.Fill => new Text("在新建时填写", "fill in on creation"),
        _ => new Text("导出", "export"),
    };
}
