using System.Collections.Frozen;
using HrCollab.Designer.Drafting;
using HrCollab.Designer.Editors.Schema;
using HrCollab.Engine.Kernel;

namespace HrCollab.Designer.Editors;

/// <summary>Which component edits which kind. A kind without a line here is edited by its schema.</summary>
internal static class EditorTable
{
    private static readonly FrozenDictionary<string, Type> Editors = new Dictionary<string, Type>(StringComparer.Ordinal)
    {
        ["rules"] = typeof(Rules.RulesEditor),
        ["standard"] = typeof(Standards.StandardEditor),
        ["codeList"] = typeof(CodeLists.CodeListEditor),
        ["requirements"] = typeof(Requirements.RequirementsEditor),
        ["exchange"] = typeof(Exchanges.ExchangeEditor),
        ["form"] = typeof(Forms.FormEditor),
        ["calendar"] = typeof(Calendars.CalendarEditor),
        ["workflow"] = typeof(Workflows.WorkflowEditor),
        ["permissions"] = typeof(Permissions.PermissionsEditor),
        ["subsidiary"] = typeof(Subsidiaries.SubsidiaryEditor),
        ["responsibilities"] = typeof(Responsibilities.ResponsibilitiesEditor),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The component for a file, by the schema where it is a subsidiary's; it takes the parameter <c>Draft</c>.</summary>
    public static Type Of(DefinitionDraft draft) => SubsidiaryNames.OfPath(draft.Path) is not null ? typeof(SchemaEditor) : Editors.GetValueOrDefault(draft.Suffix, typeof(SchemaEditor));
}
