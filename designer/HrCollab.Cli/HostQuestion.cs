using HrCollab.Workspace.Publishing;

namespace HrCollab.Cli;

/// <summary>Asks a host in somebody's name, and says why it does not answer.</summary>
internal static class HostQuestion
{
    public static int Ask(HostAddress host, bool json, Report report, Func<RevisionClient, Task> ask) =>
        host.Ask(ask) is { } why ? ExportCommand.Refused(why, json, report) : 0;
}
