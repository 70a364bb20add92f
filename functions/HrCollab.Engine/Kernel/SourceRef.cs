namespace HrCollab.Engine.Kernel;

/// <summary>The place in the definitions that decided something.</summary>
/// <param name="File">Path within the definitions folder.</param>
/// <param name="Pointer">JSON Pointer (RFC 6901).</param>
/// <param name="Line">Line in the file, from 1.</param>
public sealed record SourceRef(string File, string Pointer, int Line)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}";
}
