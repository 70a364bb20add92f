using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using static HrCollab.Functions.Tests.Imports.ImportClient;

namespace HrCollab.Functions.Tests.Imports;

public sealed class BrokenFileTests
{
    [Fact]
    public async Task FilesThatCannotBeReadOn_SayWhereAndWhy_AndKeepWhatWasRead()
    {
        await using var host = await TestHost.Started();
        var good = string.Join('\n', Rows(2));
        await Fails(host, $"{Header}\n{good}\nN0003,\"Test\" x,Person,,,,,rd1,1\n", 2, 4, "HR-EXC-106");
        await Fails(host, $"{Header}\n{good}\nN0003,\"{new string('x', 30_000)}\",Person,,,,,rd1,1\n", 2, 4, "HR-EXC-105");
        await Fails(host, $"{Header.Replace("salary", "salery")}\n{good}\n", 0, 1, "HR-EXC-101");
        await Fails(host, $"{Header},shoe_size\n{good}\n", 0, 1, "HR-EXC-102");
        await Fails(host, $"{Header},salary\n{good}\n", 0, 1, "HR-EXC-103");
        await Fails(host, $"{Header},{string.Join(',', Enumerable.Range(0, 500).Select(i => $"c{i}"))}\n", 0, 1, "HR-EXC-104");
        await Fails(host, "", 0, null, "HR-EXC-115");
        await Fails(host, "{\"emp_no\":\"N0001\",\"first_name\":\"Test1\",\"last_name\":\"Person\"}\n[1]\n", 1, 2, "HR-EXC-110", "application/x-ndjson");
        await Fails(host, [.. Encoding.UTF8.GetBytes($"{Header}\n"), 0xC4, 0xE3, .. ",x,y,,,,,,\n"u8], 0, 1, "HR-EXC-108");
        await Fails(host, [0x1F, 0x8B, 1, 2, 3, 4, 5, 6, 7, 8, 9], 0, null, "HR-EXC-111", "application/gzip");
    }

    /// <summary>The reason is kept, logged and read by others than whoever may read the row.</summary>
    [Fact]
    public async Task QuotesThatDoNotMatch_AreNamedByTheirPlace_NotByWhatStandsThere()
    {
        await using var host = await TestHost.Started();
        var error = (await Import(host, $"{Header}\n{string.Join('\n', Rows(2))}\nN0003,Ada,\"Secret\" person,,,,,rd1,98765\n"))["error"]!;
        Assert.Equal((4, "引号不成对:第 3 列。"), (error["row"]!.GetValue<int>(), error.Text("message")));
    }

    [Fact]
    public async Task MissingColumn_SaysWhichOneWasProbablyMeant()
    {
        await using var host = await TestHost.Started();
        var import = await Import(host, $"{Header.Replace("salary", "salery")}\n");
        Assert.Contains("salery", import["error"]!["message"]!.GetValue<string>());
    }

    [Fact]
    public async Task RowWithMoreValuesThanColumns_IsQuarantinedAndTheRestGoesOn()
    {
        await using var host = await TestHost.Started();
        var rows = Rows(3).ToList();
        rows[1] += ",surplus";
        Assert.Equal((2, 0, 0, 1), Counts(await Import(host, File(rows))));
        var item = Assert.Single(await Quarantined(host));
        Assert.Equal("HR-EXC-107", item["findings"]![0]!["code"]!.GetValue<string>());
        Assert.Equal("surplus", item["columns"]!["#10"]!.GetValue<string>());
    }

    [Fact]
    public async Task QuotedValues_MayHoldCommasQuotesAndLines_AndBlankRowsArePassedOver()
    {
        await using var host = await TestHost.Started();
        var import = await Import(host, $"\uFEFF{Header}\r\nN0001,\"Ada, \"\"A\"\"\",Li,,,,\"Lead\r\nof all\",rd1,1\r\n,,,,,,,,\r\n\r\nN0002,Bo,Wu,,,,,rd1,2\r\n");
        Assert.Equal((2, 0, 0, 0), Counts(import));
        Assert.Equal("Ada, \"A\" Li", (await host.Get(Importer, "/api/records/person/N0001")).Json["label"]!.GetValue<string>());
    }

    [Fact]
    public async Task FileBeyondTheLimit_IsNotTaken_NorIsOneThatGrowsBeyondIt()
    {
        await using var host = await TestHost.Started(settings: ["--Imports:MostBytes", "20000"]);
        (await Send(host, File(Rows(1_000)))).Is(HttpStatusCode.RequestEntityTooLarge);
        var grown = (await Send(host, Gzip(File(Rows(1_000))), type: "application/gzip")).Is(HttpStatusCode.Accepted);
        Assert.Equal("HR-EXC-109", (await Finished(host, grown))["error"]!["code"]!.GetValue<string>());
        Assert.Equal(["owner"], Directory.EnumerateFiles(Path.Combine(host.Folder, "imports")).Select(f => Path.GetFileName(f)));
    }

    [Fact]
    public async Task OtherContentType_IsRefused()
    {
        await using var host = await TestHost.Started();
        (await Send(host, "{}", type: "application/json")).Is(HttpStatusCode.UnsupportedMediaType);
        (await Send(host, File(Rows(1)), type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")).Is(HttpStatusCode.UnsupportedMediaType);
    }

    private static Task Fails(TestHost host, string text, long rows, long? row, string code, string type = "text/csv") => Fails(host, Encoding.UTF8.GetBytes(text), rows, row, code, type);

    private static async Task Fails(TestHost host, byte[] body, long rows, long? row, string code, string type = "text/csv")
    {
        var import = await Finished(host, (await Send(host, body, type: type)).Is(HttpStatusCode.Accepted));
        Assert.Equal(("failed", code), (import["state"]!.GetValue<string>(), import["error"]!["code"]!.GetValue<string>()));
        Assert.Equal(rows, import["rows"]!.GetValue<long>());
        if (row is not null) Assert.Equal(row, import["error"]!["row"]!.GetValue<long>());
    }
}
