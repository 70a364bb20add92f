namespace HrCollab.Functions.Imports;

/// <summary>What imports are made of.</summary>
internal static class ImportRegistration
{
    public static IServiceCollection AddImports(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(ImportOptions.Of(configuration)).AddSingleton<ImportInbox>().AddSingleton<ImportOwners>().AddSingleton<GivenUpImports>().AddSingleton<QuarantineDesk>().AddSingleton<QuarantineList>().AddSingleton<ImportWorker>();
        return services.AddHostedService(s => s.GetRequiredService<ImportWorker>());
    }
}
