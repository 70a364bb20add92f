using System.Security.Cryptography;

namespace HrCollab.Functions.Identity;

/// <summary>
/// The 32 bytes that protect the keys in the store: <c>Keys:Secret</c> (base 64, from a secret store, the same for all instances), else the
/// file <c>Keys:File</c>, by default the database's name with <c>.secret</c>, which is made on the first start and readable by its owner alone.
/// </summary>
internal sealed class KeySecret
{
    private const int Bytes = 32;

    public KeySecret(IConfiguration configuration)
    {
        if (configuration["Keys:Secret"] is { Length: > 0 } given)
        {
            var buffer = new byte[Bytes];
            if (!Convert.TryFromBase64String(given, buffer, out var read) || read != Bytes)
                throw new InvalidOperationException($"Keys:Secret 必须是 {Bytes} 字节的 base64。\nKeys:Secret must be {Bytes} bytes in base 64.");
            Value = buffer;
            return;
        }

        var database = configuration["Storage:Path"] is { Length: > 0 } path ? path : Path.Combine("data", "hrcollab.db");
        var file = Path.GetFullPath(configuration["Keys:File"] is { Length: > 0 } named ? named : database + ".secret");
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
        using var stream = new FileStream(file, options);
        stream.Write(RandomNumberGenerator.GetBytes(Bytes));
        stream.Flush(flushToDisk: true);
    }
}
