using System.Text.Json;

namespace HrCollab.Engine.Forms;

/// <summary>Records that the input of a form names: whoever decides it looks them up first.</summary>
public static class FormReferences
{
    /// <summary>Standard and key per field that refers to a record, and the record that the form would make: its key may be taken.</summary>
    public static IEnumerable<(string Standard, string Key)> Of(Form form, JsonElement input)
    {
        if (input.ValueKind != JsonValueKind.Object) yield break;
        foreach (var field in form.Fields)
        {
            var standard = field.Field.Shape.Standard ?? (form.Creates && field.Drawn == form.Subject.Key ? form.Subject.Id : null);
            if (standard is not null && input.TryGetProperty(field.Id, out var value) && Key(field, value) is { } key) yield return (standard, key);
        }
    }

    /// <summary>The key that an input gives for a field, as it will be stored; null for what is no text.</summary>
    public static string? Key(FormField field, JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? field.Field.Normalisations.Aggregate(value.GetString()!.Trim(), (text, n) => n.Apply(text)) : null;
}
