using System.Data.Common;
using System.Threading.Channels;
using HrCollab.Engine.Exchanges;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Functions.Http;
using HrCollab.Functions.Organizations;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Publishing;
using HrCollab.Functions.Records;
using HrCollab.Functions.Storage;
using CosmosException = Microsoft.Azure.Cosmos.CosmosException;

namespace HrCollab.Functions.Imports;

/// <summary>
/// Works off the imports whose files lie here, one at a time and in the order of their arrival; after a start it goes on where the process before it
/// stopped. Those of other instances are left to them (<see cref="ImportOwners"/>).
/// </summary>
internal sealed class ImportWorker(
    IDocumentStore store, RecordReader records, ActiveDefinitions definitions, OrganizationSource organizations, ImportOptions options, ImportOwners owners, GivenUpImports givenUp,
    Operations.SlowDecisions slow, ProjectorSignal projector, TimeProvider time, ILogger<ImportWorker> log) : BackgroundService
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);
    private string? _begun; // what this process was at: it lives, whatever the store could not be told
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>An import has come in.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Files that no import waits for are those of a process that was killed while they came in. What is not the product's own stays, and so does everything where another process works.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        owners.Open();
        if (owners.HasFolder)
        {
            var wanted = new HashSet<string>(StringComparer.Ordinal);
            await foreach (var state in Open(cancellationToken)) wanted.Add(state.File);
            foreach (var file in Directory.EnumerateFiles(options.Folder).Where(f => ImportInbox.IsOwn(f) && !wanted.Contains(Path.GetFileName(f)))) File.Delete(file);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken) => await Task.WhenAll(WorkOff(stoppingToken), SayAlive(stoppingToken));

    private async Task WorkOff(CancellationToken stoppingToken)
    {
        var pause = ShortestPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await foreach (var state in Open(stoppingToken))
                {
                    await Work(state.Id, stoppingToken);
                    pause = ShortestPause;
                }

                await WokenOr(Look, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // the store or the disk may be away for a while; imports wait, in their order
            catch (Exception e)
#pragma warning restore CA1031
            {
                log.LogError("Importing failed ({Error}); it is tried again in {Pause}.\n{Where}", e.GetType().Name, pause, e.StackTrace);
                await Task.WhenAny(Task.Delay(pause, time, stoppingToken));
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    /// <summary>An import that waits behind a long one keeps its owner as well.</summary>
    private async Task SayAlive(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await owners.SayWhileFilesWait(stoppingToken);
            }
#pragma warning disable CA1031 // said again in a minute; others wait much longer than that
            catch (Exception e) when (!stoppingToken.IsCancellationRequested || e is not OperationCanceledException)
#pragma warning restore CA1031
            {
                log.LogWarning("That this process imports could not be noted ({Error}).", e.GetType().Name);
            }

            await Task.WhenAny(Task.Delay(Look, time, stoppingToken));
        }
    }

    private async Task WokenOr(TimeSpan pause, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAny(_wake.Reader.WaitToReadAsync(stop.Token).AsTask(), Task.Delay(pause, time, stop.Token));
        await stop.CancelAsync();
        _wake.Reader.TryRead(out _);
        cancel.ThrowIfCancellationRequested();
    }

    private async Task Work(string id, CancellationToken cancel)
    {
        if (await HeldImport.Find(store, id, cancel) is not { State.IsOpen: true } held) return;
        try
        {
            if (await Mine(held, cancel)) await Work(held, cancel);
        }
        catch (ImportLostException)
        {
            log.LogWarning("Import {Id} belongs to another instance now.", id);
        }
    }

    /// <summary>True for what this process has to do: its own imports, those whose file lies here and whose owner is not heard of, and the end of those that are lost.</summary>
    private async Task<bool> Mine(HeldImport held, CancellationToken cancel)
    {
        var state = held.State;
        if (state.Owner == owners.Own) return true;
        var seen = await owners.Look(held, cancel);
        if (seen == OwnerSeen.AtWork) return false;
        if (File.Exists(Waiting(state)) || (seen == OwnerSeen.Gone && state.SubmittedAt + options.LostAfter < time.GetUtcNow())) return await held.Take(owners.Own, cancel);
        return false;
    }

    private string Waiting(ImportState state) => Path.Combine(options.Folder, state.File);

    private async Task Work(HeldImport held, CancellationToken cancel)
    {
        var state = held.State;
        if (state.Begun && _begun != state.Id) state = state with { Tries = state.Tries + 1, Begun = false };
        _begun = state.Id;
        var ended = state;
        try
        {
            if (state.Tries >= definitions.Current.Manifest.MostImportTries)
            {
                log.LogError("Import {Id} of {Exchange} is given up: {Tries} times the process that worked on it ended before a checkpoint.", state.Id, state.Exchange, state.Tries);
                ended = Failed(state, ApiFindings.ImportGivenUp, state.Tries);
            }
            else
            {
                await held.Save(state with { State = "running", Begun = true, StartedAt = state.StartedAt ?? time.GetUtcNow() }, cancel);
                ended = await Run(held, state, cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // A process that is asked to stop says so: that is no try.
            await held.Save(await held.Reload(CancellationToken.None) with { Begun = false }, CancellationToken.None);
            throw;
        }
        catch (Exception e) when (Passes(e))
        {
            // Where not even this can be saved, the store is away: that is no fault of the import, and it is not counted.
            var reached = await held.Reload(cancel);
            var tries = reached.Rows > state.Rows ? 1 : state.Tries + 1;
            ended = reached with { Tries = tries, Begun = false };
            if (tries < definitions.Current.Manifest.MostImportTries)
            {
                await held.Save(ended, cancel);
                throw;
            }

            log.LogError("Import {Id} of {Exchange} is given up after {Tries} tries ({Error}).\n{Where}", state.Id, state.Exchange, tries, e.GetType().Name, e.StackTrace);
            ended = Failed(ended, ApiFindings.ImportGivenUp, tries);
        }
        catch (RevisionRefusedException e)
        {
            log.LogError("Import {Id} of {Exchange} stopped ({Error}).", state.Id, state.Exchange, e.GetType().Name);
            ended = Failed(await held.Reload(cancel), e.Why, e.Revision);
        }
        catch (Exception e) when (e is not (OperationCanceledException or ImportLostException))
        {
            // The words of an exception can quote values of a row; its type and where it was thrown do not.
            log.LogError("Import {Id} of {Exchange} stopped ({Error}).\n{Where}", state.Id, state.Exchange, e.GetType().Name, e.StackTrace);
            ended = Failed(await held.Reload(cancel) with { Begun = false }, ApiFindings.Failed);
        }

        await End(held, ended, cancel);
    }

    private async Task End(HeldImport held, ImportState ended, CancellationToken cancel)
    {
        projector.Committed(await Appoints(ended, cancel)); // before anybody is told that it is done
        await givenUp.Ended(ended, cancel);
        await held.Save(ended, cancel);
        await store.Commit(new Batch(Container.Host, ImportState.Open, [new Operation.Delete(ended.OpenId)]), cancel);
        File.Delete(Waiting(ended));
        projector.Committed();
    }

    /// <summary>True for what says nothing about the file: the store or the disk is busy, full or away. The import stays open, and its file with it.</summary>
    private static bool Passes(Exception e) => e is IOException or UnauthorizedAccessException or TimeoutException or HttpRequestException or DbException or CosmosException;

    /// <summary>Whether what is imported says who gets work; where its definitions cannot be asked, it may. People as such do not: a decision loads those it names.</summary>
    private async Task<bool> Appoints(ImportState state, CancellationToken cancel)
    {
        try
        {
            return (await definitions.For(state.Revision, cancel)).Find<Exchange>(state.Exchange) is { } exchange
                && (exchange.Standard.Id == OrganizationFields.Department || exchange.Columns.Any(c => c.Field.Path is OrganizationFields.PersonDuties or OrganizationFields.AbsenceFrom));
        }
        catch (RevisionRefusedException)
        {
            return true;
        }
    }

    private async Task<ImportState> Run(HeldImport held, ImportState state, CancellationToken cancel)
    {
        var set = await definitions.For(state.Revision, cancel);
        var exchange = set.Find<Exchange>(state.Exchange)!;
        var organization = await records.Knowing(await organizations.Now(cancel), set, [state.By], cancel);
        if ((organization.Person(state.By) ?? PersonCard.OfService(state.By)) is not { } person || ImportRights.Of(exchange, person, organization) is not { } rights)
            return Failed(state, FileFindings.MayNotImport, exchange.Title, string.Join(", ", exchange.Definition.Importers));
        var path = Waiting(state);
        if (!File.Exists(path)) return Failed(state, ApiFindings.ImportFileGone);
        using var file = RowFile.Open(path, state, exchange, options.MostBytes);
        return await new ImportRun(store, held, state, records, exchange, rights, options, slow, time, Author).Run(file, cancel);

        Author Author()
        {
            var now = time.GetUtcNow();
            return new Author(person.Id, person.Department, now.ToOffset(set.Manifest.Zone.GetUtcOffset(now)), organizations.Today, set.Hash, set.Commit);
        }
    }

    /// <summary>Imports that are not worked off, oldest first.</summary>
    private async IAsyncEnumerable<ImportState> Open([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        string? after = null;
        var lost = ImportState.OpenBefore(time.GetUtcNow() - options.LostAfter).To;
        do
        {
            var page = await store.Query(Container.Host, ImportState.Open, new IdRange(Limit: 1_000, After: after), cancel);
            foreach (var row in page.Items)
            {
                var state = (await HeldImport.Find(store, row.Id[(row.Id.IndexOf('|', StringComparison.Ordinal) + 1)..], cancel))?.State;
                if (state is null && string.CompareOrdinal(row.Id, lost) > 0) continue; // its file may be on its way
                if (state is { IsOpen: true } && state.OpenId == row.Id) yield return state;
                else await store.Commit(new Batch(Container.Host, ImportState.Open, [new Operation.Delete(row.Id)]), cancel);
            }

            after = page.Next;
        }
        while (after is not null);
    }

    private ImportState Failed(ImportState state, DiagnosticCode code, params ReadOnlySpan<object?> arguments) =>
        state with { State = "failed", FinishedAt = time.GetUtcNow(), Failure = new ImportFailure(null, code.Code, code.Message.With(arguments), code.Help.With(arguments)) };
}
