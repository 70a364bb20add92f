using BenchmarkDotNet.Running;
using HrCollab.Benchmarks;
using HrCollab.Benchmarks.Import;
using HrCollab.Benchmarks.Load;
using HrCollab.Benchmarks.Rules;
using HrCollab.Benchmarks.Scale;
using HrCollab.Benchmarks.Side;

// dotnet run -c Release --project tests/HrCollab.Benchmarks -- <verb> [options]
return args switch
{
    ["load", .. var rest] => await SubmissionLoad.Run(rest),
    ["replay", .. var rest] => await ReplayLoad.Run(rest),
    ["bench", .. var rest] => Benchmarks(rest),
    ["side", .. var rest] => await SideBySide.Run(rest),
    ["first"] => Ready.First(),
    ["import", var file, .. var rest] when rest.Where(r => r != "--assert").ToArray() is { Length: <= 1 } exchange =>
        await ImportRunner.Run(file, exchange is [var id] ? id : "employees", rest.Contains("--assert", StringComparer.Ordinal)),
    ["scale", .. var rest] => ScaleModel.Run(rest),
    _ => Usage(),
};

static int Benchmarks(string[] options)
{
    var baseline = Baseline.Of(ref options);
    foreach (var summary in BenchmarkSwitcher.FromAssembly(typeof(RulesBenchmarks).Assembly).Run(options)) baseline.Compare(summary);
    return baseline.Done();
}

static int Usage()
{
    Console.Error.WriteLine("load [seconds] [clients]   submissions over loopback beside a null handler and a bare group commit");
    Console.Error.WriteLine("replay [submissions]       a candidate over recorded submissions, 100,000 by default: per second, the longest page, memory, K as it must be");
    Console.Error.WriteLine("bench [--filter *Rules*]   benchmarks beside a hand-written limit and the stock package, in the same run");
    Console.Error.WriteLine("side [P1 P2 ...] [--no-node]  the same and what npm has, in turns of milliseconds: ratios that hold on a busy machine too");
    Console.Error.WriteLine("                           all print each ratio beside the one in baseline.json and end with 3 when it is worse; --update writes it anew");
    Console.Error.WriteLine("import <file> [exchange] [--assert]   a file (csv, ndjson, gzip or not) through the real program; exchange employees by default;");
    Console.Error.WriteLine("                           --assert ends with 3 below 20,000 rows/s or above 400 MB");
    Console.Error.WriteLine("scale [employees] [factor]  what a company costs on Cosmos DB: documents, request units, partitions");
    return 1;
}
