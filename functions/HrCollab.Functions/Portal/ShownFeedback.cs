using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Functions.Portal;

/// <summary>A feedback on a page.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Definition">What the definition was called.</param>
/// <param name="Element">What the element was called; null for the definition as a whole.</param>
/// <param name="Said">What was said.</param>
/// <param name="At">When.</param>
/// <param name="Days">Full days it is open, or was.</param>
/// <param name="Department">Name of the department it comes from.</param>
/// <param name="Answer">What answered it; null while it is open.</param>
public sealed record ShownFeedback(string Id, Text Definition, Text? Element, string Said, DateTimeOffset At, int Days, string Department, ShownAnswer? Answer)
{
    /// <summary>How long it is open, or what became of it and after how long.</summary>
    public Text Age => (Answer is null, Days) switch
    {
        (true, 0) => new("未处理,已等待不到 1 天", "open for less than a day"),
        (true, 1) => new("未处理,已等待 1 天", "open for 1 day"),
        (true, _) => new($"未处理,已等待 {Days} 天", $"open for {Days} days"),
        (_, 0) => new("已回应,用时不到 1 天", "answered in less than a day"),
        (_, 1) => new("已回应,用时 1 天", "answered after 1 day"),
        _ => new($"已回应,用时 {Days} 天", $"answered after {Days} days"),
    };

    /// <summary>What it is about.</summary>
    public Text About => Element is { } element ? new Text($"{Definition.Zh} › {element.Zh}", $"{Definition.En} › {element.En}") : Definition;
}

/// <summary>What answered a feedback.</summary>
/// <param name="At">Since when it holds.</param>
/// <param name="Revision">The revision.</param>
/// <param name="Commit">The git commit; null when nobody said.</param>
/// <param name="Changes">What was changed, a sentence each.</param>
/// <param name="Seen">True once the author took note of it.</param>
public sealed record ShownAnswer(DateTimeOffset At, string Revision, string? Commit, ImmutableArray<Text> Changes, bool Seen);

/// <summary>A line of the monthly report.</summary>
/// <param name="Name">Name of the department.</param>
/// <param name="Given">How many were given in the month.</param>
/// <param name="Answered">How many were answered in the month.</param>
/// <param name="OldestDays">Full days the oldest open one waits.</param>
/// <param name="AverageDays">Full days they wait on average.</param>
/// <param name="Open">Those that are open.</param>
public sealed record ShownDepartment(string Name, int Given, int Answered, int OldestDays, int AverageDays, ImmutableArray<ShownFeedback> Open);
