using System.Data.Common;
using HrCollab.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace HrCollab.Functions.Tests;

/// <summary>The real store, except that it throws for the commits and reads a test names, or lets reads wait.</summary>
internal sealed class FaultyStore(IDocumentStore store) : IDocumentStore, IAsyncDisposable
{
    /// <summary>What the exception says, as a driver quotes what it was given.</summary>
    public const string Secret = "350781196403077";

    private Func<Batch, bool>? _fails;

    /// <summary>Puts one over the store that is registered; <paramref name="made"/> gets it when the application opens it.</summary>
    public static void Over(IServiceCollection services, Action<FaultyStore> made)
    {
        var real = services.Last(s => s.ServiceType == typeof(IDocumentStore));
        services.Remove(real);
        services.AddSingleton<IDocumentStore>(provider =>
        {
            var store = new FaultyStore((IDocumentStore)real.ImplementationFactory!(provider));
            made(store);
            return store;
        });
    }

    public Func<Batch, bool>? Fails
    {
        get => Volatile.Read(ref _fails);
        set => Volatile.Write(ref _fails, value);
    }

    /// <summary>What somebody else does just before a commit: it is waited for.</summary>
    public Func<Batch, Task>? Before { get; set; }

    /// <summary>Which reads throw.</summary>
    public Func<Container, string, bool>? Reads { get; set; }

    /// <summary>What a read finds instead: a copy that is behind. Null for what is there.</summary>
    public Func<StoredDocument?, StoredDocument?>? Instead { get; set; }

    /// <summary>Which reads wait until they are cancelled.</summary>
    public Func<Container, string, bool>? Holds { get; set; }

    public async ValueTask<StoredDocument?> Find(Container container, string partition, string id, CancellationToken cancel)
    {
        await Read(container, partition, cancel);
        var found = await store.Find(container, partition, id, cancel);
        return Instead is { } instead ? instead(found) : found;
    }

    public async ValueTask<CommitResult> Commit(Batch batch, CancellationToken cancel)
    {
        if (Before is { } before) await before(batch);
        return Fails?.Invoke(batch) == true ? throw new Failure() : await store.Commit(batch, cancel);
    }

    public async ValueTask<Page> Query(Container container, string partition, IdRange range, CancellationToken cancel)
    {
        await Read(container, partition, cancel);
        return await store.Query(container, partition, range, cancel);
    }

    public async ValueTask<long> Count(Container container, string partition, IdRange range, CancellationToken cancel)
    {
        await Read(container, partition, cancel);
        return await store.Count(container, partition, range, cancel);
    }

    public ValueTask<ChangePage> Changes(Container container, string? token, int limit, CancellationToken cancel) => store.Changes(container, token, limit, cancel);

    public ValueTask DisposeAsync() => store is IAsyncDisposable open ? open.DisposeAsync() : ValueTask.CompletedTask;

    /// <summary>As a driver of a database throws.</summary>
    public sealed class Failure() : DbException($"Refused for {Secret}.");

    private async ValueTask Read(Container container, string partition, CancellationToken cancel)
    {
        if (Reads?.Invoke(container, partition) == true) throw new Failure();
        if (Holds?.Invoke(container, partition) == true) await new TaskCompletionSource().Task.WaitAsync(cancel);
    }
}
