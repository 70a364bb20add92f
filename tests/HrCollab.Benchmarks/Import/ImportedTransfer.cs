using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;

namespace HrCollab.Benchmarks.Import;

/// <summary>
/// A transfer of a person as they were imported, from its submission to the end: every task is done over HTTP by the one who owes it, and nothing is
/// entered that the process does not ask for.
/// </summary>
internal static class ImportedTransfer
{
    private const int MostRowsLookedAt = 200_000, MostActs = 40;

    /// <summary>People of the file who are in the store: the first one, and the first of whom neither sex nor birth date is known.</summary>
    public static async Task<IReadOnlyList<string>> People(ProgramUnderTest server, string file)
    {
        await using var opened = File.OpenRead(file);
        await using Stream bytes = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(opened, CompressionMode.Decompress) : opened;
        using var reader = new StreamReader(bytes);
        var names = (await reader.ReadLineAsync() ?? "").Split(',');
        var (key, name, sex, birth) = (Array.IndexOf(names, "emp_no"), Array.IndexOf(names, "first_name"), Array.IndexOf(names, "gender"), Array.IndexOf(names, "birth_date"));
        var found = new List<string>();
        for (var row = 0; row < MostRowsLookedAt && found.Count < 2 && await reader.ReadLineAsync() is { } line; row++)
        {
            var values = line.Split(',');
            var gaps = values[sex].Length == 0 && values[birth].Length == 0;
            if (values[name].Length > 0 && gaps == (found.Count == 1) && await server.Find($"/api/records/person/{values[key]}") is not null) found.Add(values[key]);
        }

        return found;
    }

    /// <summary>Moves a person to another of the departments; true when the case came to its end and the record says so.</summary>
    public static async Task<bool> Finish(ProgramUnderTest server, string person, IReadOnlyList<string> departments)
    {
        var from = await Department(server, person);
        var to = departments.First(d => d != from);
        var today = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
        var sent = await server.Post(ProgramUnderTest.Importer, "/api/forms/transfer/submissions", new JsonObject
        {
            ["subject"] = person,
            ["input"] = new JsonObject { ["newDepartment"] = to, ["effectiveDate"] = today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
        });
        var id = sent["case"]!.GetValue<string>();
        var done = new List<string>();
        while (done.Count < MostActs)
        {
            var seen = await server.Get($"/api/cases/{id}");
            if (seen["state"]!.GetValue<string>() != "running") break;
            if (seen["tasks"]!.AsArray().FirstOrDefault() is not { } task)
            {
                await Task.Delay(100); // an effect is under way
                continue;
            }

            var owner = task["owner"]!.GetValue<string>();
            var kind = seen["steps"]!.AsArray().First(s => s!["step"]!.GetValue<string>() == task["step"]!.GetValue<string>())!["kind"]!.GetValue<string>();
            var act = kind == "task" && task["checks"] is not null ? "complete" : "approve"; // what rules leave open has no work standard and is agreed to
            await server.Post(owner, $"/api/cases/{id}/tasks/{task["id"]}/{act}", new JsonObject { ["checks"] = Marks(task, today) });
            done.Add($"{task["step"]} by {owner}");
        }

        var (state, after) = ((await server.Get($"/api/cases/{id}"))["state"]!.GetValue<string>(), await Department(server, person));
        Console.WriteLine($"transfer of {person} from {from} to {to}: {state}, now in {after} ({string.Join(", ", done)})");
        return state == "completed" && after == to;
    }

    private static JsonObject Marks(JsonNode task, DateTimeOffset now) => new((task["checks"]?.AsArray() ?? []).Where(c => c!["mandatory"]!.GetValue<bool>()).Select(c => KeyValuePair.Create(c!["id"]!.GetValue<string>(), (JsonNode?)new JsonObject
    {
        ["done"] = true,
        ["evidence"] = c["evidence"]?.GetValue<string>() switch
        {
            "time" => now.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
            "date" => now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            null => null,
            _ => "见附件",
        },
    })));

    private static async Task<string?> Department(ProgramUnderTest server, string person) =>
        (await server.Get($"/api/records/person/{person}"))["values"]!["employment"]!["department"]?.GetValue<string>();
}
