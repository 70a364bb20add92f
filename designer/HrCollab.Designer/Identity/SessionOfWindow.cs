using HrCollab.Components.SignIn;
using HrCollab.Designer.Drafting;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace HrCollab.Designer.Identity;

/// <summary>
/// Holds an open window to the session it began with: a connection outlives the request that was allowed. After signing out, in whichever window, or when the session
/// has come to its end, nothing the window asks for is done any more, and it says so.
/// </summary>
internal sealed class SessionOfWindow(Studio studio, AuthenticationStateProvider who, EndedSessions ended, SignInSettings settings, TimeProvider time) : CircuitHandler
{
    private SignedInSession? _session;
    private DateTimeOffset _used = time.GetUtcNow();

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _session = SignedInSession.Of((await who.GetAuthenticationStateAsync()).User);
        ended.Ended += Hear;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        ended.Ended -= Hear;
        return Task.CompletedTask;
    }

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async context =>
    {
        var now = time.GetUtcNow();
        if (studio.IsOver || _session is not { } session || now - _used >= settings.Idle || !await session.GoesOn(now, settings.Longest, ended, CancellationToken.None))
        {
            studio.End();
            return;
        }

        _used = now;
        await next(context);
    };

    private void Hear(string session)
    {
        if (session == _session?.Id) studio.End();
    }
}
