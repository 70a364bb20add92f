using System.Buffers;
using System.Security.Cryptography;
using HrCollab.Functions.Http;

namespace HrCollab.Functions.Imports;

/// <summary>Takes a file in: to disk, with its hash, and no further than the limit.</summary>
internal sealed class ImportInbox(ImportOptions options, ImportOwners owners)
{
    private const string Partial = ".part";
    private long _files;

    /// <summary>True for a name that this program gives to what it receives; whatever else lies in the folder is not its own.</summary>
    public static bool IsOwn(string file) => Path.GetExtension(file) is Partial or ImportState.FileExtension;

    /// <summary>The body on disk (flushed), its size and hash; its name is temporary.</summary>
    public async Task<Received> Receive(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > options.MostBytes) throw TooLarge();
        Directory.CreateDirectory(options.Folder);
        var path = Path.Combine(options.Folder, $"{owners.Own}-{Interlocked.Increment(ref _files)}{Partial}");
        try
        {
            return await Receive(request, path, cancel);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Gives the file the name of its import.</summary>
    public void Keep(Received received, ImportState state) => File.Move(received.Path, Path.Combine(options.Folder, state.File), overwrite: true);

    /// <summary>Deletes what was kept for an import that has come to be another's.</summary>
    public void Drop(ImportState state) => File.Delete(Path.Combine(options.Folder, state.File));

    /// <summary>Gives the file the name of its import where that has none any more.</summary>
    public void KeepMissing(Received received, ImportState state)
    {
        if (!File.Exists(Path.Combine(options.Folder, state.File))) Keep(received, state);
    }

    private async Task<Received> Receive(HttpRequest request, string path, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 0);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        var bytes = 0L;
        try
        {
            while (await request.Body.ReadAsync(buffer, cancel) is var count and > 0)
            {
                bytes += count;
                if (bytes > options.MostBytes) throw TooLarge();
                hash.AppendData(buffer, 0, count);
                await file.WriteAsync(buffer.AsMemory(0, count), cancel);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        file.Flush(flushToDisk: true);
        return new Received(path, bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private RequestRefusedException TooLarge() => new(StatusCodes.Status413PayloadTooLarge, ApiFindings.TooLarge, options.MostBytes);
}

/// <summary>A body on disk; gone when it was not kept.</summary>
internal sealed record Received(string Path, long Bytes, string Hash) : IDisposable
{
    public void Dispose() => File.Delete(Path);
}
