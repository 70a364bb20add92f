using System.Net;

namespace HrCollab.Functions.Tests.Cases;

/// <summary>Who reads what was given as evidence.</summary>
public sealed class EvidenceSightTests
{
    private const string Said = "因团队氛围离开,请勿外传";

    [Fact]
    public async Task S15_NotesOfAnExitInterview_AreReadByWhoTookThem_AndThoseWhoAnswerForSuchCases()
    {
        await using var host = await TestHost.Started();
        var leaving = await Journey.Submitted(host, "E0046", "offboarding", new { subject = "E0046", input = new { lastWorkingDay = "2026-10-16", leaveReason = "resignation", receiver = "E0047" } });
        await leaving.Approve("manager");
        var interviewer = (await leaving.Task("interview")).Text("owner");
        await leaving.Complete("interview", $"notes={Said}", "duties");
        await leaving.Complete("handover-list", "documents=三份合同在柜子里", "openWork", "systems", "property");
        foreach (var reader in new[] { interviewer, "E0006", "E0001" }) Assert.Contains(Said, await Trace(host, reader, leaving), StringComparison.Ordinal);
        foreach (var other in new[] { "E0046", "E0047", "E0009" })
        {
            var trace = await Trace(host, other, leaving);
            Assert.DoesNotContain(Said, trace, StringComparison.Ordinal);
            Assert.Contains("三份合同在柜子里", trace, StringComparison.Ordinal); // the list is for those who take over
            Assert.DoesNotContain(Said, (await host.Get(other, $"/api/cases/{leaving.Id}")).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
            Assert.DoesNotContain(Said, (await host.Get(other, "/api/tasks")).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
            for (var version = 1; version <= 4; version++)
                Assert.DoesNotContain(Said, (await host.Get(other, $"/api/decisions/{leaving.Id}.{version}")).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task S15_EvidenceThatTheMatrixShowsToTheCase_IsReadByEverybodyInIt()
    {
        using var definitions = new OwnDefinitions().With(
            "responsibilities/offboarding.responsibilities.json", "\"en\": \"Notes of the talk\" }, \"evidence\": \"text\"", "\"en\": \"Notes of the talk\" }, \"evidence\": \"text\", \"seenBy\": \"case\"");
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        var leaving = await Journey.Submitted(host, "E0046", "offboarding", new { subject = "E0046", input = new { lastWorkingDay = "2026-10-16", leaveReason = "resignation", receiver = "E0047" } });
        await leaving.Approve("manager");
        await leaving.Complete("interview", $"notes={Said}", "duties");
        Assert.Contains(Said, await Trace(host, "E0009", leaving), StringComparison.Ordinal);
    }

    private static async Task<string> Trace(TestHost host, string person, Journey journey)
    {
        var trace = (await host.Get(person, $"/api/cases/{journey.Id}/trace")).Is(HttpStatusCode.OK).Json;
        return trace.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
