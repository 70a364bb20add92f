using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace HrCollab.Functions.Storage.Tools;

/// <summary>
/// Counts documents and sums their hashes modulo 2^256, so that two stores are compared whatever the order in which they give their documents.
/// A document counts with everything that is kept of it.
/// </summary>
internal sealed class Tally
{
    private static readonly BigInteger Modulus = BigInteger.One << 256;
    private readonly Dictionary<Container, (long Count, BigInteger Sum)> _containers = [];

    /// <summary>What the readers gives of all that a copy takes along.</summary>
    public static async Task<Tally> Of(IKeptReader reader, DateTimeOffset now, CancellationToken cancel)
    {
        var tally = new Tally();
        foreach (var container in KeptDocument.Carried)
        {
            await foreach (var page in reader.Read(container, null, now, cancel)) tally.Add(page.Documents.Where(d => d.IsCarried));
        }

        return tally;
    }

    public long Documents => _containers.Values.Sum(c => c.Count);

    public void Add(IEnumerable<KeptDocument> documents)
    {
        foreach (var document in documents)
        {
            var (count, sum) = _containers.GetValueOrDefault(document.Container);
            _containers[document.Container] = (count + 1, (sum + Hash(document)) % Modulus);
        }
    }

    /// <summary>A line for each container: name, documents, hash.</summary>
    public IReadOnlyList<ContainerTally> Lines => [.. KeptDocument.Carried.Select(Line)];

    public bool Is(Tally other) => Lines.SequenceEqual(other.Lines);

    private ContainerTally Line(Container container)
    {
        var (count, sum) = _containers.GetValueOrDefault(container);
        return new(container, count, sum.ToString("x64", CultureInfo.InvariantCulture)[^64..]);
    }

    private static BigInteger Hash(KeptDocument document)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> numbers = stackalloc byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(numbers, document.Version);
        BinaryPrimitives.WriteInt64LittleEndian(numbers[8..], document.Expires ?? -1);
        hash.AppendData(numbers);
        foreach (var text in (string[])[document.Partition, document.Id])
        {
            BinaryPrimitives.WriteInt64LittleEndian(numbers, text.Length);
            hash.AppendData(numbers[..8]);
            hash.AppendData(Encoding.UTF8.GetBytes(text));
        }

        hash.AppendData(document.Body.Span);
        return new BigInteger(hash.GetHashAndReset(), isUnsigned: true);
    }
}

/// <summary>How many documents of a container there are, and the sum of their hashes in hexadecimal digits.</summary>
internal sealed record ContainerTally(Container Container, long Documents, string Hash);
