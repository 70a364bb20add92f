using HrCollab.Benchmarks.Import;
using HrCollab.Benchmarks.Load;

// dotnet run -c Release --project tests/HrCollab.Benchmarks -- <verb> [options]
return args switch
{
    ["load", .. var rest] => await SubmissionLoad.Run(rest),
    ["import", var file] => await ImportRunner.Run(file, "employees"),
    ["import", var file, var exchange] => await ImportRunner.Run(file, exchange),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("load [seconds] [clients]   submissions over loopback beside a null handler and a bare group commit");
    Console.Error.WriteLine("import <file> [exchange]    a file (csv, ndjson, gzip or not) through the real program; exchange employees by default");
    return 1;
}
