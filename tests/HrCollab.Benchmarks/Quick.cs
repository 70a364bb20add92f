using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace HrCollab.Benchmarks;

/// <summary>Few and short iterations within this process: ratios within one run are what counts.</summary>
public sealed class Quick : ManualConfig
{
    /// <summary>The configuration.</summary>
    public Quick() => AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)).AddDiagnoser(MemoryDiagnoser.Default);
}
