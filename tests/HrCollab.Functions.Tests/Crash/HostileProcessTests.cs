namespace HrCollab.Functions.Tests.Crash;

/// <summary>Everything hostile at one process of its own, which survives: after each thing health answers within a second and a good rule is still judged.</summary>
public sealed class HostileProcessTests
{
    [Fact]
    public async Task HostileScriptsExpressionsSchemasAndTables_LeaveTheProcessAlive()
    {
        var folder = Directory.CreateTempSubdirectory("hrcollab-hostile-").FullName;
        using var process = await HostProcess.Started(folder);
        using var http = new HttpClient { BaseAddress = process.Address, Timeout = TestHost.Patience };
        await HostileQuestions.SignIn(http);
        var asked = 0;
        foreach (var question in HostileQuestions.All)
        {
            await HostileQuestions.Ask(http, question);
            await HostileQuestions.Healthy(http);
            asked++;
        }

        Assert.True(asked >= HostileQuestions.Least.Values.Sum(), $"{asked} asked");
    }

    [Fact]
    public void EveryKind_HasItsNumber() =>
        Assert.All(HostileQuestions.Least, l => Assert.True(HostileQuestions.All.Count(q => (string?)q["kind"] == l.Key) >= l.Value, l.Key));
}
