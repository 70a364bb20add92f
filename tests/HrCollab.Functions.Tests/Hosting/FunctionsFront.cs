using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HrCollab.Functions.Tests.Hosting;

/// <summary>What the world sees of a Functions host: one route per function and method, and nothing else.</summary>
internal sealed class FunctionsFront : FrontDoor, IAsyncDisposable
{
    private const long MostBytes = 100 * 1024 * 1024;
    private readonly HandlerProcess? _process;
    private readonly WebApplication _app;
    private readonly HttpClient? _handler;
    private readonly Dictionary<string, string> _tokens = new(StringComparer.Ordinal);

    private FunctionsFront(HandlerProcess? process, WebApplication app)
    {
        (_process, _app) = (process, app);
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { BaseAddress = new Uri(app.Urls.Single()) };
        if (process is not null) _handler = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = process.Address };
    }

    public override HttpClient Http { get; }

    public static Task<FunctionsFront> Started(FunctionsHost host, IPassOn way) => Started(host.Functions, way, host.Handler, app =>
        app.MapPost("/admin/functions/{name}", async (HttpContext context, string name) =>
            FunctionsHost.Level(context.Request, null) < 2 ? Results.Unauthorized() : await host.Fire(name) ? Results.Accepted() : Results.StatusCode(StatusCodes.Status500InternalServerError)));

    /// <summary>In front of functions alone, with a process that carries them out or without.</summary>
    public static async Task<FunctionsFront> Started(IEnumerable<HostedFunction> functions, IPassOn way, HandlerProcess? process = null, Action<WebApplication>? more = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddRouting(); // with every constraint that the host knows
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = MostBytes;
        });
        var app = builder.Build();
        app.Use(async (context, next) =>
        {
            await next(context);
            // What no function names does not exist; there is no 405.
            if (context.GetEndpoint()?.Metadata.GetMetadata<HostedFunction>() is null && context.Response.StatusCode == StatusCodes.Status405MethodNotAllowed) context.Response.StatusCode = StatusCodes.Status404NotFound;
        });
        app.UseRouting();
        foreach (var function in functions.Where(f => !f.IsTimer))
            app.MapMethods("/" + function.Route, function.Methods, context => Invoke(context, process, function, way)).WithMetadata(function);
        more?.Invoke(app);
        await app.StartAsync();
        return new FunctionsFront(process, app);
    }

    /// <summary>Signed in at the handler itself: through the host the sign-in without a password does not exist.</summary>
    public override async Task<string> Token(string person)
    {
        if (_tokens.TryGetValue(person, out var held)) return held;
        await _process!.Ready();
        return _tokens[person] = await DevelopmentToken(_handler!, person);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _handler?.Dispose();
        await _app.DisposeAsync();
    }

    private static async Task Invoke(HttpContext context, HandlerProcess? process, HostedFunction function, IPassOn way)
    {
        var needed = function.Level switch { "anonymous" => 0, "function" => 1, _ => 2 };
        if (FunctionsHost.Level(context.Request, function) < needed)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        try
        {
            if (process is not null) await process.Ready();
            await way.PassOn(context);
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException or IOException && !context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError; // all that the host says of a handler that failed
        }
    }
}
