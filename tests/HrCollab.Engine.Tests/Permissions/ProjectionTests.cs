using System.Globalization;
using System.Text.Json.Nodes;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Standards;
using ValueType = HrCollab.Engine.Expressions.ValueType;

namespace HrCollab.Engine.Tests.Permissions;

/// <summary>A record that is written as its reader sees it is the tree of its values one by one.</summary>
public sealed class ProjectionTests
{
    private const string Kinds = """
        { "id": "word", "title": { "zh": "词", "en": "Word" }, "type": "text", "sensitivity": "sensitive", "purpose": { "zh": "用途", "en": "Purpose" }, "basis": "PIPL 13(2)", "retention": "P2Y", "mask": "first1" },
        { "id": "whole", "title": { "zh": "整数", "en": "Whole" }, "type": "integer" },
        { "id": "part", "title": { "zh": "小数", "en": "Part" }, "type": "decimal", "scale": 4 },
        { "id": "day", "title": { "zh": "日期", "en": "Day" }, "type": "date" },
        { "id": "truth", "title": { "zh": "是否", "en": "Truth" }, "type": "boolean" },
        { "id": "code", "title": { "zh": "代码", "en": "Code" }, "type": "code", "codes": "duties" },
        { "id": "many", "title": { "zh": "多个", "en": "Many" }, "type": "codes", "codes": "duties" },
        { "id": "stay", "title": { "zh": "时长", "en": "Stay" }, "type": "duration" }
        """;

    private static readonly Standard Thing = TestSet.Sound([.. Firm.Standards, ("standards/thing.standard.json", $$"""
        { "id": "thing", "title": { "zh": "物", "en": "Thing" }, "key": "key.no", "label": "key.no", "groups": [
          { "id": "key", "title": { "zh": "编号", "en": "Key" }, "owner": "hr-head", "fields": [{ "id": "no", "title": { "zh": "编号", "en": "No." }, "type": "text", "format": "key", "required": true }] },
          { "id": "one", "title": { "zh": "一", "en": "One" }, "owner": "hr-head", "fields": [{{Kinds}}] },
          { "id": "two", "title": { "zh": "二", "en": "Two" }, "owner": "hr-head", "fields": [{{Kinds.Replace("\"id\": \"", "\"id\": \"other", StringComparison.Ordinal)}},
            { "id": "list", "title": { "zh": "行", "en": "Rows" }, "type": "rows", "sensitivity": "sensitive", "purpose": { "zh": "用途", "en": "Purpose" }, "basis": "PIPL 13(2)", "retention": "P2Y", "fields": [{{Kinds}}] }] }] }
        """)]).Find<Standard>("thing")!;

    [Fact]
    public void GeneratedRecords_AreWrittenAsTheirValuesOneByOne()
    {
        var random = new Random(20261128);
        var (seen, masked) = (0, 0);
        for (var round = 0; round < 400; round++)
        {
            FieldOperations[] allowed = [.. Thing.Seats.Select(_ => (FieldOperations)(random.Next(3) == 0 ? 0 : random.Next(32)))];
            var access = new Access(Thing, ["all"], [.. allowed], MayCreate: false, MaySeeBoard: false);
            var values = Thing.Shape.Empty.With(Thing.Fields.Where(_ => random.Next(4) > 0).Select(f => KeyValuePair.Create(f.Path, Value(f.Shape, random))));
            var tree = new JsonObject();
            foreach (var field in Thing.Fields)
            {
                if (Projection.Value(access, field, values[field.Shape.Slot]) is not { } one) continue;
                if (tree[field.Group] is not JsonObject group) tree[field.Group] = group = [];
                group[field.Definition.Id] = one;
            }

            var written = Projection.Record(access, values);
            Assert.Equal(tree.ToJsonString(), written.ToJsonString());
            Assert.Equal(tree.ToJsonString(), new JsonObject { ["values"] = written }["values"]!.DeepClone().ToJsonString()); // as a part of an answer, and of a problem
            Assert.Equal(tree.Select(g => g.Key).Order(StringComparer.Ordinal), Projection.Groups(access, values).Order(StringComparer.Ordinal));
            (seen, masked) = (seen + (tree.Count > 0 ? 1 : 0), masked + (tree.ToJsonString().Contains("\\u25A0", StringComparison.Ordinal) ? 1 : 0));
        }

        Assert.True(seen > 300 && masked > 200, $"{seen} seen, {masked} masked");
    }

    [Fact]
    public void HiddenAndMasked_FollowEachAccess_AlsoOneMadeFromAnother()
    {
        var none = new Access(Thing, ["all"], [.. Thing.Seats.Select(_ => FieldOperations.None)], MayCreate: false, MaySeeBoard: false);
        Assert.Equal(["key", "one", "two"], Projection.Hidden(none).Select(h => (string?)h));
        Assert.Equal(["key", "one", "two"], new JsonObject { ["hidden"] = Projection.Hidden(none) }["hidden"]!.AsArray().Select(h => (string?)h)); // part of another answer
        var all = none with { Fields = [.. Thing.Seats.Select(_ => FieldOperations.Masked)] };
        Assert.Empty(Projection.Hidden(all));
        Assert.Equal(["key", "one", "two"], Projection.Masked(all).Select(h => (string?)h));
        Assert.Empty(Projection.Hidden(none.WithSightOf(all)));
    }

    [Fact]
    public void Roles_AreMergedOnce_EverySetOfThemByItself()
    {
        var matrix = Firm.Set().Find<PermissionMatrix>("person")!;
        var each = matrix.Roles.Select(r => matrix.Merge([r.Id])).ToList();
        Assert.All(matrix.Roles.Zip(each), r => Assert.Same(r.Second, matrix.Merge([r.First.Id])));
        var both = matrix.Merge([matrix.Roles[0].Id, matrix.Roles[1].Id]);
        Assert.Equal(new[] { matrix.Roles[0].Id, matrix.Roles[1].Id }, both.Roles.AsEnumerable());
        Assert.Equal(each[0].Fields.Zip(each[1].Fields).Select(f => f.First | f.Second), both.Fields.AsEnumerable());
        Assert.Empty(matrix.Merge([]).Roles);
    }

    private static FieldValue Value(FieldShape shape, Random random) => shape.Type switch
    {
        ValueType.Integer => FieldValue.Of(ValueType.Integer, random.Next(-500, 500)),
        ValueType.Decimal => FieldValue.Of(ValueType.Decimal, decimal.Parse($"{random.Next(-500, 500)}.{random.Next(10)}{random.Next(10)}0", CultureInfo.InvariantCulture)),
        ValueType.Date => FieldValue.Of(new DateOnly(2026, 1, 1).AddDays(random.Next(1_000))),
        ValueType.Boolean => FieldValue.Of(random.Next(2) == 0),
        ValueType.Duration => FieldValue.Of(new Duration(random.Next(30), random.Next(30))),
        ValueType.Codes => FieldValue.Of(new[] { "payroll", "hr-head", "it-ops" }.Where(_ => random.Next(2) == 0)),
        ValueType.Rows => FieldValue.Of([.. Enumerable.Range(0, random.Next(3)).Select(_ => shape.Rows!.Empty.With(shape.Rows.Fields.Where(_ => random.Next(3) > 0).Select(f => KeyValuePair.Create(f.Path, Value(f, random)))))]),
        _ => FieldValue.Of(shape.Type, new[] { "", "x", "李\"<梅>", "a\\b\n", "𠮷野家" }[random.Next(5)]),
    };
}
