using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.CodeLists;

/// <summary>One value of a code list.</summary>
/// <param name="Code">As data holds it.</param>
/// <param name="Title">Its label.</param>
/// <param name="Parent">The code it belongs under, or null.</param>
/// <param name="From">First day it may be used, or null.</param>
/// <param name="To">Last day it may be used, or null.</param>
public sealed record CodeValue(string Code, Text Title, string? Parent = null, DateOnly? From = null, DateOnly? To = null)
{
    /// <summary>Whether the value may be used on that day.</summary>
    public bool IsValid(DateOnly on) => !(on < From) && !(on > To);
}

/// <summary>How well the content of a list is known.</summary>
public enum CodeListStatus
{
    /// <summary>Independent sources agree.</summary>
    Corroborated,

    /// <summary>From one source.</summary>
    SingleSource,

    /// <summary>Not checked.</summary>
    Unverified,

    /// <summary>The company decides it; there is nothing to check it against.</summary>
    Company,
}
