using HrCollab.Engine.Kernel;
using HrCollab.Functions.Http;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Imports;

/// <summary>Imports that ended without being the fault of their file: the operators' alarm until the same file is imported, or for a week.</summary>
internal sealed class GivenUpImports(IDocumentStore store)
{
    private const string Partition = "imports-given-up";
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(7);
    private static readonly DiagnosticCode[] Codes = [ApiFindings.ImportGivenUp, ApiFindings.ImportFileGone, ApiFindings.Failed];

    /// <summary>How many there are.</summary>
    public ValueTask<long> Count(CancellationToken cancel) => store.Count(Container.Host, Partition, new IdRange(), cancel);

    /// <summary>Notes how an import has ended.</summary>
    public async ValueTask Ended(ImportState state, CancellationToken cancel)
    {
        var id = $"{state.Exchange}|{state.Hash}";
        if (state.Failure is { } failure && Codes.Any(c => c.Code == failure.Code))
            await store.Commit(new Batch(Container.Host, Partition, [new Operation.Put(id, Views.BoardRows.Mark, Remembered)]), cancel);
        else if (await store.Find(Container.Host, Partition, id, cancel) is not null)
            await store.Commit(new Batch(Container.Host, Partition, [new Operation.Delete(id)]), cancel);
    }
}
