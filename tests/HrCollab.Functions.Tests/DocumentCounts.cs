using System.Security.Cryptography;
using System.Text;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace HrCollab.Functions.Tests;

/// <summary>
/// How many documents the store holds of cases, records, views and the host's own once these have caught up; what must not change by asking. What
/// timers note of their own runs is left out: they run whether anybody asks or not.
/// </summary>
internal static class DocumentCounts
{
    public static async Task<string> Of(TestHost host)
    {
        var projector = host.Services.GetRequiredService<ProjectorSignal>();
        while (true)
        {
            while (projector.Behind > 0) await projector.CaughtUp(CancellationToken.None);
            var counts = await Counts(host);
            if (projector.Behind == 0 && counts == await Counts(host)) return counts; // nothing was written meanwhile
        }
    }

    /// <summary>The same without the host's own: what must not change when something is refused, whose sender is told so in a list of their own.</summary>
    public static async Task<string> Entered(TestHost host) => string.Join(", ", (await Of(host)).Split(", ").Where(c => !c.StartsWith($"{Container.Host}:", StringComparison.Ordinal)));

    private static async Task<string> Counts(TestHost host)
    {
        var counts = new List<string>();
        foreach (var container in new[] { Container.Cases, Container.Records, Container.Views, Container.Host })
        {
            var documents = new HashSet<string>(StringComparer.Ordinal);
            string? token = null;
            while (await host.Store.Changes(container, token, 1_000, CancellationToken.None) is { Items.IsEmpty: false } page)
            {
                documents.UnionWith(page.Items.Where(i => i.Partition != "timers").Select(i => $"{i.Partition}|{i.Id}@{i.Version}"));
                token = page.Token;
            }

            // Readers of feeds note how far they are, whenever they like; elsewhere no document may be another version of itself.
            counts.Add(container == Container.Host ? $"{container}: {documents.Count}" : $"{container}: {documents.Count} {Hash(documents)}");
        }

        return string.Join(", ", counts);
    }

    private static string Hash(IEnumerable<string> documents) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', documents.Order(StringComparer.Ordinal)))))[..8];
}
