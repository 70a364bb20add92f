using System.Net;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>X22: where the folder only begins an empty store, no package brings other definitions past those who publish and approve, an older one least of all.</summary>
public sealed class FirstFolderTests : IDisposable
{
    private static readonly string[] First = ["--Definitions:Folder", "first"];
    private readonly string _folder = Directory.CreateTempSubdirectory("hrcollab-first-").FullName;
    private readonly OwnDefinitions _older = new();
    private readonly OwnDefinitions _newer = new OwnDefinitions().With("forms/transfer.form.json", "调岗申请", "岗位调动申请");

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _older.Dispose();
        _newer.Dispose();
    }

    [Fact]
    public async Task X22_AnEmptyStore_BeginsWithTheFolder_AndNoOtherPackageChangesWhatDecides()
    {
        string began;
        await using (var host = await TestHost.Started(_folder, definitions: _older.Folder, settings: First)) (began, _) = await Ready(host);
        await using (var host = await TestHost.Started(_folder, definitions: _newer.Folder, settings: First)) Assert.Equal((began, "published"), await Ready(host));
        await using (var host = await TestHost.Started(_folder, definitions: _newer.Folder))
        {
            var (taken, state) = await Ready(host); // without the setting a folder that has changed wins
            Assert.NotEqual(began, taken);
            Assert.Equal("none", state);
            began = taken;
        }

        // An instance of the older package starts again in the middle of a rollout.
        await using (var host = await TestHost.Started(_folder, definitions: _older.Folder, settings: First)) Assert.Equal((began, "published"), await Ready(host));
    }

    [Fact]
    public async Task AnotherWord_StartsNoHost() =>
        Assert.Contains("Definitions:Folder must be wins or first.", (await Assert.ThrowsAsync<InvalidOperationException>(() => TestHost.Started(_folder, settings: ["--Definitions:Folder", "newest"]))).Message, StringComparison.Ordinal);

    private static async Task<(string Revision, string State)> Ready(TestHost host)
    {
        var ready = (await host.Send(null, HttpMethod.Get, "/api/ready", null)).Is(HttpStatusCode.OK).Json;
        return (ready.Text("revision"), ready["drift"]!.Text("state"));
    }
}
