using System.Globalization;
using System.Text.Json.Nodes;
using HrCollab.Designer.Drafting;
using HrCollab.Designer.Parts.Examples;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace HrCollab.Designer.Editors.Workflows;

/// <summary>Choosing, adding, moving and removing steps: everything a drag does, a key does as well.</summary>
public sealed partial class WorkflowEditor
{
    private static readonly string[] Head = ["/title", "/form", "/responsibilities", "/visibleTo"];

    private ExampleCase? _example;

    /// <summary>The submission that was tried last; its way is shown until another case is chosen.</summary>
    private ExampleCase? _tried;
    private string? _selected;
    private string? _dragged;
    private string? _focus;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    /// <inheritdoc/>
    protected override bool Follows => true;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus is not { } place) return;
        _focus = null;
        try
        {
            await Js.InvokeVoidAsync("hrcollab.focus", place);
        }
        catch (JSDisconnectedException)
        {
            // The page is gone.
        }
    }

    private static string Number(decimal days) => days.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Invariant(decimal days) => days.ToString(CultureInfo.InvariantCulture);

    /// <summary>What was chosen last, or the step around the place that somebody asked to see.</summary>
    private string? Selected()
    {
        if (Studio.Target is { } target && target.Path == Draft.Path && StepEdits.Around(target.Pointer) is { } sought && Draft.At(sought) is not null) _selected = sought;
        return _selected is { } place && Draft.At(place) is not null ? place : null;
    }

    /// <summary>Opens a step and goes to its title; closing goes back to the card.</summary>
    private void Choose(string? place) => Choose(place, place is null ? _selected : place + T("/title/zh", "/title/en"));

    private void Choose(string? place, string? focus)
    {
        Studio.Arrive();
        (_selected, _focus) = (place, focus);
        StateHasChanged();
    }

    private void Drop((string List, int Index) to)
    {
        if (_dragged is not { } place) return;
        _dragged = null;
        Move(place, to.List, to.Index);
    }

    private void Move(string place, string list, int index)
    {
        var stands = place;
        Draft.Edit(root => stands = StepEdits.Move(root, place, list, index));
        Choose(stands, stands);
    }

    private void Act((string Act, string Place) asked)
    {
        var (list, index) = StepEdits.Split(asked.Place);
        var count = (Draft.At(list) as JsonArray)?.Count ?? 0;
        switch (asked.Act)
        {
            case "up" when index > 0:
                Shift(list, index, index - 1);
                break;
            case "down" when index < count - 1:
                Shift(list, index, index + 1);
                break;
            case "up" or "down":
                break;
            case "remove":
                Draft.Set(asked.Place, null);
                Choose(null, count > 1 ? $"{list}/{Math.Min(index, count - 2)}" : list);
                break;
            case "branch":
                Draft.Edit(root => StepEdits.AddBranch(root, asked.Place));
                Choose(asked.Place);
                break;
            default:
                var rows = (Studio.Read($"responsibilities/{Draft.TextAt("/responsibilities")}.responsibilities.json")?["rows"] as JsonArray ?? []).OfType<JsonObject>().ToList();
                Draft.Edit(root => StepEdits.Add(root, list, index, asked.Act, rows));
                Choose(asked.Place);
                break;
        }
    }

    private void Shift(string list, int from, int to)
    {
        Draft.Edit(root => JsonPlaces.Move((JsonArray)JsonPlaces.Find(root, list)!, from, to));
        Choose(_selected is null ? null : $"{list}/{to}", $"{list}/{to}");
    }
}
