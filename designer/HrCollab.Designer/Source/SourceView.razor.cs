using HrCollab.Designer.Editors;
using HrCollab.Engine.Kernel;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HrCollab.Designer.Source;

/// <summary>Keeps the browser's editor and the draft in step, both ways.</summary>
public sealed partial class SourceView : EditorBase, IAsyncDisposable
{
    private const string Bundle = "/source.js";
    private const string Area = "source-text";

    private ElementReference _place;
    private bool _bundled;
    private IJSObjectReference? _editor;
    private DotNetObjectReference<SourceView>? _self;

    /// <summary>What the browser's editor has, or had when somebody began to type on.</summary>
    private string _there = "";

    /// <summary>The definitions whose names it has.</summary>
    private DefinitionSet? _named;

    /// <summary>Place to show first.</summary>
    [Parameter]
    public string? At { get; set; }

    /// <summary>The browser's editor has another text.</summary>
    [JSInvokable]
    public void Typed(string text)
    {
        var began = _there;
        _there = text;
        if (began == Draft.Text) Draft.Replace(text);
        else Draft.Replace(text, began); // the draft says something else by now, which the browser did not take because somebody was typing
        if (Draft.Text != text) StateHasChanged();
    }

    /// <summary>Steps back and forth are those of the draft, so that there is one history for editor and source.</summary>
    [JSInvokable]
    public void Step(bool back)
    {
        if (back) Draft.Undo();
        else Draft.Redo();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        base.OnInitialized();
        _bundled = Site.WebRootFileProvider.GetFileInfo(Bundle).Exists;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_bundled)
        {
            if (firstRender && At is not null) await Go(LineOf(At));
            return;
        }

        try
        {
            if (firstRender)
            {
                var module = await Js.InvokeAsync<IJSObjectReference>("import", Bundle);
                _self = DotNetObjectReference.Create(this);
                _there = Draft.Text;
                var schema = Studio.Read(Draft.Schema)?.ToJsonString();
                var line = At is null ? 1 : LineOf(At);
                _editor = await module.InvokeAsync<IJSObjectReference>("open", _place, _there, schema, _self, line, T("源文本", "Source"), Names());
                _named = Studio.Checking.Set;
                await module.DisposeAsync();
            }

            if (_editor is null) return;
            var (there, next) = (_there, Draft.Text);
            if (there != next && await _editor.InvokeAsync<bool>("show", next) && ReferenceEquals(_there, there)) _there = next;
            if (Studio.Checking.Set is { } set && !ReferenceEquals(set, _named))
            {
                _named = set;
                await _editor.InvokeVoidAsync("name", (object)Names());
            }

            await _editor.InvokeVoidAsync("mark", (object)Draft.Findings.Select(f => new Mark(f.Line, f.Severity.ToString().ToLowerInvariant(), $"{T(f.Message)} {T(f.Help)}")).ToArray());
        }
        catch (JSDisconnectedException)
        {
            // The page is gone; the draft has everything that was typed.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Dispose();
        try
        {
            if (_editor is not null)
            {
                await _editor.InvokeVoidAsync("close"); // tells what was typed last: there has to be somebody to tell
                await _editor.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // Nobody is left to close it for.
        }
        finally
        {
            _self?.Dispose();
        }
    }

    /// <summary>What an expression may name, as far as it is known: the definitions are checked beside the page.</summary>
    private Parts.Names.ExpressionName[] Names() => [.. Parts.Names.ExpressionNames.Of(Parts.Names.ExpressionNames.Of(Studio.Checking.Set, Draft), Studio.Language)];

    private int LineOf(string pointer) => new DefinitionFile(Draft.Path, System.Text.Encoding.UTF8.GetBytes(Draft.Text)).LineOf(pointer);

    /// <summary>Puts the caret of the text area on a line.</summary>
    private async Task Go(int line)
    {
        try
        {
            await Js.InvokeVoidAsync("hrcollab.line", Area, line);
        }
        catch (JSDisconnectedException)
        {
            // The page is gone.
        }
    }

    /// <summary>A finding at a line, as the browser's editor marks it.</summary>
    private sealed record Mark(int Line, string Severity, string Message);
}
