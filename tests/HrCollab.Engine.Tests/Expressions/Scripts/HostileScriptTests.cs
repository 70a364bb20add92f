using System.Diagnostics;
using System.Text.Json;
using HrCollab.Engine.Expressions.Scripts;
using HrCollab.Engine.Kernel;
using HrCollab.Tests;
using Xunit.Abstractions;
using ValueType = HrCollab.Engine.Expressions.ValueType;

namespace HrCollab.Engine.Tests.Expressions.Scripts;

/// <summary>Runs alone, because it measures the memory of the process.</summary>
[CollectionDefinition(nameof(HostileScriptTests), DisableParallelization = true)]
public sealed class AloneCollection;

/// <summary>A script that means harm ends, says so as a value, and leaves nothing behind.</summary>
[Collection(nameof(HostileScriptTests))]
public sealed class HostileScriptTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    /// <summary>The whole list twice; what the first round leaves (pools of the runtime, code) is not left again.</summary>
    [Fact]
    public void EveryHostileScript_EndsWithAValueOrCannotTell_AndAGoodOneWorksRightAfter()
    {
        Assert.True(HostileScripts.All.Count >= 60);
        AssertGoodWorks();
        RunAll();
        var before = Memory();
        RunAll();
        var after = Memory();
        output.WriteLine($"{before / 1e6:F1} MB -> {after / 1e6:F1} MB");
        Assert.InRange(after, 0, before * 1.2);
    }

    /// <summary>Scripts that hold every thread keep no definitions from being compiled.</summary>
    [Fact]
    public async Task Compiling_WaitsForNoScriptThatRuns()
    {
        const int Held = 8;
        var begun = 0;
        using var release = new ManualResetEventSlim();
        var held = Enumerable.Range(0, Held).Select(_ => Task.Factory.StartNew(
            () => ScriptPool.Shared.Run(_ =>
            {
                Interlocked.Increment(ref begun);
                release.Wait();
            }),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToList();
        SpinWait.SpinUntil(() => Volatile.Read(ref begun) + ScriptPool.Shared.Waiting >= Held);
        Assert.NotNull(ScriptCompiler.Compile("1 + 1", ValueType.Integer, new HashSet<string>(), TimeZoneInfo.Utc, null, (code, _) => Assert.Fail(code.Code)));
        release.Set();
        await Task.WhenAll(held);
        AssertGoodWorks();
    }

    private void RunAll()
    {
        var late = new List<string>();
        foreach (var (name, source) in HostileScripts.All)
        {
            var started = Stopwatch.GetTimestamp();
            var said = Outcome(source);
            var took = Stopwatch.GetElapsedTime(started);
            output.WriteLine($"{took.TotalMilliseconds,7:F0} ms {name}: {said}");
            if (took > Bound) late.Add(name);
            AssertGoodWorks();
        }

        Assert.Empty(late);
    }

    [Theory]
    [InlineData("loop-for", "HR-SCR-102")]
    [InlineData("recursion-plain", "HR-SCR-105")]
    [InlineData("text-repeat", "HR-SCR-104")]
    [InlineData("text-repeat-hidden", "HR-SCR-104")]
    [InlineData("text-join", "HR-SCR-104")]
    [InlineData("text-doubling", "HR-SCR-104")]
    [InlineData("nested-doubled", "HR-SCR-104")]
    [InlineData("array-length", "HR-SCR-104")]
    [InlineData("regex-backtracking", "HR-SCR-103")]
    [InlineData("array-sparse-sort", "HR-SCR-103")]
    [InlineData("escape-function-hidden", "HR-SCR-101")]
    [InlineData("chance-random-hidden", "HR-SCR-101")]
    [InlineData("write-input", "HR-SCR-101")]
    [InlineData("write-input-deep", "HR-SCR-101")]
    [InlineData("write-money", "HR-SCR-101")]
    [InlineData("result-object", "HR-SCR-106")]
    [InlineData("escape-clr", "HR-SCR-004")]
    [InlineData("escape-global", "HR-SCR-004")]
    [InlineData("escape-this", "HR-SCR-005")]
    [InlineData("typed-buffer", "HR-SCR-004")]
    [InlineData("bigint-power", "HR-SCR-005")]
    [InlineData("text-template-long", "HR-SCR-008")]
    [InlineData("syntax-broken", "HR-SCR-003")]
    public void Harm_IsNamed(string name, string code) => Assert.StartsWith(code, Outcome(HostileScripts.All.Single(s => s.Name == name).Source));

    private static string Outcome(string source)
    {
        var said = "";
        var script = ScriptCompiler.Compile(source, ValueType.Text, new HashSet<string>(), TimeZoneInfo.Utc, null, (code, arguments) => said += $"{code.Code} {code.Message.With(arguments).En} ");
        if (script is null) return said;
        using var input = JsonDocument.Parse("""{ "employment": { "level": 3 } }""");
        return script.Evaluate(ScriptInputs.Of(input.RootElement), DateTimeOffset.UnixEpoch) switch
        {
            ScriptOutcome.Value value => value.Result.ToString() is { Length: > 20 } text ? $"{text.Length} characters" : $"value {value.Result}",
            ScriptOutcome.CannotTell cannot => $"{cannot.Reason.Code} {cannot.Detail}",
            var other => throw new InvalidOperationException($"{other}"),
        };
    }

    private static void AssertGoodWorks()
    {
        var script = ScriptCompiler.Compile("money.add('0.10', '0.20')", ValueType.Decimal, new HashSet<string>(), TimeZoneInfo.Utc, null, (code, _) => Assert.Fail(code.Code))!;
        using var input = JsonDocument.Parse("{}");
        Assert.Equal(new ScriptOutcome.Value(HrCollab.Engine.Expressions.FieldValue.Of(ValueType.Decimal, 0.30m)), script.Evaluate(ScriptInputs.Of(input.RootElement), DateTimeOffset.UnixEpoch));
    }

    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
