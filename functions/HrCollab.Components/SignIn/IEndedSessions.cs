namespace HrCollab.Components.SignIn;

/// <summary>Sessions that somebody has ended by signing out: a cookie that was copied before is worth nothing after.</summary>
public interface IEndedSessions
{
    /// <summary>Ends a session for good.</summary>
    ValueTask End(string session, CancellationToken cancel);

    /// <summary>True when the session has been ended.</summary>
    ValueTask<bool> IsEnded(string session, CancellationToken cancel);
}
