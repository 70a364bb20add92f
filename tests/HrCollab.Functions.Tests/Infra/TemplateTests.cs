using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HrCollab.Functions.Imports;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Storage.Cosmos;
using HrCollab.Tests;
using Microsoft.Extensions.Configuration;

namespace HrCollab.Functions.Tests.Infra;

/// <summary>S50: what is deployed to Azure, compiled without a network and looked at as the resource manager would.</summary>
public sealed partial class TemplateTests(Template template) : IClassFixture<Template>
{
    private const string Cosmos = "Microsoft.DocumentDB/databaseAccounts";

    [BicepFact]
    public void S50_TheTemplate_CompilesWithoutAWarning()
    {
        Assert.True(template.Code == 0, template.Said);
        Assert.Equal("", template.Said.Trim());
    }

    /// <summary>Each right at the one resource it is for, to the one identity; no owner, no contributor, nothing over the group.</summary>
    [BicepFact]
    public void S50_TheIdentity_HasExactlyFourRights()
    {
        var roles = template.All("Microsoft.Authorization/roleAssignments").Select(r => (Scope: ResourceType().Match(r.Text("scope")).Value, Role: RoleId().Match(r["properties"]!.Text("roleDefinitionId")).Value)).ToHashSet();
        (string, string)[] expected =
        [
            ("Microsoft.Storage/storageAccounts", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b"), // Storage Blob Data Owner: the Functions host asks for it
            ("Microsoft.KeyVault/vaults", "4633458b-17de-408a-b874-0445c86b69e6"), // Key Vault Secrets User: reads secrets, lists and writes none
            ("Microsoft.Insights/components", "3913510d-42f4-4e42-8a64-420c390055eb"), // Monitoring Metrics Publisher
        ];
        Assert.Equal(expected.ToHashSet(), roles);
        Assert.Equal(3, template.All("Microsoft.Authorization/roleAssignments").Count());
        var documents = template.Only(Cosmos + "/sqlRoleAssignments")["properties"]!;
        Assert.Contains("00000000-0000-0000-0000-000000000002", documents.Text("roleDefinitionId"), StringComparison.Ordinal); // Cosmos DB Built-in Data Contributor
        Assert.Matches(@"\{0\}/dbs/\{1\}", documents.Text("scope")); // of the one database, not of the account
        var assigned = template.All("Microsoft.Authorization/roleAssignments").Select(r => r["properties"]!.Text("principalId")).Append(documents.Text("principalId")).Distinct(StringComparer.Ordinal);
        Assert.Contains("Microsoft.ManagedIdentity/userAssignedIdentities", Assert.Single(assigned), StringComparison.Ordinal);
    }

    [BicepFact]
    public void S50_TheDatabase_ScalesByItself_WithTheContainersAndIndexesThatProvisioningMakes()
    {
        var database = template.Only(Cosmos + "/sqlDatabases")["properties"]!;
        Assert.Equal("[parameters('maxThroughput')]", database["options"]!["autoscaleSettings"]!.Text("maxThroughput"));
        Assert.True(template.Root["parameters"]!["maxThroughput"]!["minValue"]!.GetValue<int>() >= 1000); // the least the service scales to
        var made = template.Only(Cosmos + "/sqlDatabases/containers"); // one resource, copied for each name
        var named = Assert.Single(Names().Matches(made.Text("name"))).Groups["names"].Value;
        var resource = made["properties"]!["resource"]!;
        var containers = Enum.GetValues<Container>().Select(CosmosProvisioning.Properties).ToList();
        Assert.Equal(string.Join(", ", containers.Select(c => $"'{c.Id}'")), named);
        Assert.Equal($"[length(createArray({named}))]", made["copy"]!.Text("count").Replace("\u0027", "'", StringComparison.Ordinal));
        Assert.All(containers, container =>
        {
            Assert.Equal(container.PartitionKeyPaths, resource["partitionKey"]!["paths"]!.AsArray().Select(p => p!.GetValue<string>()));
            Assert.Equal((int)container.PartitionKeyDefinitionVersion!, resource["partitionKey"]!["version"]!.GetValue<int>());
            Assert.Equal(container.DefaultTimeToLive, resource["defaultTtl"]!.GetValue<int>());
            var (policy, written) = (container.IndexingPolicy, resource["indexingPolicy"]!);
            Assert.Equal(policy.IndexingMode.ToString().ToLowerInvariant(), written.Text("indexingMode"));
            Assert.Equal(policy.IncludedPaths.Select(p => p.Path), Paths(written["includedPaths"]));
            Assert.Equal(policy.ExcludedPaths.Select(p => p.Path), Paths(written["excludedPaths"]));
            Assert.Equal(
                policy.CompositeIndexes.Select(i => string.Join(',', i.Select(p => $"{p.Path} {p.Order}".ToLowerInvariant()))),
                (written["compositeIndexes"] as JsonArray ?? []).Select(i => string.Join(',', i!.AsArray().Select(p => $"{p!.Text("path")} {p!["order"]?.ToString() ?? "ascending"}".ToLowerInvariant()))));
        });

        static IEnumerable<string> Paths(JsonNode? paths) => (paths as JsonArray ?? []).Select(p => p!.Text("path"));
    }

    /// <summary>A composite index would be needed by a query with two fields in its order: the store asks in order of id alone.</summary>
    [Fact]
    public void S50_NoQueryOfTheStore_NeedsACompositeIndex()
    {
        var orders = Repository.Files("functions/HrCollab.Functions/Storage/Cosmos", ".cs").SelectMany(f => OrderBy().Matches(f.Text).Select(m => m.Groups["order"].Value)).ToList();
        Assert.NotEmpty(orders);
        Assert.All(orders, o => Assert.Equal("c.id {(range.Descending ? ", o));
    }

    [BicepFact]
    public void S50_NothingIsReachedWithoutTls_OrByAKeyThatLiesInAFile()
    {
        var storage = template.Only("Microsoft.Storage/storageAccounts")["properties"]!;
        Assert.True(storage["supportsHttpsTrafficOnly"]!.GetValue<bool>());
        Assert.Equal("TLS1_2", storage.Text("minimumTlsVersion"));
        Assert.False(storage["allowSharedKeyAccess"]!.GetValue<bool>());
        Assert.False(storage["allowBlobPublicAccess"]!.GetValue<bool>());
        var cosmos = template.Only(Cosmos)["properties"]!;
        Assert.True(cosmos["disableLocalAuth"]!.GetValue<bool>());
        Assert.Equal("Tls12", cosmos.Text("minimalTlsVersion"));
        Assert.False(cosmos["enableMultipleWriteLocations"]!.GetValue<bool>()); // If-Match guards within a region
        Assert.Equal("Continuous", cosmos["backupPolicy"]!.Text("type"));
        var vault = template.Only("Microsoft.KeyVault/vaults")["properties"]!;
        Assert.True(vault["enableRbacAuthorization"]!.GetValue<bool>());
        Assert.True(vault["enablePurgeProtection"]!.GetValue<bool>());
        Assert.True(template.Only("Microsoft.Insights/components")["properties"]!["DisableLocalAuth"]!.GetValue<bool>());
        var app = template.Only("Microsoft.Web/sites")["properties"]!;
        Assert.True(app["httpsOnly"]!.GetValue<bool>());
        Assert.Equal(("1.2", "Disabled", "/api/ready"), (app["siteConfig"]!.Text("minTlsVersion"), app["siteConfig"]!.Text("ftpsState"), app["siteConfig"]!.Text("healthCheckPath")));
        Assert.Equal("custom", app["functionAppConfig"]!["runtime"]!.Text("name"));
    }

    /// <summary>Nothing is written beside the package, which is mounted read-only; programs that the installation names are known.</summary>
    [BicepFact]
    public void S50_FilesThatWait_LieInATemporaryFolder_AndProgramsAreAParameter()
    {
        var settings = template.Only("Microsoft.Web/sites")["properties"]!["siteConfig"]!["appSettings"]!.AsArray().ToDictionary(s => s!.Text("name"), s => s!.Text("value"), StringComparer.Ordinal);
        Assert.Equal("[parameters('clients')]", settings["Identity__Clients"]);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Imports:Path", settings["Imports__Path"]), new("Storage:Path", Path.Combine(AppContext.BaseDirectory, "store.db"))]).Build();
        Assert.StartsWith(Path.GetTempPath(), ImportOptions.Of(configuration).Folder, StringComparison.Ordinal);
    }

    /// <summary>Somebody hears of failures and of a database at its limit; what is kept of each resource names no record.</summary>
    [BicepFact]
    public void S50_AlertsReachTheActionGroup_AndDiagnosticsTheWorkspace()
    {
        var alerts = template.All("Microsoft.Insights/metricAlerts").ToList();
        Assert.Equal(["Http5xx", "NormalizedRUConsumption"], alerts.Select(a => a["properties"]!["criteria"]!["allOf"]![0]!.Text("metricName")).Order(StringComparer.Ordinal));
        Assert.All(alerts, alert =>
        {
            Assert.True(alert["properties"]!["enabled"]!.GetValue<bool>());
            Assert.Single(alert["properties"]!["scopes"]!.AsArray());
            Assert.Equal("[variables('told')]", alert["properties"]!.Text("actions"));
        });
        Assert.Contains("parameters('actionGroup')", template.Root["variables"]!.Text("told"), StringComparison.Ordinal);
        var kept = template.All("Microsoft.Insights/diagnosticSettings").ToList();
        Assert.Equal(["Microsoft.DocumentDB/databaseAccounts", "Microsoft.KeyVault/vaults", "Microsoft.Web/sites"], kept.Select(d => ResourceType().Match(d.Text("scope")).Value).Order(StringComparer.Ordinal));
        Assert.All(kept, d => Assert.Contains("Microsoft.OperationalInsights/workspaces", d["properties"]!.Text("workspaceId"), StringComparison.Ordinal));
        var logs = kept.SelectMany(d => d["properties"]!["logs"]!.AsArray()).Select(l => l!.Text("category"));
        Assert.Equal(["AuditEvent", "ControlPlaneRequests", "FunctionAppLogs"], logs.Order(StringComparer.Ordinal)); // DataPlaneRequests would hold keys of records
        var settings = template.Only("Microsoft.Web/sites")["properties"]!["siteConfig"]!["appSettings"]!.AsArray();
        Assert.Equal("[parameters('otlpEndpoint')]", settings.Single(s => s!.Text("name") == "OTEL_EXPORTER_OTLP_ENDPOINT")!.Text("value"));
    }

    /// <summary>What is secret is named where it lies, in the vault; nothing of it is a parameter, a setting or an output.</summary>
    [BicepFact]
    public void S50_NoSecret_IsAParameterASettingOrAnOutput()
    {
        var settings = template.Only("Microsoft.Web/sites")["properties"]!["siteConfig"]!["appSettings"]!.AsArray();
        Assert.All(settings.Where(s => Secret().IsMatch(s!.Text("name"))), s => Assert.Contains("@Microsoft.KeyVault(SecretUri=", s!.Text("value"), StringComparison.Ordinal));
        Assert.Contains(settings, s => s!.Text("name") == "Keys__Secret");
        Assert.All(template.Root["parameters"]!.AsObject(), p => Assert.DoesNotMatch(Secret(), p.Key));
        Assert.All(template.Root["outputs"]!.AsObject(), o => Assert.DoesNotMatch("(?i)list(keys|secrets|connectionstrings|accountsas)|connectionstring|\\.primaryKey", o.Value!.Text("value")));
        Assert.DoesNotMatch("(?i)listkeys|listconnectionstrings|accountkey=", template.Root.ToJsonString());
    }

    /// <summary>A setting that is misspelt would do nothing: each is read by the program, or by the platform.</summary>
    [BicepFact]
    public void S50_EverySetting_IsReadByTheProgram()
    {
        var code = string.Concat(Repository.Files("functions", ".cs").Select(f => f.Text));
        var own = template.Only("Microsoft.Web/sites")["properties"]!["siteConfig"]!["appSettings"]!.AsArray().Select(s => s!.Text("name")).Where(n => n.Split("__")[0] is "Storage" or "Identity" or "Keys" or "Imports" or "Backup" or "Revisions").ToList();
        Assert.True(own.Count >= 9);
        Assert.All(own, name => Assert.True(
            code.Contains('"' + name.Replace("__", ":", StringComparison.Ordinal) + '"', StringComparison.Ordinal) || code.Contains('"' + name.Split("__")[^1] + '"', StringComparison.Ordinal), name));
    }

    [GeneratedRegex(@"Microsoft\.[A-Za-z]+/[A-Za-z]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ResourceType();

    [GeneratedRegex(@"createArray\((?<names>[^)]*)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Names();

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RoleId();

    [GeneratedRegex("secret|password|accountkey|sharedkey", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Secret();

    [GeneratedRegex(@"ORDER BY (?<order>[^""\r\n]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OrderBy();
}
