using System.Collections.Immutable;
using HrCollab.Engine.Calendars;
using HrCollab.Engine.CodeLists;
using HrCollab.Engine.Exchanges;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Requirements;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Rules;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Subsidiaries;
using HrCollab.Engine.Workflows;

namespace HrCollab.Engine;

/// <summary>The kinds of definition in compile order: a kind may refer only to kinds above it.</summary>
public static class DefinitionKinds
{
    /// <summary>Every kind, in compile order.</summary>
    public static ImmutableArray<DefinitionKind> All { get; } =
    [
        new CalendarKind(),
        new SubsidiaryKind(),
        new CodeListKind(),
        new SchemaKind(),
        new StandardKind(),
        new MatrixKind(),
        new PermissionKind(),
        new RulesKind(),
        new FormKind(),
        new WorkflowKind(),
        new ExchangeKind(),
        new RequirementsKind(),
    ];

    /// <summary>The kind of that folder or file suffix, or null.</summary>
    public static DefinitionKind? Find(string name) => All.FirstOrDefault(k => k.Folder == name || k.Suffix == name);
}
