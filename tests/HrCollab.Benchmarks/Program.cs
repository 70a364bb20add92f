using HrCollab.Benchmarks.Load;

// dotnet run -c Release --project tests/HrCollab.Benchmarks -- <verb> [options]
return args switch
{
    ["load", .. var rest] => await SubmissionLoad.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("load [seconds] [clients]   submissions over loopback beside a null handler and a bare group commit");
    return 1;
}
