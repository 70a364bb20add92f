using System.Globalization;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Http;

/// <summary>
/// Reading what one has written on another instance. An answer says the version it left (ETag); a GET that carries it in <c>Min-Version</c> is not answered with an older one:
/// an instance of Cosmos DB with session consistency knows what it wrote itself, and of another one's writes reads a copy that may be behind for a moment.
/// </summary>
internal static class MinVersion
{
    public const string Header = "Min-Version";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);

    /// <summary>
    /// Returns once the document has the version that the request asks for, at once when it asks for none. Throws <see cref="StoreBusyException"/> when it has not within the patience of readers (<c>Views:WaitSeconds</c>), and
    /// <see cref="RequestRefusedException"/> for what is no version.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="version">Reads the version of the document; null when it is not there (yet).</param>
    public static async ValueTask Reached(HttpContext context, Func<ValueTask<long?>> version)
    {
        if (Of(context) is not { } least) return;
        var (patience, began) = (context.RequestServices.GetRequiredService<ProjectorSignal>().Patience, TimeProvider.System.GetTimestamp());
        while (await version() is not { } found || found < least)
        {
            if (TimeProvider.System.GetElapsedTime(began) >= patience) throw new StoreBusyException(Pause);
            await Task.Delay(Pause, context.RequestAborted);
        }
    }

    /// <summary>The version in the header, which may be a whole ETag; null without one.</summary>
    private static long? Of(HttpContext context)
    {
        var header = context.Request.Headers[Header].ToString();
        if (header.Length == 0) return null;
        return long.TryParse(header.Trim('"').Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new RequestRefusedException(StatusCodes.Status400BadRequest, ApiFindings.BadMinVersion, header.Length > 40 ? header[..40] : header);
    }
}
