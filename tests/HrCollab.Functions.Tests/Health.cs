using System.Diagnostics;
using System.Net;

namespace HrCollab.Functions.Tests;

/// <summary>Whether a process answers within a second.</summary>
internal static class Health
{
    private const int Tries = 15;

    /// <summary>One answer within a second is enough: a busy machine makes some of them slow, a process that is held up makes all of them slow.</summary>
    public static async Task Answers(HttpClient http)
    {
        for (var i = 1; ; i++)
        {
            var started = Stopwatch.GetTimestamp();
            using var health = await http.GetAsync(new Uri("/api/health", UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
            if (Stopwatch.GetElapsedTime(started) <= TimeSpan.FromSeconds(1)) return;
            Assert.True(i < Tries, "Health did not answer within a second.");
        }
    }
}
