using System.Security.Cryptography;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Identity;

/// <summary>
/// The 32 bytes that protect the keys in the store: <c>Keys:Secret</c> (base 64, from a secret store, the same for all instances), else the
/// file <c>Keys:File</c>, by default the database's name with <c>.secret</c>, which is made on the first start and readable by its owner alone.
/// </summary>
internal sealed class KeySecret
{
    private const int Bytes = 32;

    public KeySecret(IConfiguration configuration, IHostEnvironment environment)
    {
        if (configuration["Keys:Secret"] is { Length: > 0 } given)
        {
            var buffer = new byte[Bytes];
            if (!Convert.TryFromBase64String(given, buffer, out var read) || read != Bytes)
                throw new InvalidOperationException($"Keys:Secret 必须是 {Bytes} 字节的 base64。\nKeys:Secret must be {Bytes} bytes in base 64.");
            Value = buffer;
            return;
        }

        if (configuration["Storage:Provider"] == "Cosmos" && !environment.IsDevelopment() && configuration["Keys:File"] is not { Length: > 0 })
            throw new InvalidOperationException("缺少 Keys:Secret:使用 Cosmos 时各实例必须共用同一密钥(32 字节的 base64)。\nKeys:Secret is missing: on Cosmos all instances must have the same secret (32 bytes in base 64).");

        var file = configuration["Keys:File"] is { Length: > 0 } named ? Path.GetFullPath(named) : StoragePath.Of(configuration) + ".secret";
        if (!File.Exists(file)) Write(file);
        Value = File.ReadAllBytes(file);
        if (Value.Length != Bytes)
            throw new InvalidOperationException($"{file} 不是 {Bytes} 字节,无法解开密钥;恢复该文件,或删除后所有人重新登录。\n{file} does not hold {Bytes} bytes, so keys cannot be opened. Restore it, or delete it and everybody signs in again.");
    }

    public byte[] Value { get; }

    private static void Write(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var made = $"{file}.{Path.GetRandomFileName()}"; // complete before it has its name: a crash leaves no half secret that stops every later start
        using (var stream = new FileStream(made, options))
        {
            stream.Write(RandomNumberGenerator.GetBytes(Bytes));
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(made, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(made); // another process was first; its secret counts
        }
    }
}
