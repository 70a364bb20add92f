using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Expressions;

internal sealed partial class Binder
{
    /// <summary>The name that stands for the item within the body of a list function, and the fields of the item.</summary>
    private (string Name, FieldShape List)? _item;

    private Node? ListCall(CallSyntax call)
    {
        var function = ListFunctions.Find(call.Name)!;
        if (call.Arguments.Length != 2 && !(call.Arguments.Length == 1 && function.BodyOptional))
            return Report(ExpressionFindings.ArgumentCount, call.Name, 2, call.Arguments.Length, function.Usage);
        if (_item is not null) return Report(ExpressionFindings.ListInList, call.Name);
        if (Bind(call.Arguments[0]) is not { } bound) return null;
        if (bound is not FieldNode { Type: ValueType.Codes or ValueType.Rows } list)
            return Report(ExpressionFindings.ArgumentType, call.Name, 1, Family.Codes.Name(), Families.Name(bound.Type), function.Usage);
        if (call.Arguments.Length == 1) return new ListNode(call.Name, list, null, ValueType.Integer);
        if (call.Arguments[1] is not LambdaSyntax lambda) return Report(ExpressionFindings.BodyNeeded, call.Name, function.Usage);
        if (Words.Contains(lambda.Item, StringComparer.Ordinal) || vocabulary.Roots.Any(r => r.Name == lambda.Item)) return Report(ExpressionFindings.ItemName, Clip(lambda.Item));
        _item = (lambda.Item, list.Shape);
        var body = Bind(lambda.Body);
        _item = null;
        if (body is null) return null;
        if (!function.Takes.Any(f => f.Takes(body.Type))) return Report(ExpressionFindings.ArgumentType, call.Name, 2, function.Takes[0].Name(), Families.Name(body.Type), function.Usage);
        return new ListNode(call.Name, list, body, function.Result ?? body.Type);
    }

    private Node? ItemName(string name, (string Name, FieldShape List) item)
    {
        var rows = item.List.Rows;
        if (rows is null && name == item.Name) return new ItemNode(null, item.List.Codes);
        return rows is not null && name.Length > item.Name.Length && rows.Find(name[(item.Name.Length + 1)..]) is { } field
            ? new ItemNode(field)
            : Report(ExpressionFindings.UnknownName, Clip(name), DidYouMean.Hint(name, rows?.Fields.Select(f => $"{item.Name}.{f.Path}") ?? [item.Name]));
    }
}

/// <summary>A function over the items of a list.</summary>
/// <param name="Name">As written.</param>
/// <param name="Takes">What its body may give.</param>
/// <param name="Result">What it gives; null for what the body gives.</param>
/// <param name="Sentence">It in words: the list, then the body.</param>
/// <param name="BodyOptional">It may stand without a body.</param>
internal sealed record ListFunction(string Name, ImmutableArray<Family> Takes, ValueType? Result, Text Sentence, bool BodyOptional = false)
{
    public string Usage => $"{Name}(person.skills, x => {(Takes[0] == Family.Truth ? "x == \"a\"" : "length(x)")})";
}

/// <summary>The functions over lists.</summary>
internal static class ListFunctions
{
    public static readonly ImmutableArray<ListFunction> All =
    [
        new("any", [Family.Truth], ValueType.Boolean, new("{0} 中有一项满足 {1}", "some item of {0} satisfies {1}")),
        new("all", [Family.Truth], ValueType.Boolean, new("{0} 中每一项都满足 {1}", "every item of {0} satisfies {1}")),
        new("count", [Family.Truth], ValueType.Integer, new("{0} 中满足 {1} 的项数", "the number of items of {0} that satisfy {1}"), BodyOptional: true),
        new("sum", [Family.Number], null, new("{0} 中各项 {1} 之和", "the sum over {0} of {1}")),
        new("min", [Family.Number, Family.Date], null, new("{0} 中各项 {1} 的最小值", "the least over {0} of {1}")),
        new("max", [Family.Number, Family.Date], null, new("{0} 中各项 {1} 的最大值", "the greatest over {0} of {1}")),
    ];

    /// <summary>count without a body.</summary>
    public static readonly Text Count = new("{0} 的项数", "the number of items of {0}");

    public static ListFunction? Find(string name) => All.FirstOrDefault(f => f.Name == name);
}
