using System.Diagnostics;
using System.Net;

namespace HrCollab.Functions.Tests;

/// <summary>Whether a process answers within a second.</summary>
internal static class Health
{
    private const int Fewest = 3;
    private const int Most = 15;

    /// <summary>The median of at least three answers is within a second: a busy machine makes one or another slow and is asked on, a process that is held up makes most of them slow.</summary>
    public static async Task Answers(HttpClient http)
    {
        var soon = 0;
        for (var asked = 1; ; asked++)
        {
            var started = Stopwatch.GetTimestamp();
            using var health = await http.GetAsync(new Uri("/api/health", UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
            if (Stopwatch.GetElapsedTime(started) <= TimeSpan.FromSeconds(1)) soon++;
            if (asked >= Fewest && soon * 2 > asked) return;
            Assert.True(asked < Most, $"Health answered {soon} of {asked} times within a second.");
        }
    }
}
