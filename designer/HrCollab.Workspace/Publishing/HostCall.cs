namespace HrCollab.Workspace.Publishing;

/// <summary>Calls of a host.</summary>
public static class HostCall
{
    /// <summary>The answer, read whole. Throws <see cref="HttpRequestException"/> when there is none, also when it does not come in time; <see cref="OperationCanceledException"/> only when the caller has cancelled.</summary>
    public static async Task<HttpResponseMessage> Ask(this HttpClient http, HttpRequestMessage request, CancellationToken cancel = default)
    {
        try
        {
            return await http.SendAsync(request, cancel);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new HttpRequestException(e.InnerException?.Message ?? e.Message, e);
        }
    }
}
