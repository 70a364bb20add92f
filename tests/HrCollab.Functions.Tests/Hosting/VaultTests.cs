using System.Net;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;
using HrCollab.Functions.Hosting;
using Microsoft.Extensions.Configuration;

namespace HrCollab.Functions.Tests.Hosting;

/// <summary>Secrets of a Key Vault, as its REST interface answers. Source: Azure Key Vault REST API, Get Secrets and Get Secret.</summary>
public sealed class VaultTests
{
    [Fact]
    public void Secrets_AreSettings_AndDisabledOnesAreNot()
    {
        using var transport = new HttpClientTransport(new Answers());
        var configuration = new ConfigurationManager();
        configuration["Identity:ClientSecret"] = "from elsewhere";
        configuration.AddSecrets(new SecretClient(new Uri("https://vault.example"), new Token(), new SecretClientOptions { Transport = transport, DisableChallengeResourceVerification = true }));
        Assert.Equal("from the vault", configuration["Identity:ClientSecret"]);
        Assert.Null(configuration["Keys:Secret"]);
    }

    [Theory]
    [InlineData("vault.example")]
    [InlineData("http://vault.example")]
    public void WhatIsNoAddress_StopsTheStart(string address)
    {
        var configuration = new ConfigurationManager();
        configuration["KeyVault:Uri"] = address;
        Assert.Contains("KeyVault:Uri", Assert.Throws<InvalidOperationException>(configuration.AddVault).Message);
    }

    private sealed class Answers : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(Answer(request));

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => Answer(request);

        private static HttpResponseMessage Answer(HttpRequestMessage request)
        {
            if (request.Headers.Authorization is null)
                return new HttpResponseMessage(HttpStatusCode.Unauthorized) { RequestMessage = request, Headers = { { "WWW-Authenticate", "Bearer authorization=\"https://login.example/t\", resource=\"https://vault.azure.net\"" } } };
            return new HttpResponseMessage(HttpStatusCode.OK)
            {
                RequestMessage = request,
                Content = new StringContent(
                    request.RequestUri!.AbsolutePath.TrimEnd('/') == "/secrets"
                        ? """{"value":[{"id":"https://vault.example/secrets/Identity--ClientSecret","attributes":{"enabled":true}},{"id":"https://vault.example/secrets/Keys--Secret","attributes":{"enabled":false}}],"nextLink":null}"""
                        : """{"value":"from the vault","id":"https://vault.example/secrets/Identity--ClientSecret/1","attributes":{"enabled":true}}""",
                    Encoding.UTF8, "application/json"),
            };
        }
    }

    private sealed class Token : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new("token", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}
