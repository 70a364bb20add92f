using Azure;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;

namespace HrCollab.Functions.Hosting;

/// <summary>
/// Secrets of Azure Key Vault as settings, <c>Identity--ClientSecret</c> for <c>Identity:ClientSecret</c>. Read once, when the host starts; a new
/// version counts from the next start. Only where <c>KeyVault:Uri</c> names a vault.
/// </summary>
internal static class Vault
{
    public static void AddVault(this ConfigurationManager configuration)
    {
        if (configuration["KeyVault:Uri"] is not { Length: > 0 } named) return;
        if (!Uri.TryCreate(named, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps)
            throw new InvalidOperationException("KeyVault:Uri 必须是 https 地址。\nKeyVault:Uri must be an https address.");
        configuration.AddSecrets(new SecretClient(address, new DefaultAzureCredential()));
    }

    /// <summary>The secrets go before settings of the same name from elsewhere.</summary>
    public static void AddSecrets(this ConfigurationManager configuration, SecretClient client) => ((IConfigurationBuilder)configuration).Add(new Source(client));

    private sealed class Source(SecretClient client) : ConfigurationProvider, IConfigurationSource
    {
        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public override void Load()
        {
            try
            {
                foreach (var secret in client.GetPropertiesOfSecrets().Where(s => s.Enabled != false))
                    Data[secret.Name.Replace("--", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)] = client.GetSecret(secret.Name).Value.Value;
            }
            catch (Exception e) when (e is RequestFailedException or AuthenticationFailedException)
            {
                throw new InvalidOperationException("无法读取 KeyVault:Uri 的机密;请检查网络和托管标识的权限。\nThe secrets of KeyVault:Uri cannot be read; check the network and the rights of the managed identity.", e);
            }
        }
    }
}
