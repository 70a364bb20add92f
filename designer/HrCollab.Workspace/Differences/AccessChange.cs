using System.Collections.Immutable;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;

namespace HrCollab.Workspace.Differences;

/// <summary>One operation on one field that a role gains or loses, or no longer or now forbids whoever holds it.</summary>
/// <param name="Standard">The standard.</param>
/// <param name="Role">The role.</param>
/// <param name="RoleTitle">What people call it.</param>
/// <param name="Scope">Towards which records: the relation, or the duty and how far it reaches.</param>
/// <param name="Field">Path of the field.</param>
/// <param name="FieldTitle">What people call it.</param>
/// <param name="Operation">What may be done.</param>
/// <param name="Gained">True: gained, or no longer forbidden; false: lost, or forbidden now.</param>
/// <param name="Forbids">True when it is about what the role forbids: other roles of the same person decide what that comes to.</param>
/// <param name="Sensitive">True for a field that the standard calls sensitive, or did.</param>
/// <param name="GroupOwner">The duty that owns the field's group; the one that owned it before, where there was one.</param>
/// <param name="Who">Ids of the people who gain or lose it towards at least one record by this role.</param>
public sealed record AccessChange(
    string Standard, string Role, Text RoleTitle, string Scope, string Field, Text FieldTitle, FieldOperations Operation, bool Gained, bool Forbids, bool Sensitive, string? GroupOwner, ImmutableArray<string> Who)
{
    /// <summary>How many they are.</summary>
    public int People => Who.Length;

    /// <summary>True when somebody can see what they could not.</summary>
    public bool ShowsMore => Gained && Operation is FieldOperations.Read or FieldOperations.Masked or FieldOperations.Export;
}

/// <summary>What one person gains or loses towards one record.</summary>
/// <param name="Standard">The standard of the record.</param>
/// <param name="Caller">The person.</param>
/// <param name="Subject">Key of the record, or its department for records that are not in the organisation.</param>
/// <param name="Field">Path of the field.</param>
/// <param name="Operation">What may be done.</param>
/// <param name="Gained">True: gained; false: lost.</param>
public sealed record EffectiveChange(string Standard, string Caller, string Subject, string Field, FieldOperations Operation, bool Gained);
