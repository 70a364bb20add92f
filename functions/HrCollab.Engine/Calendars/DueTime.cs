namespace HrCollab.Engine.Calendars;

/// <summary>When something is due, or why that cannot be said yet.</summary>
public abstract record DueTime
{
    private DueTime()
    {
    }

    /// <summary>The instant, or null while it is pending.</summary>
    public DateTimeOffset? Instant => (this as At)?.Time;

    /// <summary>Due at that instant, with the offset of the asked time zone.</summary>
    public sealed record At(DateTimeOffset Time) : DueTime;

    /// <summary>No calendar is published for that year (or it is out of reach): the due time is decided when it is.</summary>
    public sealed record Pending(int Year) : DueTime;
}
