using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine.CodeLists;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Exchanges;

/// <summary>exchanges/: layouts of files. Refer to standards and to roles of their permission matrix.</summary>
internal sealed class ExchangeKind() : DefinitionKind<ExchangeDefinition, Exchange>(
    "exchanges", "exchange", new Text("数据交换", "Exchange"), ExchangeJson.Default.ExchangeDefinition)
{
    private static readonly ImmutableArray<string> Formats = ["csv", "ndjson"];
    private static readonly ImmutableArray<string> Policies = ["refuse", "ignore"];

    /// <summary>Input: one row as an object of column and text. Outcome: what an import would make of it as a new record.</summary>
    public override TryOutcome? Try(DefinitionSet set, string id, TryQuestion question)
    {
        if (set.Find<Exchange>(id) is not { } exchange) return null;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(question.Now, set.Manifest.Zone).DateTime);
        var row = question.Input.ValueKind == JsonValueKind.Object ? question.Input.EnumerateObject().ToList() : [];
        var layout = RowLayout.OfRow(exchange, [.. row.Select(c => c.Name)]);
        string[] texts = [.. row.Select(c => c.Value.ToString())];
        if (!layout.Takes(texts)) return new TryOutcome(new JsonObject { ["accepted"] = false, ["passedOver"] = true, ["key"] = layout.Key(texts, today) }, []);
        var judged = layout.Judge(texts, null, CheckContext.Of(set, today, (_, _) => null));
        var outcome = new JsonObject
        {
            ["accepted"] = !judged.Refused,
            ["passedOver"] = false,
            ["key"] = judged.Values[exchange.Standard.Key.Shape.Slot].Text,
            ["values"] = RecordJson.ToNode(exchange.Standard, judged.Values),
            ["violations"] = new JsonArray([.. judged.Violations.Select(v => (JsonNode)new JsonObject
            {
                ["pointer"] = v.Pointer, ["code"] = v.Code, ["zh"] = v.Message.Zh, ["en"] = v.Message.En, ["owner"] = exchange.OwnerOf(v.Pointer), ["warning"] = v.Warning,
            })]),
        };
        return new TryOutcome(outcome, [.. judged.Violations.Select(v => v.ToTrace())]);
    }

    private protected override Exchange? Compile(ExchangeDefinition definition, CompileScope scope)
    {
        scope.Complete(definition.Title, "/title");
        if (definition.Formats.IsEmpty) scope.Report(ExchangeFindings.NoFormat, "/formats");
        for (var i = 0; i < definition.Formats.Length; i++) Word(definition.Formats[i], Formats, ExchangeFindings.UnknownFormat, $"/formats/{i}", scope);
        if (definition.OnUnknownColumn is { } policy) Word(policy, Policies, ExchangeFindings.UnknownPolicy, "/onUnknownColumn", scope);
        OnlyWhen(definition, scope);
        Owner(definition.Owner, scope);
        if (scope.Find<Standard>(definition.Standard, "/standard", new Text("标准", "standard")) is not { } standard) return null;
        if (scope.Find<PermissionMatrix>(definition.Standard, "/standard", new Text("权限矩阵", "permission matrix")) is not { } permissions) return null;
        var columns = Columns(definition, standard, scope);
        Importers(definition, permissions, columns, scope);
        return scope.Failed ? null : new Exchange(definition, standard, permissions, columns, scope.File.At("")) { Laws = scope.Part<RecordLaws>(RecordLaws.Id)?.Judge };
    }

    private static ImmutableArray<ColumnSource> Columns(ExchangeDefinition definition, Standard standard, CompileScope scope)
    {
        var columns = ImmutableArray.CreateBuilder<ColumnSource>();
        for (var i = 0; i < definition.Columns.Length; i++)
        {
            var at = $"/columns/{i}";
            if (Column(definition.Columns[i], standard, scope, at) is not { } column) continue;
            if (columns.Any(c => c.Field == column.Field)) scope.Report(ExchangeFindings.MappedTwice, $"{at}/to", column.Field.Path);
            columns.Add(column);
        }

        if (columns.All(c => c.Field != standard.Key) && !scope.Failed) scope.Report(ExchangeFindings.NoKey, "/columns", standard.Key.Path);
        foreach (var field in standard.Fields.Where(f => f.Required && f != standard.Key && columns.All(c => c.Field != f)))
            scope.Report(ExchangeFindings.RequiredNotMapped, "/columns", field.Path);
        var ignored = definition.Ignore.OrEmpty();
        for (var i = 0; i < ignored.Length; i++)
        {
            if (columns.Any(c => c.Reads.Contains(ignored[i])) || definition.OnlyWhen?.ContainsKey(ignored[i]) is true) scope.Report(ExchangeFindings.TakenAndIgnored, $"/ignore/{i}", ignored[i]);
        }

        return columns.ToImmutable();
    }

    private static ColumnSource? Column(ColumnDefinition written, Standard standard, CompileScope scope, string at)
    {
        var field = standard.Find(written.To);
        if (field is null) scope.Report(ExchangeFindings.UnknownField, $"{at}/to", written.To, DidYouMean.Hint(written.To, standard.Fields.Select(f => f.Path)));
        else if (field.IsComputed) scope.Report(ExchangeFindings.ComputedField, $"{at}/to", written.To);
        if (new[] { written.From, written.Template, written.Constant }.Count(s => s is not null) != 1) scope.Report(ExchangeFindings.OneSource, at, written.To);
        if (written.Take is null != written.Split is null || written.Take is not (null or "first" or "last") || written.Split is "") scope.Report(ExchangeFindings.UnknownTake, at);
        var template = written.Template is null ? null : ColumnSource.Template(written.Template);
        if (written.OnlyNew && field is not null && field == standard.Key) scope.Report(ExchangeFindings.KeyOnlyNew, $"{at}/onlyNew", written.To);
        if (written.Template is not null && template is null) scope.Report(ExchangeFindings.BadTemplate, $"{at}/template", written.Template);
        return field is null ? null : new ColumnSource(field, template?.Reads ?? (written.From is { } from ? [from] : []))
        {
            Literals = template?.Literals ?? (written.Constant is { } constant ? [constant] : []),
            Separator = written.Split,
            TakesLast = written.Take == "last",
            Map = written.Map?.ToFrozenDictionary(StringComparer.Ordinal),
            Prefix = written.Prefix ?? "",
            OnlyNew = written.OnlyNew,
        };
    }

    /// <summary>An import is no way around the permission matrix: who sends the file may change what it changes.</summary>
    private static void Importers(ExchangeDefinition definition, PermissionMatrix permissions, ImmutableArray<ColumnSource> columns, CompileScope scope)
    {
        if (definition.Importers.IsEmpty) scope.Report(ExchangeFindings.NobodyMayImport, "/importers");
        for (var i = 0; i < definition.Importers.Length; i++)
        {
            var (id, at) = (definition.Importers[i], $"/importers/{i}");
            if (permissions.Role(id) is not { } role)
            {
                scope.Unknown(new Text("角色", "role"), id, at, permissions.Roles.Select(r => r.Id));
                continue;
            }

            if (role is Role.Self or Role.Reports or Role.Anyone) scope.Report(ExchangeFindings.RoleOfARelation, at, id);
            var access = permissions.Merge([id]);
            foreach (var column in columns.Where(c => c.Field != permissions.Standard.Key && !access.MayUpdate(c.Field)))
                scope.Report(ExchangeFindings.RoleMayNotUpdate, at, id, column.Field.Path);
        }
    }

    /// <summary>A condition that names no column, or no text for one, would take every row or none.</summary>
    private static void OnlyWhen(ExchangeDefinition definition, CompileScope scope)
    {
        if (definition.OnlyWhen is not { } conditions) return;
        if (conditions.IsEmpty) scope.Report(ExchangeFindings.NoCondition, "/onlyWhen");
        foreach (var (column, texts) in conditions)
        {
            var at = "/onlyWhen/" + JsonPointer.Escape(column);
            if (texts.IsDefaultOrEmpty) scope.Report(ExchangeFindings.NoText, at, column);
            foreach (var text in texts.OrEmpty().Where(t => t.Trim() != t)) scope.Report(ExchangeFindings.TextWithBlanks, at, text);
        }
    }

    private static void Owner(string? duty, CompileScope scope)
    {
        if (duty is null || scope.Find<CodeList>("duties", "/owner", new Text("代码表", "code list")) is not { } duties || duties.Find(duty) is not null) return;
        scope.Unknown(new Text("职责", "duty"), duty, "/owner", duties.Values.Select(v => v.Code));
    }

    private static void Word(string word, ImmutableArray<string> known, DiagnosticCode finding, string at, CompileScope scope)
    {
        if (!known.Contains(word)) scope.Report(finding, at, word, DidYouMean.Hint(word, known));
    }
}
