using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Tests.Imports;

/// <summary>Sends files and follows imports over HTTP; the head of HR unless said otherwise.</summary>
internal static class ImportClient
{
    public const string Importer = "E0001";
    public const string Header = "emp_no,first_name,last_name,gender,birth_date,hire_date,title,departments,salary";

    /// <summary>Good rows N0001, N0002 ... in two departments.</summary>
    public static IEnumerable<string> Rows(int count) => Enumerable.Range(1, count).Select(i => string.Create(
        CultureInfo.InvariantCulture, $"N{i:D4},Test{i},Person,{(i % 2 == 0 ? "F" : "M")},1980-01-{1 + (i % 28):D2},2010-03-01,Engineer,d00{1 + (i % 2)}|rd{1 + (i % 2)},{20000 + i}"));

    /// <summary>A hundred rows of which five cannot be taken: no name, a word for a code, no such date, too young, a negative salary.</summary>
    public static string FiveBadOfHundred
    {
        get
        {
            var rows = Rows(100).ToList();
            rows[9] = "N0010,,,F,1980-01-10,2010-03-01,Engineer,rd1,20010";
            rows[19] = "N0020,Test,Person,男,1980-01-10,2010-03-01,Engineer,rd1,20020";
            rows[29] = "N0030,Test,Person,F,1980-02-30,2010-03-01,Engineer,rd1,20030";
            rows[39] = "N0040,Test,Person,F,2000-01-10,2010-03-01,Engineer,rd1,20040";
            rows[49] = "N0050,Test,Person,F,1980-01-10,2010-03-01,Engineer,rd1,-1";
            return File(rows);
        }
    }

    public static string File(IEnumerable<string> rows) => Header + "\n" + string.Join('\n', rows) + "\n";

    public static byte[] Gzip(string text)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return buffer.ToArray();
    }

    public static Task<Answer> Send(TestHost host, string text, string? key = null, string exchange = "employees", string type = "text/csv", string person = Importer) =>
        Send(host, Encoding.UTF8.GetBytes(text), key, exchange, type, person);

    public static async Task<Answer> Send(TestHost host, byte[] body, string? key = null, string exchange = "employees", string type = "text/csv", string person = Importer, string? encoding = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/imports/{exchange}") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (encoding is not null) request.Content.Headers.ContentEncoding.Add(encoding);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (await host.Send(null, HttpMethod.Post, "/api/dev/tokens", new { person })).Is(HttpStatusCode.OK).Json["token"]!.GetValue<string>());
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var response = await host.Http.SendAsync(request);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), null, response.Headers.Location?.ToString());
    }

    /// <summary>Sends a file and waits until it is worked off.</summary>
    public static async Task<JsonNode> Import(TestHost host, string text, string? key = null, string exchange = "employees", string type = "text/csv")
    {
        var sent = (await Send(host, text, key, exchange, type)).Is(HttpStatusCode.Accepted);
        return await Finished(host, sent);
    }

    /// <summary>Waits until an import is worked off and its file is gone.</summary>
    public static async Task<JsonNode> Finished(TestHost host, Answer sent)
    {
        var (id, folder) = (sent.Location!.Split('/')[^1], Path.Combine(host.Folder, "imports"));
        return await TestHost.Eventually(
            async () => (await host.Get(Importer, sent.Location!)).Is(HttpStatusCode.OK).Json,
            import => import["state"]!.GetValue<string>() is "done" or "failed" && !Directory.EnumerateFiles(folder, id + "*").Any());
    }

    public static (long Created, long Updated, long Unchanged, long Quarantined) Counts(JsonNode import) =>
        (import["created"]!.GetValue<long>(), import["updated"]!.GetValue<long>(), import["unchanged"]!.GetValue<long>(), import["quarantined"]!.GetValue<long>());

    public static async Task<List<JsonNode>> Quarantined(TestHost host, string person = Importer, string query = "") =>
        [.. (await host.Get(person, "/api/quarantine?limit=200" + query)).Is(HttpStatusCode.OK).Json["items"]!.AsArray().Select(i => i!)];

    /// <summary>Every document and event of every record, with its version.</summary>
    public static async Task<string> Documents(TestHost host)
    {
        var documents = new SortedSet<string>(StringComparer.Ordinal);
        string? token = null;
        while (await host.Store.Changes(Container.Records, token, 1_000, CancellationToken.None) is { Items.IsEmpty: false } page)
        {
            documents.UnionWith(page.Items.Select(i => $"{i.Partition}|{i.Id}@{i.Version}"));
            token = page.Token;
        }

        Assert.NotEmpty(documents);
        return string.Join('\n', documents);
    }
}
