using HrCollab.Engine.Expressions;

namespace HrCollab.Engine.Permissions;

/// <summary>The days of every month on which a role counts: from one of its working days to another, both included, with what is free between them.</summary>
public sealed class RoleWindow
{
    private readonly Workdays _workdays;

    internal RoleWindow(int first, int last, Workdays workdays) => (First, Last, _workdays) = (first, last, workdays);

    /// <summary>The working day of the month on which it opens, from 1.</summary>
    public int First { get; }

    /// <summary>The working day of the month after which it closes.</summary>
    public int Last { get; }

    /// <summary>Whether the role counts on a day. In a year that is not published nobody can tell, so it does not.</summary>
    public bool IsOpen(DateOnly day)
    {
        var count = 0;
        for (var at = new DateOnly(day.Year, day.Month, 1); at < day; at = at.AddDays(1))
        {
            if (_workdays.Is(at) is not { } worked) return false;
            if (worked) count++;
        }

        return _workdays.Is(day) is { } works && (works ? count + 1 >= First && count < Last : count >= First && count < Last);
    }

    /// <summary>In English, as traces name it.</summary>
    public override string ToString() => $"working days {First} to {Last} of the month";
}
