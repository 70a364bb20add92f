using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Expressions;

internal sealed partial class Binder
{
    /// <summary>A name of an imported workflow: a param, a path below an input, or a property of one.</summary>
    private Node? ForeignName(string name, ForeignNames names)
    {
        if (Known(name, names) is { } known) return known;
        if (name.LastIndexOf('.') is > 0 and var dot)
        {
            var (owner, property) = (new NameSyntax(0, name[..dot]), name[(dot + 1)..]);
            if (ForeignWords.Property(property) is { } function && Known(owner.Name, names) is not null) return Bind(new CallSyntax(0, function, [owner], 2));
        }

        if (ForeignWords.Advice(name) is { } advice) return Report(ExpressionFindings.Foreign, Clip(name), 1, advice);
        var hint = DidYouMean.Hint(name, names.All(vocabulary).Concat(Words));
        var input = name.Split('.')[0];
        if (hint.En.Length == 0 && input.Length < name.Length && !names.Inputs.ContainsKey(input)) hint = new Text(" 在 inputs 中写明“{0}”指什么。", " Say in inputs what '{0}' stands for.").With(Clip(input));
        return Report(ExpressionFindings.UnknownName, Clip(name), hint);
    }

    /// <summary>As it is written, else but for upper and lower case.</summary>
    private Node? Known(string name, ForeignNames names) => Exactly(name, names) ?? (names.Spelled(name, vocabulary) is { } spelled ? Exactly(spelled, names) : null);

    private Node? Exactly(string name, ForeignNames names)
    {
        if (names.Params.TryGetValue(name, out var part)) return part;
        if (names.Path(name) is { } path && vocabulary.Find(path) is { } found) return new FieldNode(path, found.Root, found.Field);
        return names.Property(name, vocabulary) is { } only && vocabulary.Find(only) is { } property ? new FieldNode(only, property.Root, property.Field) : null;
    }
}
