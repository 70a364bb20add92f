using System.Data.Common;
using System.Threading.Channels;
using HrCollab.Engine.Exchanges;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Functions.Http;
using HrCollab.Functions.Organizations;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Records;
using HrCollab.Functions.Storage;
using CosmosException = Microsoft.Azure.Cosmos.CosmosException;

namespace HrCollab.Functions.Imports;

/// <summary>Works off imports one at a time, in the order of their arrival; after a start it goes on where the process before it stopped.</summary>
internal sealed class ImportWorker(
    IDocumentStore store, RecordReader records, ActiveDefinitions definitions, OrganizationSource organizations, ImportOptions options, ProjectorSignal projector,
    TimeProvider time, ILogger<ImportWorker> log) : BackgroundService
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>An import has come in.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Files that no import waits for are those of a process that was killed while they came in. What is not the product's own stays.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Folder);
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var state in Open(cancellationToken)) wanted.Add(state.File);
        foreach (var file in Directory.EnumerateFiles(options.Folder).Where(f => ImportInbox.IsOwn(f) && !wanted.Contains(Path.GetFileName(f)))) File.Delete(file);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = ShortestPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await foreach (var state in Open(stoppingToken))
                {
                    await Work(state, stoppingToken);
                    pause = ShortestPause;
                }

                await _wake.Reader.ReadAsync(stoppingToken);
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

    private async Task Work(ImportState state, CancellationToken cancel)
    {
        var running = state;
        try
        {
            await Save(state with { State = "running", StartedAt = state.StartedAt ?? time.GetUtcNow() }, cancel);
            running = await Run(state, cancel);
        }
        catch (Exception e) when (Passes(e))
        {
            // Where not even this can be saved, the store is away: that is no fault of the import, and it is not counted.
            var reached = await Load(state.Id, cancel) ?? state;
            var tries = reached.Rows > state.Rows ? 1 : state.Tries + 1;
            running = reached with { Tries = tries };
            if (tries < definitions.Current.Manifest.MostImportTries)
            {
                await Save(running, cancel);
                throw;
            }

            log.LogError("Import {Id} of {Exchange} is given up after {Tries} tries ({Error}).\n{Where}", state.Id, state.Exchange, tries, e.GetType().Name, e.StackTrace);
            running = Failed(running, ApiFindings.ImportGivenUp, tries);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The words of an exception can quote values of a row; its type and where it was thrown do not.
            log.LogError("Import {Id} of {Exchange} stopped ({Error}).\n{Where}", state.Id, state.Exchange, e.GetType().Name, e.StackTrace);
            running = await Load(state.Id, cancel) ?? state;
            running = Failed(running, ApiFindings.Failed);
        }

        projector.Committed(await Appoints(running, cancel)); // before anybody is told that it is done
        await Save(running, cancel);
        await store.Commit(new Batch(Container.Host, ImportState.Open, [new Operation.Delete(state.OpenId)]), cancel);
        File.Delete(Path.Combine(options.Folder, state.File));
        projector.Committed();
    }

    /// <summary>True for what says nothing about the file: the store or the disk is busy, full or away. The import stays open, and its file with it.</summary>
    private static bool Passes(Exception e) => e is IOException or UnauthorizedAccessException or TimeoutException or HttpRequestException or DbException or CosmosException;

    /// <summary>Whether what is imported says who gets work. People as such do not: a decision loads those it names.</summary>
    private async Task<bool> Appoints(ImportState state, CancellationToken cancel) =>
        (await definitions.For(state.Revision, cancel)).Find<Exchange>(state.Exchange) is { } exchange
        && (exchange.Standard.Id == OrganizationFields.Department || exchange.Columns.Any(c => c.Field.Path is OrganizationFields.PersonDuties or OrganizationFields.AbsenceFrom));

    private async Task<ImportState> Run(ImportState state, CancellationToken cancel)
    {
        var set = await definitions.For(state.Revision, cancel);
        var exchange = set.Find<Exchange>(state.Exchange)!;
        var organization = await records.Knowing(await organizations.Now(cancel), set, [state.By], cancel);
        if ((organization.Person(state.By) ?? PersonCard.OfService(state.By)) is not { } person || ImportRights.Of(exchange, person, organization) is not { } rights)
            return Failed(state, FileFindings.MayNotImport, exchange.Title, string.Join(", ", exchange.Definition.Importers));
        var path = Path.Combine(options.Folder, state.File);
        if (!File.Exists(path)) return Failed(state, ApiFindings.ImportFileGone);
        using var file = RowFile.Open(path, state, exchange, options.MostBytes);
        return await new ImportRun(store, records, exchange, rights, options, time, Author).Run(state, file, cancel);

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
        do
        {
            var page = await store.Query(Container.Host, ImportState.Open, new IdRange(Limit: 1_000, After: after), cancel);
            foreach (var row in page.Items)
            {
                if (await Load(row.Id[(row.Id.IndexOf('|', StringComparison.Ordinal) + 1)..], cancel) is not { } state) continue;
                if (state.IsOpen) yield return state;
                else await store.Commit(new Batch(Container.Host, ImportState.Open, [new Operation.Delete(row.Id)]), cancel);
            }

            after = page.Next;
        }
        while (after is not null);
    }

    private async Task<ImportState?> Load(string id, CancellationToken cancel) =>
        await store.Find(Container.Host, ImportState.Partition(id), ImportState.DocumentId, cancel) is { } stored ? ImportState.Read(stored) : null;

    private async Task Save(ImportState state, CancellationToken cancel) =>
        await store.Commit(new Batch(Container.Host, ImportState.Partition(state.Id), [new Operation.Put(ImportState.DocumentId, state.Write())]), cancel);

    private ImportState Failed(ImportState state, DiagnosticCode code, params ReadOnlySpan<object?> arguments) =>
        state with { State = "failed", FinishedAt = time.GetUtcNow(), Failure = new ImportFailure(null, code.Code, code.Message.With(arguments), code.Help.With(arguments)) };
}
