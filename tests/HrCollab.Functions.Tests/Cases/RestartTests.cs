using System.Net;
using HrCollab.Functions.Tests.Storage;

namespace HrCollab.Functions.Tests.Cases;

/// <summary>What a stop between two steps leaves behind.</summary>
public sealed class RestartTests
{
    [Theory]
    [EveryStore]
    public async Task S6_StoppedRightAfterAFinish_ExactlyOneNextTaskIsThereAfterTheRestart(TestStore store)
    {
        var folder = Directory.CreateTempSubdirectory("hrcollab-test-").FullName;
        try
        {
            string id;
            Answer approved;
            await using (var host = await TestHost.Started(folder, store: store))
            {
                var transfer = await Journey.Submitted(host, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
                id = transfer.Id;
                approved = (await transfer.Try("E0002", "release", "approve", new { comment = "同意", checks = Journey.Marks("handover", "date") }, "finish")).Is(HttpStatusCode.OK);
            }

            await using (var host = await TestHost.Started(folder, store: store))
            {
                var transfer = Journey.Of(host, id, "E0007");
                var task = await transfer.Task("receive");
                Assert.Equal(["receive"], await transfer.OpenSteps());
                var held = await TestHost.Eventually(async () => (await host.Get("E0008", "/api/tasks")).Items(), i => i.Count > 0);
                Assert.Equal(id, Assert.Single(held)!.Text("case"));
                Assert.Empty((await host.Get("E0002", "/api/tasks")).Items());

                // Repeating the finish that was answered gives the answer again and no second task.
                var repeated = (await host.Post("E0002", $"/api/cases/{id}/tasks/release-1/approve", new { comment = "同意", checks = Journey.Marks("handover", "date") }, "finish")).Is(HttpStatusCode.OK);
                Assert.Equal(approved.Text, repeated.Text);
                Assert.Equal(task.Text("id"), (await transfer.Task("receive")).Text("id"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
