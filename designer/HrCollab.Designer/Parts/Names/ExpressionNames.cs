using HrCollab.Designer.Drafting;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Workflows;

namespace HrCollab.Designer.Parts.Names;

/// <summary>A name that an expression may use.</summary>
/// <param name="Path">As it is written: person.employment.hireDate.</param>
/// <param name="Title">What people call it.</param>
public sealed record ExpressionName(string Path, string Title);

/// <summary>The names that the expressions of a definition may use, under the last sound set: inputs and the source view complete from them alike.</summary>
public static class ExpressionNames
{
    /// <summary>The vocabulary of the expressions of a file; null where it has none, or was never sound.</summary>
    public static Vocabulary? Of(DefinitionSet? set, DefinitionDraft draft) => draft.Suffix switch
    {
        "rules" => set?.Find<Standard>(draft.TextAt("/subject")) is { } subject ? new Vocabulary((subject.Id, subject.Shape)) : null,
        "standard" => set?.Find<Standard>(draft.TextAt("/id")) is { } own ? new Vocabulary((own.Id, own.Shape)) : null,
        "form" => set?.Find<Form>(draft.TextAt("/id"))?.Vocabulary,
        "workflow" => set?.Find<Workflow>(draft.TextAt("/id"))?.Vocabulary,
        _ => null,
    };

    /// <summary>Its names, each with the title of its field.</summary>
    public static IEnumerable<ExpressionName> Of(Vocabulary? vocabulary, Language language) =>
        vocabulary is null ? [] : vocabulary.Paths.Select(p => new ExpressionName(p, vocabulary.Find(p) is var (_, field) ? field.Title.In(language) : p));
}
