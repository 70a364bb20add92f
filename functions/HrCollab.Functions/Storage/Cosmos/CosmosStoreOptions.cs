namespace HrCollab.Functions.Storage.Cosmos;

/// <summary>Which account, and how.</summary>
/// <param name="Endpoint">The address of the account.</param>
/// <param name="Key">Its key; null signs in with Entra ID (managed identity, or whoever is signed in at a workplace).</param>
/// <param name="Database">The database that holds the containers.</param>
/// <param name="Gateway">Over HTTPS alone instead of direct connections: behind firewalls, and for emulators.</param>
internal sealed record CosmosStoreOptions(Uri Endpoint, string? Key, string Database, bool Gateway)
{
    /// <summary>Somebody waits for the answer.</summary>
    public Patience Interactive { get; init; } = new(3, TimeSpan.FromSeconds(2));

    /// <summary>Nobody waits: projections, effects, imports.</summary>
    public Patience Background { get; init; } = new(9, TimeSpan.FromSeconds(30));

    /// <summary>
    /// From <c>Storage:Cosmos</c>: Endpoint, Key, Database (hrcollab), Mode (Direct; Gateway for an endpoint without TLS), RequestSeconds (2) and
    /// BackgroundSeconds (30) of patience.
    /// </summary>
    public static CosmosStoreOptions Of(IConfiguration configuration)
    {
        var section = configuration.GetSection("Storage:Cosmos");
        if (!Uri.TryCreate(section["Endpoint"], UriKind.Absolute, out var endpoint))
            throw new StoreRefusedException(new("请在 Storage:Cosmos:Endpoint 中指定 Cosmos DB 帐户的地址。", "Name the address of the Cosmos DB account in Storage:Cosmos:Endpoint."));
        var gateway = endpoint.Scheme == Uri.UriSchemeHttp || string.Equals(section["Mode"], "Gateway", StringComparison.OrdinalIgnoreCase);
        var options = new CosmosStoreOptions(endpoint, section["Key"] is { Length: > 0 } key ? key : null, section["Database"] is { Length: > 0 } database ? database : "hrcollab", gateway);
        return options with
        {
            Interactive = options.Interactive with { Budget = Seconds(section, "RequestSeconds", options.Interactive) },
            Background = options.Background with { Budget = Seconds(section, "BackgroundSeconds", options.Background) },
        };
    }

    private static TimeSpan Seconds(IConfigurationSection section, string name, Patience otherwise) =>
        TimeSpan.FromSeconds(Math.Clamp(section.GetValue(name, otherwise.Budget.TotalSeconds), 0.5, 300));
}

/// <summary>How often a call is tried and how long all tries may take together.</summary>
internal sealed record Patience(int Tries, TimeSpan Budget)
{
    /// <summary>How long one try may take: one that hangs leaves time for another.</summary>
    public TimeSpan Attempt => Budget / 2;
}
