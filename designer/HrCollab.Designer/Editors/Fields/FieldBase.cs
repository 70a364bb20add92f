using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Words;
using Microsoft.AspNetCore.Components;

namespace HrCollab.Designer.Editors.Fields;

/// <summary>One member of a definition as a labelled field: its place is the element's id, and what the engine says about it stands below.</summary>
public abstract class FieldBase : EditorBase
{
    /// <summary>JSON Pointer of the member.</summary>
    [Parameter]
    [EditorRequired]
    public required string Pointer { get; set; }

    /// <summary>What people call it; the word of the workspace when absent.</summary>
    [Parameter]
    public Text? Label { get; set; }

    /// <summary>One line on what it is for; that of <see cref="MemberHelp"/> when absent.</summary>
    [Parameter]
    public Text? Help { get; set; }

    /// <summary>True when the member may not be taken away: an emptied field stays as an empty text.</summary>
    [Parameter]
    public bool Required { get; set; }

    /// <summary>True in a grid, where the column's head is the visible label.</summary>
    [Parameter]
    public bool Bare { get; set; }

    /// <summary>Id of the element that takes the focus.</summary>
    protected string Id => IdOf(Pointer);

    /// <summary>Name of the member.</summary>
    protected string Member => Pointer[(Pointer.LastIndexOf('/') + 1)..];

    /// <summary>The label in the reader's language.</summary>
    protected string Name => T(Label ?? MemberWords.Label(Draft.Suffix, Member));

    /// <summary>The help in the reader's language, or null.</summary>
    protected string? HelpText => (Help ?? MemberHelp.Of(Draft.Suffix, Member))?.In(Studio.Language);

    /// <summary>True when the engine refuses what stands here.</summary>
    protected bool IsWrong => Draft.FindingsAt(Pointer).Any(f => f.Severity == Severity.Error);

    /// <summary>The id of the element of a pointer.</summary>
    public static string IdOf(string pointer) => "at" + pointer.Replace('/', '-').Replace('~', '.');

    /// <summary>Puts a text in the member; an empty one takes it away unless it is required.</summary>
    protected void Put(string? text) => Draft.Set(Pointer, string.IsNullOrEmpty(text) && !Required ? null : JsonValue.Create(text ?? ""));
}
