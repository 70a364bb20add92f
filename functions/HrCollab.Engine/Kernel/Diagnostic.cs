using System.Text.Json.Serialization;

namespace HrCollab.Engine.Kernel;

/// <summary>How much a finding weighs: a set with an error is never activated.</summary>
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    Notice,

    /// <summary>Probably not meant; does not stop activation.</summary>
    Warning,

    /// <summary>Stops activation of the whole set.</summary>
    Error,
}

/// <summary>
/// One kind of message the product gives, with a stable code (HR-STD-012). Declared once as a static field in the slice it belongs to
/// and listed in DIAGNOSTICS.md.
/// </summary>
/// <param name="Code">Stable code, never reused.</param>
/// <param name="Severity">What it does to a definition set; data messages are errors unless said otherwise.</param>
/// <param name="Message">What was found, with numbered places for what the author wrote.</param>
/// <param name="Help">How to mend it.</param>
public sealed record DiagnosticCode(string Code, Severity Severity, Text Message, Text Help)
{
    /// <summary>True for an error that was not looked for from the beginning: files that made a set before keep doing so, and are only warned.</summary>
    public bool IsLater { get; init; }

    /// <summary>The finding at a place in a definition file.</summary>
    public Diagnostic At(DefinitionFile file, string pointer, params ReadOnlySpan<object?> arguments)
    {
        var (place, message) = (file.At(pointer), Message.With(arguments));
        if (file.Subsidiary is not { } subsidiary) return new(Code, Severity, place.File, place.Pointer, place.Line, message, Help.With(arguments));
        var inherited = SubsidiaryNames.OfPath(place.File) != subsidiary; // the author of that file needs to hear for whom it does not fit
        if (inherited) message = new Text("子公司“{0}”:{1}", "Subsidiary '{0}': {1}").With(subsidiary, message);
        return new(Code, Severity, place.File, place.Pointer, place.Line, message, Help.With(arguments)) { Inheriting = inherited ? subsidiary : null };
    }
}

/// <summary>A finding about a definition, written for its author.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Severity">Error, warning or notice.</param>
/// <param name="File">Path of the file within the definitions folder, with forward slashes.</param>
/// <param name="Path">JSON Pointer (RFC 6901) within the file.</param>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Message">What was found.</param>
/// <param name="Help">How to mend it.</param>
public sealed record Diagnostic(string Code, Severity Severity, string File, string Path, int Line, Text Message, Text Help)
{
    /// <summary>JSON of an item that mends it when it is added to the list at <see cref="Path"/>, such as the cells of a row for a gap; null when no such item can be told.</summary>
    [JsonIgnore]
    public string? Adds { get; init; }

    /// <summary>The subsidiary for which what the file says does not fit; null when it is found in the file itself.</summary>
    internal string? Inheriting { get; init; }
}
