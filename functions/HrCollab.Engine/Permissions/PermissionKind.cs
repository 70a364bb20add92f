using System.Collections.Immutable;
using System.Globalization;
using HrCollab.Engine.CodeLists;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Permissions;

/// <summary>permissions/: one matrix per standard.</summary>
internal sealed class PermissionKind() : DefinitionKind<PermissionsDefinition, PermissionMatrix>(
    "permissions", "permissions", new Text("权限矩阵", "Permission matrix"), PermissionsJson.Default.PermissionsDefinition)
{
    /// <summary>A month has no more weekdays.</summary>
    private const int MostWorkdays = 23;

    private static readonly ImmutableArray<string> Relations = ["self", "reports", "anyone"];
    private static readonly ImmutableArray<string> Scopes = ["department", "subtree", "assigned", "all"];
    private static readonly ImmutableArray<string> OwnScopes = ["department", "subtree", "all"];

    private protected override PermissionMatrix? Compile(PermissionsDefinition definition, CompileScope scope)
    {
        scope.Complete(definition.Title, "/title");
        scope.Unique(definition.Roles.Select(r => r.Id), i => $"/roles/{i}/id");
        if (scope.Find<Standard>(definition.Standard, "/standard", new Text("标准", "standard")) is not { } standard) return null;
        if (definition.Id != definition.Standard) scope.Report(PermissionFindings.TwoMatrices, "/id", definition.Standard, definition.Id);
        foreach (var path in OrganizationFields.Needed(standard.Id).Where(p => standard.Find(p) is null)) scope.Report(PermissionFindings.NoPlace, "/standard", standard.Id, path);
        var roles = definition.Roles.Select((r, i) => Role(r, scope, $"/roles/{i}") is { } role ? role with { Window = Window(r, scope, $"/roles/{i}/workdays") } : null).OfType<Role>().ToImmutableArray();
        var grants = definition.Matrix.Select((g, i) => Grant(g, standard, definition, scope, $"/matrix/{i}")).ToImmutableArray();
        var conflicts = Conflicts(definition, roles, scope);
        return scope.Failed ? null : new PermissionMatrix(standard, roles, grants, scope.File.At("")) { Conflicts = conflicts };
    }

    private static ImmutableArray<Conflict> Conflicts(PermissionsDefinition definition, ImmutableArray<Role> roles, CompileScope scope)
    {
        var written = definition.Conflicts.OrEmpty();
        scope.Unique(written.Select(c => c.Id), i => $"/conflicts/{i}/id");
        var conflicts = ImmutableArray.CreateBuilder<Conflict>();
        for (var i = 0; i < written.Length; i++)
        {
            var (at, conflict) = ($"/conflicts/{i}", written[i]);
            scope.Complete(conflict.Title, $"{at}/title");
            if (conflict.A == conflict.B) scope.Report(PermissionFindings.SameRole, at, conflict.A);
            var (a, b) = (Known(conflict.A, $"{at}/a"), Known(conflict.B, $"{at}/b"));
            if (a is not null && b is not null) conflicts.Add(new Conflict(conflict.Id, a, b, conflict.Title, scope.File.At(at)));
        }

        return conflicts.ToImmutable();

        Role? Known(string id, string pointer)
        {
            var role = roles.FirstOrDefault(r => r.Id == id);
            if (role is null) scope.Unknown(new Text("角色", "role"), id, pointer, roles.Select(r => r.Id));
            return role;
        }
    }

    private static Role? Role(RoleDefinition role, CompileScope scope, string at)
    {
        scope.Complete(role.Title, $"{at}/title");
        switch (role)
        {
            case { Relation: { } relation, Duty: null, Position: null, Service: null, Scope: null }:
                switch (relation)
                {
                    case "self": return new Role.Self(role.Id, role.Title, role.Until);
                    case "reports": return new Role.Reports(role.Id, role.Title, role.Until);
                    case "anyone": return new Role.Anyone(role.Id, role.Title, role.Until);
                }

                scope.Report(PermissionFindings.UnknownRelation, $"{at}/relation", relation, DidYouMean.Hint(relation, Relations));
                return null;
            case { Relation: null, Duty: null, Position: { Length: > 0 } position, Service: null, Scope: { } reach }:
                if (!OwnScopes.Contains(reach)) scope.Report(PermissionFindings.UnknownScope, $"{at}/scope", reach, DidYouMean.Hint(reach, OwnScopes));
                return new Role.OfPosition(role.Id, role.Title, role.Until, position, reach);
            case { Relation: null, Duty: { } duty, Position: null, Service: null, Scope: { } reach }:
                if (!Scopes.Contains(reach)) scope.Report(PermissionFindings.UnknownScope, $"{at}/scope", reach, DidYouMean.Hint(reach, Scopes));
                return Duty(role, duty, reach, scope, at);
            case { Relation: null, Duty: null, Position: null, Service: { Length: > 0 } service, Scope: null }:
                return Service(role, service, scope, at);
            default:
                scope.Report(PermissionFindings.OneWay, at, role.Id);
                return null;
        }
    }

    private static RoleWindow? Window(RoleDefinition role, CompileScope scope, string at)
    {
        if (role.Workdays is not { } written) return null;
        if (written.Split('-') is [var from, var to] && Day(from) is { } first && Day(to) is { } last && first <= last)
            return scope.Part<Workdays>(scope.Manifest.Calendar) is { } workdays ? new RoleWindow(first, last, workdays) : null;
        scope.Report(PermissionFindings.BadWindow, at, written);
        return null;

        static int? Day(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day is >= 1 and <= MostWorkdays ? day : null;
    }

    private static Role.OfService? Service(RoleDefinition role, string service, CompileScope scope, string at)
    {
        if (scope.Find<CodeList>("services", $"{at}/service", new Text("代码表", "code list")) is not { } services) return null;
        if (services.Find(service) is not null) return new Role.OfService(role.Id, role.Title, role.Until, service);
        scope.Unknown(new Text("服务账号", "service account"), service, $"{at}/service", services.Values.Select(v => v.Code));
        return null;
    }

    /// <summary>A duty is one of a department when the department standard has a field of that name, else company-wide.</summary>
    private static Role? Duty(RoleDefinition role, string duty, string reach, CompileScope scope, string at)
    {
        var ofDepartment = scope.All<Standard>().Where(s => s.Id == OrganizationFields.Department)
            .SelectMany(s => s.Fields).Where(f => Standard.Group(f) == OrganizationFields.DepartmentDuties).Select(f => f.Definition.Id).ToList();
        if (ofDepartment.Contains(duty) && reach != "all") return new Role.OfDepartment(role.Id, role.Title, role.Until, duty, reach);
        if (scope.Find<CodeList>("duties", $"{at}/duty", new Text("代码表", "code list")) is not { } duties) return null;
        if (reach == "assigned") scope.Report(PermissionFindings.AssignedToNobody, $"{at}/scope", duty);
        if (duties.Find(duty) is not null) return new Role.OfCompany(role.Id, role.Title, role.Until, duty, reach);
        scope.Unknown(new Text("职责", "duty"), duty, $"{at}/duty", duties.Values.Select(v => v.Code).Concat(ofDepartment));
        return null;
    }

    private static Grant Grant(GrantDefinition grant, Standard standard, PermissionsDefinition definition, CompileScope scope, string at)
    {
        if (definition.Roles.All(r => r.Id != grant.Role))
            scope.Unknown(new Text("角色", "role"), grant.Role, $"{at}/role", definition.Roles.Select(r => r.Id));
        var allow = new FieldOperations[standard.Seats.Length];
        var deny = new FieldOperations[standard.Seats.Length];
        var spoken = new string?[standard.Seats.Length];
        foreach (var (target, letters) in grant.Allow.OrderBy(a => a.Key.Count(c => c == '.')))
        {
            var pointer = $"{at}/allow/{JsonPointer.Escape(target)}";
            var seats = standard.Seats.Select((s, i) => (Seat: s, Index: i)).Where(s => s.Seat.Path == target || s.Seat.Field.Path == target || Standard.Group(s.Seat.Field) == target).ToList();
            if (seats.Count == 0)
                scope.Report(PermissionFindings.UnknownTarget, pointer, target, DidYouMean.Hint(target, standard.Definition.Groups.Select(g => g.Id).Concat(standard.Seats.Select(s => s.Path))));
            var (allowed, denied) = Letters(letters, scope, pointer);
            foreach (var (_, seat) in seats) (allow[seat], deny[seat], spoken[seat]) = (allowed, denied, target);
        }

        Unheard(grant, standard, spoken, scope, at);
        if (grant.Publish && definition.Roles.FirstOrDefault(r => r.Id == grant.Role) is { Service: null }) scope.Report(PermissionFindings.PublishByPrograms, $"{at}/publish", grant.Role);
        return new Grant(grant.Role, ImmutableArray.Create(allow), ImmutableArray.Create(deny), grant.Create, grant.Board, scope.File.At(at))
        {
            Named = [.. standard.Fields.Where(f => grant.Allow.ContainsKey(f.Path)).Select(f => f.Shape.Slot)],
            Publish = grant.Publish,
            Cells = [.. grant.Allow.Select(a => new GrantCell(a.Key, a.Value, [.. Enumerable.Range(0, spoken.Length).Where(i => spoken[i] == a.Key)], scope.File.At($"{at}/allow/{JsonPointer.Escape(a.Key)}")))],
        };
    }

    /// <summary>A cell of which nothing is left: every field it is about has a cell of its own in the same line. A field stands for them as the example.</summary>
    private static void Unheard(GrantDefinition grant, Standard standard, string?[] spoken, CompileScope scope, string at)
    {
        foreach (var (target, letters) in grant.Allow)
        {
            if (spoken.Contains(target, StringComparer.Ordinal)) continue;
            var about = standard.Seats.Select((s, i) => (s.Path, s.Field, By: spoken[i])).Where(s => s.Field.Path == target || Standard.Group(s.Field) == target).ToList();
            if (about.Count == 0) continue; // no such group or field: another finding
            scope.Report(PermissionFindings.Unheard, $"{at}/allow/{JsonPointer.Escape(target)}", grant.Role, target, letters, about[0].Path, grant.Allow[about[0].By!]);
        }
    }

    private static (FieldOperations Allow, FieldOperations Deny) Letters(string letters, CompileScope scope, string pointer)
    {
        FieldOperations allow = FieldOperations.None, deny = FieldOperations.None;
        var negative = false;
        foreach (var letter in letters)
        {
            if (letter == '!')
            {
                negative = true;
                continue;
            }

            var operation = letter switch { 'r' => FieldOperations.Read, 'm' => FieldOperations.Masked, 'u' => FieldOperations.Update, 'x' => FieldOperations.Export, 'c' => FieldOperations.Fill, _ => FieldOperations.None };
            if (operation == FieldOperations.None && letter != '-') scope.Report(PermissionFindings.UnknownLetter, pointer, letter.ToString());
            if (negative) deny |= operation;
            else allow |= operation;
            negative = false;
        }

        return (allow, deny);
    }
}
