using System.Net;
using System.Text;
using HrCollab.Designer.Identity;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace HrCollab.Designer.Tests.Designer;

/// <summary>A host that answers as a test says.</summary>
internal static class HostStub
{
    public static HostAnswers Answers(Func<HttpRequestMessage, HttpResponseMessage> answer, string environment = "Development") => Answers(request => Task.FromResult(answer(request)), environment);

    public static HostAnswers Answers(Func<HttpRequestMessage, Task<HttpResponseMessage>> answer, string environment = "Development") => new(new Clients(answer), new Runs(environment));

    public static HttpResponseMessage Json(string text) => new(HttpStatusCode.OK) { Content = new StringContent(text, Encoding.UTF8, "application/json") };

    private sealed class Clients(Func<HttpRequestMessage, Task<HttpResponseMessage>> answer) : IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => new(new Handler(answer)) { BaseAddress = new Uri("http://host.invalid") };
    }

    private sealed class Handler(Func<HttpRequestMessage, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer(request).WaitAsync(cancellationToken);
    }

    private sealed class Runs(string environment) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = environment;

        public string ApplicationName { get; set; } = "test";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
