using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Example;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Tests.Storage.Tools;
using Microsoft.Extensions.DependencyInjection;

namespace HrCollab.Functions.Tests.Projecting;

/// <summary>Whoever is named as a head is one as soon as their own record is there, in whatever order and by whichever process the two are seen.</summary>
public sealed class NamedBeforeTests : IDisposable
{
    private const string Newcomer = "E0098";
    private readonly string _folder = Directory.CreateTempSubdirectory("hrcollab-named-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("named restart made")]
    [InlineData("named restart made restart changed")]
    [InlineData("made restart named restart changed")]
    [InlineData("named made changed")]
    public async Task AHeadNamedBeforeTheirRecord_IsKnown_AndTheViewsAreWhatFollowsFromTheEvents(string order)
    {
        var host = await TestHost.Started(_folder, store: TestStore.Sqlite);
        try
        {
            foreach (var act in order.Split(' '))
            {
                switch (act)
                {
                    case "named":
                        await Named(host);
                        break;
                    case "made":
                        (await host.Post("E0001", "/api/records/person", Person())).Is(HttpStatusCode.Created);
                        break;
                    case "changed":
                        await Change(host, "person/" + Newcomer, new { contact = new { mobile = "13900000098" } });
                        break;
                    default:
                        await Projected(host);
                        await host.DisposeAsync();
                        host = await TestHost.Started(_folder, store: TestStore.Sqlite, seed: false);
                        break;
                }

                await Projected(host);
            }

            var preview = (await host.Post("E0007", "/api/forms/transfer/preflight", new { subject = "E0031", input = new { newDepartment = "rd9", effectiveDate = "2026-10-12" } })).Is(HttpStatusCode.OK).Text;
            Assert.Contains(Newcomer, preview, StringComparison.Ordinal);
        }
        finally
        {
            await Projected(host);
            await host.DisposeAsync();
        }

        var (code, said) = await Tool.Run(TestStore.Sqlite, _folder, host.Clock, "verify-views");
        Assert.True(code == 0 && said.Contains("are what follows from the events", StringComparison.Ordinal), said);
    }

    /// <summary>Somebody who is named and is nobody is no head, and a rebuild finds the same.</summary>
    [Fact]
    public async Task AHeadWhoseRecordNeverComes_IsNobody_AndARebuildFindsTheSame()
    {
        await using (var host = await TestHost.Started(_folder, store: TestStore.Sqlite))
        {
            await Named(host);
            await Projected(host);
            var preview = (await host.Post("E0007", "/api/forms/transfer/preflight", new { subject = "E0031", input = new { newDepartment = "rd9", effectiveDate = "2026-10-12" } })).Is(HttpStatusCode.OK).Text;
            Assert.DoesNotContain(Newcomer, preview, StringComparison.Ordinal);
        }

        var (code, said) = await Tool.Run(TestStore.Sqlite, _folder, TimeProvider.System, "verify-views");
        Assert.True(code == 0 && said.Contains("are what follows from the events", StringComparison.Ordinal), said);
    }

    /// <summary>As a company is brought in: departments before their people.</summary>
    private static async Task Named(TestHost host)
    {
        var department = new JsonObject
        {
            ["basic"] = new JsonObject { ["code"] = "rd9", ["name"] = "研发九部", ["parent"] = "beichen", ["kind"] = "business", ["location"] = "beijing" },
            ["duties"] = new JsonObject { ["head"] = Newcomer, ["hrbp"] = "E0003" },
            ["budget"] = new JsonObject { ["headcount"] = 16, ["costCentre"] = "CC-190" },
        };
        Assert.Equal(1, await host.Services.GetRequiredService<Seeding>().Seed([new ExampleRecord("department", department)], default));
    }

    private static async Task Projected(TestHost host)
    {
        var projector = host.Services.GetRequiredService<ProjectorSignal>();
        while (projector.Behind > 0) await projector.CaughtUp(default);
    }

    private static object Person() => new
    {
        identity = new { name = "陈试", idType = "516", idNumber = "H00000098", sex = "1", birthDate = "1995-03-15" },
        employment = new { employeeNo = Newcomer, department = "rd1", hireDate = "2026-09-01" },
    };

    private static async Task Change(TestHost host, string record, object change)
    {
        var read = (await host.Get("E0001", "/api/records/" + record)).Is(HttpStatusCode.OK);
        (await host.Patch("E0001", "/api/records/" + record, change, read.ETag)).Is(HttpStatusCode.OK);
    }
}
