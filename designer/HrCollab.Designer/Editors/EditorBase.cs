using HrCollab.Designer.Drafting;
using HrCollab.Designer.Shell;
using HrCollab.Engine.Kernel;
using Microsoft.AspNetCore.Components;

namespace HrCollab.Designer.Editors;

/// <summary>A component that shows one file and renders again whenever its text, findings or state change.</summary>
public abstract class EditorBase : DesignerComponent
{
    private DefinitionDraft? _followed;

    /// <summary>The file.</summary>
    [Parameter]
    [EditorRequired]
    public required DefinitionDraft Draft { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_followed == Draft) return;
        if (_followed is not null) _followed.Changed -= Again;
        (_followed = Draft).Changed += Again;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (_followed is not null) _followed.Changed -= Again;
        base.Dispose(disposing);
    }

    /// <summary>A title that stands in a file in the reader's language, or the id when there is none.</summary>
    protected string TitleOf(System.Text.Json.Nodes.JsonNode? title, string? otherwise = null)
    {
        var (zh, en) = (JsonPlaces.TextAt(title, "/zh"), JsonPlaces.TextAt(title, "/en"));
        var first = Studio.Language == Language.English ? en : zh;
        return first.Length > 0 ? first : zh.Length > 0 ? zh : en.Length > 0 ? en : otherwise ?? "";
    }

    private void Again() => _ = InvokeAsync(StateHasChanged);
}
