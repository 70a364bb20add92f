using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using HrCollab.Benchmarks.Import;

namespace HrCollab.Benchmarks.Load;

/// <summary>
/// X1 at size: as many recorded submissions as asked for, through the program as it is deployed; then a candidate that changes a known part of them, page by page as the designer and
/// the command line ask. Submissions a second, the longest page (so long does stopping take), memory of the program, and that nothing was written.
/// </summary>
internal static class ReplayLoad
{
    private const string Publisher = "E0023";
    private const string Matrix = "responsibilities/transfer.responsibilities.json";
    private const int Clients = 64;
    private const int PageSize = 1_000;

    /// <summary>Of so many submissions one comes with a salary, and so goes by the row that the candidate changes.</summary>
    private const int OneIn = 10;

    public static async Task<int> Run(string[] args)
    {
        var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        var folder = Directory.CreateTempSubdirectory("hrcollab-replay-").FullName;
        try
        {
            using var program = await ProgramUnderTest.Start(folder);
            await Record(program, count);
            var before = await program.GetAs(Publisher, "/api/ready");
            for (; before["queues"]?["projection"]?.GetValue<long>() > 0; before = await program.GetAs(Publisher, "/api/ready")) await Task.Delay(500); // the count is of the views
            Console.WriteLine(FormattableString.Invariant($"{count:N0} submissions recorded; the program took {program.Worked.TotalSeconds:0} s of processor time, peak {program.PeakMegabytes:0} MB"));
            var said = Candidate();
            var (pages, examined, changed, total, cursor) = (new List<double>(), 0, 0, 0, (string?)null);
            var worked = program.Worked;
            var clock = Stopwatch.StartNew();
            do
            {
                var start = Stopwatch.GetTimestamp();
                var page = await Page(program, said, cursor);
                pages.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                (examined, changed) = (examined + page["examined"]!.GetValue<int>(), changed + page["changed"]!.GetValue<int>());
                total = page["total"]?.GetValue<int>() ?? total;
                cursor = page["next"]?.GetValue<string>();
                if (pages.Count % 50 == 0) Console.WriteLine(FormattableString.Invariant($"  {examined:N0} of {total:N0} after {clock.Elapsed.TotalSeconds:0} s"));
            }
            while (cursor is not null);
            var seconds = clock.Elapsed.TotalSeconds;
            pages.Sort();
            Console.WriteLine(FormattableString.Invariant(
                $"replay of {examined:N0}: {seconds:0.0} s, {examined / seconds:N0}/s, {pages.Count} pages, p50 {pages[pages.Count / 2]:0} ms, longest {pages[^1]:0} ms; processor {(program.Worked - worked).TotalMicroseconds / examined:0} us each; peak {program.PeakMegabytes:0} MB"));
            Console.WriteLine(FormattableString.Invariant($"changed {changed:N0}, by construction {count / OneIn:N0}; counted before {total:N0}"));
            var after = await program.GetAs(Publisher, "/api/ready");
            var same = before["revision"]!.ToString() == after["revision"]!.ToString() && before["queues"]?.ToJsonString() == after["queues"]?.ToJsonString();
            Console.WriteLine(same ? "nothing was written" : $"queues before {before["queues"]}, after {after["queues"]}");
            return examined == count && total == count && changed == count / OneIn && same ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Record(ProgramUnderTest program, int count)
    {
        var token = await program.TokenOf("E0007");
        var address = program.Http.BaseAddress!;
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            using var wire = await WireClient.Connected(address);
            while (Interlocked.Increment(ref next) is var n && n < count)
            {
                var pay = n % OneIn == 0 ? ""","newBaseSalary":"21000.00","payReason":"load" """ : "";
                var body = $$$"""{"subject":"E0042","input":{"newDepartment":"rd2","effectiveDate":"2027-12-14","reason":"load"{{{pay}}}}}""";
                if (!await wire.Send(WireClient.Post("/api/forms/transfer/submissions", token, $"r-{n}", body))) throw new InvalidOperationException($"Submission {n} was refused.");
            }
        }));
    }

    /// <summary>The shipped definitions with another deadline of the pay check, as one body that every page sends.</summary>
    private static JsonArray Candidate()
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "definitions"));
        return new JsonArray([.. Directory.EnumerateFiles(root, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file =>
        {
            var (path, text) = (Path.GetRelativePath(root, file).Replace('\\', '/'), File.ReadAllText(file));
            if (path == Matrix)
            {
                var matrix = JsonNode.Parse(text)!;
                var row = matrix["rows"]!.AsArray().Single(r => r!["id"]!.ToString() == "pay")!;
                row["deadline"] = "3 wd";
                text = matrix.ToJsonString();
            }

            return (JsonNode)new JsonObject { ["path"] = path, ["text"] = text };
        })]);
    }

    private static async Task<JsonNode> Page(ProgramUnderTest program, JsonArray files, string? cursor)
    {
        var body = new JsonObject { ["files"] = files.DeepClone(), ["whole"] = true, ["limit"] = PageSize, ["cursor"] = cursor };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/revisions/active/replay") { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await program.TokenOf(Publisher));
        using var answer = await program.Http.SendAsync(request);
        return await ProgramUnderTest.Json(answer);
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
