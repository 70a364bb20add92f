using HrCollab.Designer.Drafting;
using HrCollab.Engine.Kernel;
using Microsoft.AspNetCore.Components;

namespace HrCollab.Designer.Shell;

/// <summary>A component that knows the session: who, in which language, and what is being worked on. It renders again when the work changes.</summary>
public abstract class DesignerComponent : ComponentBase, IDisposable
{
    /// <summary>The session.</summary>
    [Inject]
    public required Studio Studio { get; set; }

    /// <summary>The text in the reader's language.</summary>
    protected string T(string zh, string en) => Studio.Language == Language.English ? en : zh;

    /// <summary>The text in the reader's language.</summary>
    protected string T(Text text) => text.In(Studio.Language);

    /// <summary>True for a component that shows more than its own draft and so follows every change of the session.</summary>
    protected virtual bool Follows => false;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (Follows) Studio.Changed += Again;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of what it follows.</summary>
    protected virtual void Dispose(bool disposing) => Studio.Changed -= Again;

    private void Again() => _ = InvokeAsync(StateHasChanged);
}
