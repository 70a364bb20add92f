using System.Net;
using System.Runtime.CompilerServices;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Publishing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>B.3: a set that was compiled for a question is gone when the question is answered, but for the few that are kept on purpose while somebody goes on asking.</summary>
public sealed class AskedSetsTests(ITestOutputHelper output)
{
    private const string Transfer = "workflows/transfer.workflow.json";
    private const int Times = 6;

    /// <summary>The active set and those that <see cref="CompiledSets"/> keeps for who asks once more.</summary>
    private const int Most = 1 + CompiledSets.Kept;

    /// <summary>Of every set that was compiled: itself, and what of it could be held without it.</summary>
    private readonly List<WeakReference[]> _made = [];
    private readonly Lock _gate = new();

    [Fact]
    public async Task GoodQuestionsAndChecks_LeaveNoSetBehind()
    {
        var clock = new FakeTimeProvider();
        using var compiled = new CompiledSets(Noted, clock);
        await using var host = await TestHost.Started(configure: s => s.Replace(ServiceDescriptor.Singleton(compiled)));
        var text = await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, Transfer));
        var asked = 0;
        foreach (var (kind, ask) in new (string, Func<object[], int, Task<Answer>>)[]
        {
            ("try with files", (files, i) => host.Post("E0002", "/api/definitions/try", new { kind = "forms", id = "transfer", files, input = new { subject = $"E00{26 + i}", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } } })),
            ("an expression with files", (files, i) => host.Post("E0003", "/api/definitions/try", new { kind = "expressions", files, expression = $"person.contract.termMonths >= {i}", subject = "person", input = new { contract = new { termMonths = 24 } } })),
            ("check", (files, _) => host.Post("E0003", "/api/definitions/check", new { files })),
        })
        {
            for (var i = 0; i < Times; i++)
            {
                object[] files = [new { path = Transfer, text = text.Replace("\"deadline\": \"15 wd\"", $"\"deadline\": \"{20 + asked++} wd\"", StringComparison.Ordinal) }];
                (await ask(files, i)).Is(HttpStatusCode.OK);
            }

            var alive = Alive();
            output.WriteLine($"{kind}: {alive} of {_made.Count}");
            Assert.True(alive <= Most, $"After {kind}: {alive} of {_made.Count} sets can still be reached.");
        }

        Assert.True(_made.Count > 3 * Times, $"Only {_made.Count} sets were compiled.");
        clock.Advance(CompiledSets.Held);
        Assert.Equal(1, Alive()); // what decides
        GC.KeepAlive(compiled);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private CompileResult Noted(IEnumerable<DefinitionFile> files, bool proven)
    {
        var result = DefinitionCompiler.Compile(files, proven);
        if (result.Set is not { } set) return result;
        lock (_gate) _made.Add([new WeakReference(set), new WeakReference(set.Find<Standard>("person")), new WeakReference(set.Find<Workflow>("transfer")), new WeakReference(set.Find<PermissionMatrix>("person"))]);
        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Alive()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        lock (_gate) return _made.Count(m => m.Any(p => p.IsAlive));
    }
}
