using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Publishing;

namespace HrCollab.Cli;

/// <summary>Asks a host in somebody's name, and says why it does not answer.</summary>
internal static class HostQuestion
{
    public static int Ask(HostAddress host, bool json, Report report, Func<RevisionClient, Task> ask)
    {
        if (!Uri.TryCreate(host.Url, UriKind.Absolute, out var address)) return Refused($"'{host.Url}' is no address.", json, report);
        using var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };
        try
        {
            var token = host.Token ?? Environment.GetEnvironmentVariable("HRCOLLAB_TOKEN") ?? (host.Person is { } person ? RevisionClient.DevelopmentToken(http, person).GetAwaiter().GetResult() : null);
            ask(new RevisionClient(http, token ?? "")).GetAwaiter().GetResult();
            return 0;
        }
        catch (HttpRequestException e)
        {
            return Refused(e.Message, json, report);
        }
    }

    private static int Refused(string why, bool json, Report report)
    {
        if (json) report.Json(new JsonObject { ["why"] = why });
        else report.Line(new Text("主机没有回答:{0}", "The host did not answer: {0}").With(why));
        return 1;
    }
}
