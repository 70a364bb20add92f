namespace HrCollab.Workspace.Git;

/// <summary>Who writes a commit, and when.</summary>
/// <param name="Person">Key of the person, such as E0007.</param>
/// <param name="Name">Name.</param>
/// <param name="At">The clock.</param>
public sealed record Signature(string Person, string Name, DateTimeOffset At)
{
    /// <summary>The domain of addresses that are made from the key of a person; nothing is ever sent there.</summary>
    private const string Domain = "hrcollab.invalid";

    internal IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["GIT_AUTHOR_NAME"] = Plain(Name),
        ["GIT_AUTHOR_EMAIL"] = AddressOf(Person),
        ["GIT_AUTHOR_DATE"] = Date,
        ["GIT_COMMITTER_NAME"] = Plain(Name),
        ["GIT_COMMITTER_EMAIL"] = AddressOf(Person),
        ["GIT_COMMITTER_DATE"] = Date,
    };

    private string Date => $"{At.ToUnixTimeSeconds()} {(At.Offset < TimeSpan.Zero ? '-' : '+')}{At.Offset:hhmm}";

    /// <summary>The address of a person in commits.</summary>
    internal static string AddressOf(string person) => $"{Plain(person)}@{Domain}";

    /// <summary>The person of an address, or null for an address from elsewhere.</summary>
    internal static string? PersonOf(string address) => address.EndsWith('@' + Domain, StringComparison.Ordinal) ? address[..^(Domain.Length + 1)] : null;

    /// <summary>git refuses a name without letters, and angle brackets in it.</summary>
    private static string Plain(string text) => new string([.. text.Where(c => c is not ('<' or '>' or '\n'))]).Trim() is { Length: > 0 } plain ? plain : "unknown";
}
