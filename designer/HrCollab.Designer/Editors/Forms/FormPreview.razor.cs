using System.Text.Json;
using HrCollab.Engine.Kernel;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HrCollab.Designer.Editors.Forms;

/// <summary>What is typed into the preview goes to the engine and comes back as what is asked, required and wrong.</summary>
public sealed partial class FormPreview : IAsyncDisposable
{
    private readonly Dictionary<string, string> _typed = new(StringComparer.Ordinal);
    private ElementReference _place;
    private DotNetObjectReference<FormPreview>? _self;
    private string? _watched;
    private Language _language;
    private string _caller = "";
    private string _subject = "";

    /// <summary>The form.</summary>
    [Parameter]
    [EditorRequired]
    public required string Id { get; set; }

    /// <inheritdoc/>
    protected override bool Follows => true;

    private PreviewedForm? Shown => PreviewedForm.Of(Studio.Checking.Set, Studio.Checking.World, Id, ref _caller, ref _subject, _typed);

    /// <summary>Somebody typed into the preview.</summary>
    [JSInvokable]
    public void Typed(string values)
    {
        foreach (var (field, value) in JsonSerializer.Deserialize<Dictionary<string, string>>(values) ?? []) _typed[field] = value;
        StateHasChanged();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        base.OnInitialized();
        _language = Studio.Language;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_place.Id is null || _watched == _place.Id) return;
        _watched = _place.Id;
        try
        {
            await Js.InvokeVoidAsync("hrcollab.preview", _place, _self ??= DotNetObjectReference.Create(this));
        }
        catch (JSDisconnectedException)
        {
            // The page is gone.
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        _self?.Dispose();
        return ValueTask.CompletedTask;
    }
}
