using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Components;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Kernel;
using HrCollab.Functions.Drafts;
using HrCollab.Functions.Http;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Portal;

/// <summary>A form's page as a draft: one per form and record, in the form of a submission, so that the API reads and sends it too.</summary>
internal static class PortalDraft
{
    /// <summary>Its id.</summary>
    public static string Id(string subject) => subject.Length == 0 ? "portal" : "portal-" + subject;

    public static byte[] Write(string subject, IReadOnlyDictionary<string, string> typed)
    {
        var draft = new JsonObject { ["input"] = JsonSerializer.SerializeToNode(TypedForm.Input(typed)) };
        if (subject.Length > 0) draft["subject"] = subject;
        return JsonAnswer.Bytes(draft);
    }

    /// <summary>What was typed, whichever form asks for it.</summary>
    public static JsonElement Input(StoredDocument draft) =>
        JsonElement.Parse(draft.Body.Span) is { ValueKind: JsonValueKind.Object } held && held.TryGetProperty("input", out var input) ? input : default;

    /// <summary>What was typed, as far as the form still asks for it.</summary>
    public static ImmutableDictionary<string, string> Typed(Form form, StoredDocument draft) =>
        JsonNode.Parse(draft.Body.Span) is JsonObject { } held && held["input"] is JsonObject input
            ? TypedForm.Of(form, f => input[f.Id])
            : ImmutableDictionary<string, string>.Empty;

    /// <summary>Why it was not saved.</summary>
    public static Text Problem(DraftResult result) => result switch
    {
        DraftResult.TooLarge large => ApiFindings.TooLarge.Message.With(large.Most),
        DraftResult.TooMany many => ApiFindings.TooManyDrafts.Message.With(many.Most),
        _ => new Text(
            "另一个窗口已保存较新的草稿。再次保存将以这里的内容覆盖;重新打开表单可查看较新的草稿。",
            "Another window has saved a newer draft. Saving again replaces it by what is here; open the form anew to see the newer one."),
    };
}
