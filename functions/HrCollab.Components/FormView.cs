using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;

namespace HrCollab.Components;

/// <summary>A choice of a field: its code or key, and what people read.</summary>
public sealed record FieldChoice(string Value, string Label);

/// <summary>What a form shows: the definition, what it makes of the values, and the texts people typed.</summary>
/// <param name="Form">The form.</param>
/// <param name="Language">Language of labels and messages.</param>
/// <param name="Typed">Texts by field id, as typed or prefilled; of rows by list, row from 0 and field: <c>family.0.name</c>.</param>
/// <param name="State">What the form makes of them; null before anything was judged.</param>
/// <param name="Choices">Choices of fields that refer to records, by standard.</param>
/// <param name="ShowMessages">False on a fresh form: nobody is blamed for what they had no chance to fill in.</param>
public sealed record FormView(
    Form Form, Language Language, IReadOnlyDictionary<string, string> Typed, FormState State, IReadOnlyDictionary<string, ImmutableArray<FieldChoice>> Choices, bool ShowMessages)
{
    /// <summary>The list to which a row is being added, or null.</summary>
    public string? Added { get; init; }

    /// <summary>Rows to show of a list: those with something in them, and an empty one where a person may go on.</summary>
    public int Rows(FormField field)
    {
        var filled = Typed.Keys.Where(k => k.StartsWith(field.Id + ".", StringComparison.Ordinal)).Select(k => k.Split('.')[1]).Distinct(StringComparer.Ordinal).Count();
        return Math.Min(field.Field.Rows!.Max, filled + (filled == 0 || Added == field.Id ? 1 : 0));
    }

    /// <summary>A label or message in the form's language.</summary>
    public string In(Text text) => text.In(Language);

    /// <summary>The text in a field.</summary>
    public string Value(FormField field) => Typed.GetValueOrDefault(field.Id, "");

    /// <summary>What is to be said about a field.</summary>
    public IEnumerable<Violation> Messages(FormField field) => ShowMessages ? State.Violations.Where(v => v.Pointer == "/" + field.Id || v.Pointer.StartsWith($"/{field.Id}/", StringComparison.Ordinal)) : [];

    /// <summary>Fields whose value is refused, in the order of the form.</summary>
    public IReadOnlyList<FormField> Wrong => [.. Form.Fields.Where(f => Messages(f).Any(m => !m.Warning))];

    /// <summary>Messages that belong to no field.</summary>
    public IEnumerable<Violation> General => ShowMessages ? State.Violations.Where(v => Form.Find(v.Pointer.TrimStart('/').Split('/')[0]) is null) : [];

    /// <summary>Choices of a field: a code list's, or the records it may refer to; null for free input.</summary>
    public ImmutableArray<FieldChoice>? Of(Field field) => field.Codes is { } codes
        ? [.. codes.Values.Select(v => new FieldChoice(v.Code, $"{v.Code} {v.Title.In(Language)}"))]
        : field.Shape.Standard is { } standard && Choices.TryGetValue(standard, out var records) ? records : null;

    /// <summary>The kind of an input element.</summary>
    public static string InputType(Field field) => field.Shape.Type switch { Engine.Expressions.ValueType.Date => "date", _ => "text" };

    /// <summary>The on-screen keyboard for a field.</summary>
    public static string? InputMode(Field field) => field.Shape.Type is Engine.Expressions.ValueType.Decimal ? "decimal" : field.Shape.Type is Engine.Expressions.ValueType.Integer ? "numeric" : null;
}
