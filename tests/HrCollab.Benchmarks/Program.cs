using BenchmarkDotNet.Running;
using HrCollab.Benchmarks.Import;
using HrCollab.Benchmarks.Load;
using HrCollab.Benchmarks.Rules;

// dotnet run -c Release --project tests/HrCollab.Benchmarks -- <verb> [options]
return args switch
{
    ["load", .. var rest] => await SubmissionLoad.Run(rest),
    ["bench", .. var rest] => Benchmarks(rest),
    ["import", var file] => await ImportRunner.Run(file, "employees"),
    ["import", var file, var exchange] => await ImportRunner.Run(file, exchange),
    _ => Usage(),
};

static int Benchmarks(string[] options)
{
    BenchmarkSwitcher.FromAssembly(typeof(RulesBenchmarks).Assembly).Run(options);
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("load [seconds] [clients]   submissions over loopback beside a null handler and a bare group commit");
    Console.Error.WriteLine("bench [--filter *Rules*]   benchmarks beside a hand-written limit and the stock package, in the same run");
    Console.Error.WriteLine("import <file> [exchange]    a file (csv, ndjson, gzip or not) through the real program; exchange employees by default");
    return 1;
}
