using System.Security.Cryptography;

namespace HrCollab.Functions.Projecting;

/// <summary>This process among those that share its store.</summary>
/// <param name="Id">Another one for each process; a file of SQLite has one process at a time, and whoever opens it next goes on in its name.</param>
/// <param name="IsAlone">True when no other process can have the store open.</param>
internal sealed record Instance(string Id, bool IsAlone = false)
{
    /// <summary>By the store that is configured.</summary>
    public static Instance Of(IConfiguration configuration) => configuration["Storage:Provider"] is "Cosmos" ? new(RandomNumberGenerator.GetHexString(16, lowercase: true)) : new("only", IsAlone: true);
}
