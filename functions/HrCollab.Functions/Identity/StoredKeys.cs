using System.Text;
using System.Xml.Linq;
using HrCollab.Functions.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace HrCollab.Functions.Identity;

/// <summary>Keeps Data Protection keys in the document store, so that tokens and forms survive restarts and are shared by all instances.</summary>
internal sealed class StoredKeys(IDocumentStore store) : IXmlRepository
{
    private const string Partition = "keys";

    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. store.Query(Container.Host, Partition, new IdRange(Limit: 1_000), CancellationToken.None).AsTask().GetAwaiter().GetResult()
            .Items.Select(i => XElement.Parse(Encoding.UTF8.GetString(i.Body.Span)))];

    public void StoreElement(XElement element, string friendlyName) =>
        store.Commit(
            new Batch(Container.Host, Partition, [new Operation.Put(DocumentIds.Clean(friendlyName), Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting)))]),
            CancellationToken.None).AsTask().GetAwaiter().GetResult();
}
