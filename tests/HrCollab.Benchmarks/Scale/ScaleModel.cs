using System.Globalization;
using System.Text.Json;

namespace HrCollab.Benchmarks.Scale;

/// <summary>
/// What a company costs on Cosmos DB: documents, request units, partitions. Costs of an act are those that HotRouteTests measures on the stand-in
/// (acts.json); how often people act is assumed here and can be given.
/// </summary>
internal static class ScaleModel
{
    private const double PhysicalGigabytes = 50;
    private const double PhysicalUnits = 10_000;
    private const double WorkDays = 21;
    private const double Seconds = 30 * 86_400;

    /// <summary>A look at a feed of one physical partition that has nothing new, a read and a write of a small document, as the stand-in charges them.</summary>
    private const double FeedUnits = 2;
    private const double ReadUnits = 1;
    private const double WriteUnits = 7.4;
    private const double SecondsOfPeakHour = 3_600;

    /// <summary>Share of a day's acts that falls into its busiest hour.</summary>
    private const double PeakShare = 0.2;

    /// <summary>Average bytes of a document as the service keeps it, with what it adds to each.</summary>
    private const double DocumentBytes = 3_000;

    /// <summary>Acts per employee and month, by name of acts.json: a case has one submission and eleven steps, people look more often than they act.</summary>
    private static readonly (string Act, double PerEmployee, string Why)[] Habits =
    [
        ("submit", 0.25, "three forms a year"),
        ("approve", 1.5, "six steps of each case"),
        ("change a record", 0.5, "by people, imports and effects that find a difference"),
        ("preflight", 0.5, "twice before each submission"),
        ("inbox", 6, "those who owe something look daily"),
        ("case", 2.5, "each step is read before it is done"),
        ("trace", 0.1, "somebody asks why"),
        ("cases", 1, "one's own list"),
        ("person", 3, "one's own record and those of one's people"),
        ("people", 0.3, "lists of a department"),
        ("forms", 0.5, "before each submission"),
        ("form", 0.5, "before each submission"),
        ("me", 8, "with every page"),
        ("board", 0.05, "heads of departments"),
    ];

    /// <summary>Prints the model; 1 when the arguments are wrong.</summary>
    public static int Run(string[] options)
    {
        var employees = 1_000_000L;
        var review = 1.0;
        if (options.Length > 2 || (options.Length > 0 && !long.TryParse(options[0], NumberStyles.None, CultureInfo.InvariantCulture, out employees))
            || (options.Length > 1 && !double.TryParse(options[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out review)))
        {
            Console.Error.WriteLine("scale [employees] [factor of the busiest days]");
            return 1;
        }

        var costs = JsonSerializer.Deserialize<Dictionary<string, ActCost>>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Scale", "acts.json")), JsonSerializerOptions.Web)!;
        Say($"{employees:N0} employees, busiest days {review:0.#} times an ordinary one");
        Say($"{"act",-16} {"per month",13} {"RU each",9} {"RU per month",16} {"documents",13} {"share",7}");
        var rows = Habits.Select(h => (h.Act, Count: h.PerEmployee * employees, Cost: costs[h.Act], h.Why)).ToList();
        var units = rows.Sum(r => r.Count * r.Cost.Total);
        foreach (var row in rows.OrderByDescending(r => r.Count * r.Cost.Total))
            Say($"{row.Act,-16} {row.Count,13:N0} {row.Cost.Total,9:0.0} {row.Count * row.Cost.Total,16:N0} {row.Count * row.Cost.Documents,13:N0} {row.Count * row.Cost.Total / units,7:P0}   {row.Why}");
        var documents = rows.Sum(r => r.Count * r.Cost.Documents);
        var peak = units / WorkDays * review * PeakShare / SecondsOfPeakHour;
        var nightly = employees * costs["person"].Total;
        var gigabytes = (documents * 12 * DocumentBytes / 1e9) + (employees * 6 * DocumentBytes / 1e9);
        var partitions = Math.Max(Math.Ceiling(gigabytes / PhysicalGigabytes), Math.Ceiling(peak * 1.5 / PhysicalUnits));
        Say($"request units         {units:N0} a month, {units / WorkDays:N0} a working day");
        Say($"busiest hour          {peak:N0} RU/s; autoscale to {Math.Max(1_000, Math.Ceiling(peak * 1.5 / 1_000) * 1_000):N0} RU/s");
        Say($"nightly synchronising {nightly:N0} RU when each record is read and compared by hash, {employees * costs["change a record"].Total:N0} when each is written");
        Say($"documents             {documents:N0} new a month; {gigabytes:N0} GB after a year");
        Say($"physical partitions   {partitions:N0} (50 GB or 10,000 RU/s each)");
        // Each instance looks at three feeds each second, in every physical partition; reads the pointer of the active revision every five seconds; and notes the runs of three timers each minute.
        Say($"polling               {Seconds * 3 * FeedUnits * partitions:N0} RU a month and instance: three feeds each second in {partitions:N0} physical partitions, when nothing happens");
        Say($"beside it             {(Seconds / 5 * ReadUnits) + (Seconds / 60 * 3 * WriteUnits):N0} RU a month and instance: the pointer of the active revision every five seconds, the runs of three timers each minute");
        return 0;
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed record ActCost(double Answer, double Later, int Documents)
    {
        public double Total => Answer + Later;
    }
}
