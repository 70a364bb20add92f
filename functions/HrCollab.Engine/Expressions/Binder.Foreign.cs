using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Expressions;

internal sealed partial class Binder
{
    /// <summary>A name of an imported workflow: a param, a path below an input, or a property of one.</summary>
    private Node? ForeignName(string name, ForeignNames names)
    {
        if (names.Params.TryGetValue(name, out var part)) return part;
        if (names.Path(name) is { } path && vocabulary.Find(path) is { } found) return new FieldNode(path, found.Root, found.Field);
        if (names.Property(name, vocabulary) is { } only && vocabulary.Find(only) is { } found1) return new FieldNode(only, found1.Root, found1.Field);
        if (name.LastIndexOf('.') is > 0 and var dot)
        {
            var (owner, property) = (new NameSyntax(0, name[..dot]), name[(dot + 1)..]);
            if (ForeignWords.Property(property) is { } function && (names.Params.ContainsKey(owner.Name) || ((names.Path(owner.Name) ?? "") is var field && (vocabulary.Find(field) is not null || names.Property(owner.Name, vocabulary) is not null))))
                return Bind(new CallSyntax(0, function, [owner], 2));
        }

        if (ForeignWords.Advice(name) is { } advice) return Report(ExpressionFindings.Foreign, Clip(name), 1, advice);
        return Report(ExpressionFindings.UnknownName, Clip(name), DidYouMean.Hint(name, names.All(vocabulary).Concat(Words)));
    }
}
