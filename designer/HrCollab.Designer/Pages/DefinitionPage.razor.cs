using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Designer.Drafting;
using HrCollab.Designer.Identity;
using HrCollab.Engine;
using HrCollab.Engine.Kernel;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HrCollab.Designer.Pages;

/// <summary>One definition: its editor, its source, its cases and its history.</summary>
public sealed partial class DefinitionPage
{
    private static readonly (string View, Text Title)[] Views =
    [
        ("editor", new Text("编辑", "Edit")), ("source", new Text("源文本", "Source")), ("cases", new Text("用例", "Cases")), ("history", new Text("历史", "History")),
    ];

    private DefinitionDraft? _draft;
    private DefinitionDraft? _shown;
    private Dictionary<string, string>? _unsent;
    private Dictionary<string, string> _homeless = [];
    private Text? _notRemoved;
    private int _focused;
    private string? _asked;
    private (string? Path, string? At) _sought;

    /// <summary>The kind's folder; null for the manifest.</summary>
    [Parameter]
    public string? Folder { get; set; }

    /// <summary>The id.</summary>
    [Parameter]
    public string? Id { get; set; }

    /// <summary>editor, source, cases or history.</summary>
    [Parameter]
    [SupplyParameterFromQuery(Name = "view")]
    public string? View { get; set; }

    /// <summary>The place to focus.</summary>
    [Parameter]
    [SupplyParameterFromQuery(Name = "at")]
    public string? At { get; set; }

    [Inject]
    internal HostAnswers Host { get; set; } = null!;

    /// <inheritdoc/>
    protected override bool Follows => true;

    /// <summary>A file that could not be read when it was opened has nothing an editor could show.</summary>
    private string View_ => Views.Any(v => v.View == View && v.View != "editor") ? View! : _draft is { Root: null } ? "source" : "editor";

    private string Title
    {
        get
        {
            var title = _draft!.Kind is null ? new Text("公司与负责人", "Company and owners") : new Text(_draft.TextAt("/title/zh"), _draft.TextAt("/title/en"));
            if (T(title) is { Length: > 0 } text) return text;
            var inherited = HrCollab.Designer.Editors.Subsidiaries.Inherited.At(Studio, _draft, "/title");
            return T(JsonPlaces.TextAt(inherited, "/zh"), JsonPlaces.TextAt(inherited, "/en")) is { Length: > 0 } group ? $"{group} @ {SubsidiaryNames.OfPath(_draft.Path)}" : Id ?? "";
        }
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var before = _draft;
        Find();
        if (_draft != before) await Studio.Listen(Host);
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_draft is null) return;
        if (View is null or "editor" && View_ == "source") Navigation_.NavigateTo(Address("source"), replace: true); // the view stays while the text is being mended
        try
        {
            if (_asked != _draft.Path)
            {
                _asked = _draft.Path;
                var kept = JsonSerializer.Deserialize<Dictionary<string, string>>(await Js.InvokeAsync<string>("hrcollab.unsent")) ?? [];
                var newer = kept.Where(k => (k.Key.Length == 0 ? _draft.Text : _draft.TextAt(k.Key)) != k.Value).ToDictionary();
                _unsent = newer.Count > 0 ? newer : null;
                // Something may have been typed since this was asked: only what was read is forgotten.
                if (_unsent is not null) StateHasChanged();
                else if (kept.Count > 0) await Js.InvokeVoidAsync("hrcollab.forget", JsonSerializer.Serialize(kept));
            }

            // By an address, by a finding that was clicked, or because it was just added.
            if (Studio.Target is { } target && target.Path == _shown!.Path && Studio.Sought != _focused && View_ is "editor" or "cases")
            {
                _focused = Studio.Sought;
                await Js.InvokeVoidAsync("hrcollab.focus", Studio.Target!.Value.Pointer);
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is gone.
        }
    }

    /// <summary>Opens what the address says; again when the session read its draft anew.</summary>
    private void Find()
    {
        var path = Folder is null ? Manifest.Path : DefinitionKinds.Find(Folder) is { } kind && kind.Folder == Folder && Id is not null ? kind.PathOf(Id) : null;
        _draft = path is not null && Studio.Has(path) ? Studio.Open(path) : null;
        _shown = _draft is not null && View_ == "cases" ? Studio.Open(_draft.Path[..^".json".Length] + ".cases.json") : _draft;
        if (_shown is null || _sought == (_shown.Path, At)) return;
        _sought = (_shown.Path, At);
        if (At is null) _focused = Studio.Sought; // what was asked for on another page is no wish of this one
        else if (Studio.Target != (_shown.Path, At)) Studio.Seek(_shown.Path, At);
    }

    /// <inheritdoc/>
    protected override bool ShouldRender()
    {
        Find();
        return true;
    }

    private string Address(string view) => (Folder is null ? "/manifest" : $"/{Folder}/{Id}") + (view == "editor" ? "" : $"?view={view}");

    /// <summary>Puts back what was typed: the whole text, or field by field. What has no place any more is shown, so that it can be copied.</summary>
    private async Task Restore()
    {
        _homeless = (_unsent ?? []).Where(typed => !Restored(typed.Key, typed.Value)).ToDictionary();
        await Forget();
    }

    private bool Restored(string pointer, string value)
    {
        if (pointer.Length == 0)
        {
            _draft!.Replace(value);
            return true;
        }

        if (!_draft!.IsReadable || !HasRoom(pointer)) return false;
        try
        {
            if (_draft.Retyped?.Invoke(pointer, value) == true) return true;
            if (_draft.At(pointer) is JsonObject or JsonArray) return false;
            _draft.Set(pointer, JsonValue.Create(value));
            return true;
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return false; // the row or the list it stood in is gone
        }
    }

    /// <summary>False when the row it stood in would have to be made up: members that are missing are added, rows are not.</summary>
    private bool HasRoom(string pointer)
    {
        var missing = 0;
        for (var at = pointer; at.Length > 0 && _draft!.At(at) is null; at = at[..at.LastIndexOf('/')]) missing++;
        return pointer.Split('/').TakeLast(missing).Skip(1).All(token => !token.All(char.IsAsciiDigit));
    }

    private async Task Remove()
    {
        var (kind, path) = (_draft!.Kind!, _draft.Path);
        _notRemoved = await Studio.Remove(path);
        if (_notRemoved is null) Navigation_.NavigateTo("/" + kind.Folder);
    }

    private async Task Forget()
    {
        _unsent = null;
        await Js.InvokeVoidAsync("hrcollab.forget");
    }
}
