using HrCollab.Components.SignIn;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Identity;

/// <summary>Marks of ended sessions in the store, where every instance sees them, for as long as the cookie could have lived.</summary>
internal sealed class EndedSessions(IDocumentStore store, SignInSettings settings) : IEndedSessions
{
    private const string Mark = "ended";

    public async ValueTask End(string session, CancellationToken cancel) =>
        await store.Commit(new Batch(Container.Host, Partition(session), [new Operation.Create(Mark, "true"u8.ToArray(), settings.Longest)]), cancel);

    public async ValueTask<bool> IsEnded(string session, CancellationToken cancel) => await store.Find(Container.Host, Partition(session), Mark, cancel) is not null;

    private static string Partition(string session) => $"session:{session}";
}
