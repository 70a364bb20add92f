using System.Globalization;
using HrCollab.Components.SignIn;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Functions.Example;
using HrCollab.Functions.Feedback;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Publishing;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Storage.Tools;

namespace HrCollab.Functions.Hosting;

/// <summary>Starts the host: definitions, example company, and where to click. Also its commands.</summary>
internal static class HostStart
{
    /// <summary>
    /// Exit code of a process that ended though nobody asked it to. A Functions host never restarts a handler that ended with 0, and stops
    /// one by killing it: whatever else ends it there is a failure. So is, anywhere, a background service that failed and took the process with it.
    /// </summary>
    private const int StoppedByItself = 3;

    /// <summary>Opens the store before anything needs it. False, with what to do in the log, when it cannot be used.</summary>
    public static Task<bool> OpenStore(this WebApplication app) => Says(app, app.Services.OpenStore);

    /// <summary>Creates the database and containers of Cosmos DB; SQLite makes its file by itself. False, with what to do in the log, when that fails.</summary>
    public static Task<bool> Provision(this WebApplication app) => Says(app, () => app.Services.ProvisionStore(app.Configuration));

    private static async Task<bool> Says(WebApplication app, Func<Task> open)
    {
        try
        {
            await open();
            return true;
        }
        catch (StoreRefusedException refused)
        {
            app.Logger.LogCritical("{Reason}", refused.Message);
            return false;
        }
    }

    /// <summary>Runs a command that needs no open store and returns its exit code; null when the host is to start.</summary>
    public static async Task<int?> RunTool(this WebApplication app, IReadOnlyList<string> words) => words is ["provision"]
        ? await app.Provision() ? 0 : 1
        : await StoreTools.Run(app.Configuration, app.Services.GetRequiredService<TimeProvider>(), words, Console.Out, Console.Error, CancellationToken.None);

    /// <summary>Runs until stopped, or runs a command and returns its exit code.</summary>
    public static async Task<int> Start(this WebApplication app, IReadOnlyList<string> words)
    {
        if (words is ["seed", ..]) return await app.Prepare() ? await Seed(app, words.ElementAtOrDefault(1)) : 1;
        if (!await app.Prepare()) return 1;
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            SayWhere(app);
            _ = Task.Run(app.Services.GetRequiredService<ActiveDefinitions>().Warm);
        });
        List<BackgroundService> background = [.. app.Services.GetServices<IHostedService>().OfType<BackgroundService>()];
        var hosted = app.Configuration.IsUnderAHost(); // what belongs to the application is gone when it has run
        await app.RunAsync();
        return hosted || background.Exists(b => b.ExecuteTask?.IsFaulted == true) ? StoppedByItself : 0;
    }

    /// <summary>Activates the definitions and, in an empty store, brings in the example company. False when the definitions have errors.</summary>
    public static async Task<bool> Prepare(this WebApplication app)
    {
        if (await app.Services.GetRequiredService<RevisionStore>().Active(CancellationToken.None) is { } before) await Settle(app, before.Active);
        else if (SeedsExample(app)) _ = Task.Run(FirstUse.OfScripts); // the records of the example company compute their fields
        try
        {
            if (!await Activate(app)) return false;
        }
        catch (RevisionRefusedException refused)
        {
            // To decide by anything else would be a change of the definitions that nobody made.
            app.Logger.LogCritical("{Reason}", $"""
                {refused.Why.Message.With(refused.Revision).Zh}它是当前启用的版本,因此没有启动。请把定义目录换成这个版本(或应当生效的版本)的文件后再启动:目录改变后以目录为准(设置了 Definitions:Folder=first 时,这次启动改用 wins)。
                {refused.Why.Message.With(refused.Revision).En} It is the active revision, so the host does not start. Put the files of that revision, or of the one that shall hold, into the definitions folder and start again: a folder that has changed wins (with Definitions:Folder=first, start with wins this once).
                """);
            return false;
        }

        await Settle(app, app.Services.GetRequiredService<ActiveDefinitions>().Current.Hash);
        if (!SeedsExample(app)) return true;
        await app.Services.GetRequiredService<Seeding>().Once(ExampleCompany.Records(), CancellationToken.None);
        return true;
    }

    private static bool SeedsExample(WebApplication app) => app.Configuration.GetValue("Example:Seed", app.Environment.IsDevelopment());

    /// <summary>Closes the feedback that a revision still owes an answer. What hinders that hinders nobody else: the next start or publication does it.</summary>
    private static async Task Settle(WebApplication app, string revision)
    {
        try
        {
            await app.Services.GetRequiredService<FeedbackClosings>().Settle(revision);
        }
        catch (Exception e)
        {
            app.Logger.LogError(e, "版本 {Revision} 所回应的反馈尚未全部关闭。 Feedback that revision {Same} answers is not all closed yet.", revision, revision);
        }
    }

    /// <summary>
    /// Makes the folder's definitions the active ones, unless it is only what an empty store begins with (<see cref="DefinitionsFolder.IsFirstOnly"/>). When they have errors, the revision that was active stays, and only a store that never had
    /// one is left alone: the log says what is wrong, and readiness that folder and revision differ.
    /// </summary>
    private static async Task<bool> Activate(WebApplication app)
    {
        var definitions = app.Services.GetRequiredService<ActiveDefinitions>();
        if (DefinitionsFolder.IsFirstOnly(app.Configuration) && await definitions.Resume(CancellationToken.None)) return true;
        var folder = DefinitionsFolder.Find(app.Configuration);
        var diagnostics = await definitions.Activate(
            DefinitionsFolder.Read(folder), new Publication(app.Services.GetRequiredService<TimeProvider>().GetUtcNow(), Commit: GitCommit.Of(folder)), CancellationToken.None);
        foreach (var d in diagnostics.Where(d => d.Severity != Severity.Notice))
            app.Logger.Log(d.Severity == Severity.Error ? LogLevel.Error : LogLevel.Warning, "{Code} {File}:{Line} {Path} {Message} / {English}", d.Code, d.File, d.Line, d.Path, d.Message.Zh, d.Message.En);
        if (diagnostics.All(d => d.Severity != Severity.Error)) return true;
        if (!await definitions.Resume(CancellationToken.None)) return false;
        app.Logger.LogError("定义有错误,未启用;仍使用之前的版本。 The definitions have errors and are not activated; the revision before stays: {Revision}.", definitions.Current.Hash);
        return true;
    }

    private static async Task<int> Seed(WebApplication app, string? count)
    {
        if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var people) || people is < 1 or > 2_000_000)
        {
            await Console.Error.WriteLineAsync("seed takes the number of people, such as: seed 10000");
            return 1;
        }

        await app.StartAsync();
        var created = await app.Services.GetRequiredService<Seeding>().Seed(CompanyGenerator.Generate(people), CancellationToken.None);
        while (app.Services.GetRequiredService<ProjectorSignal>().Behind > 0) await app.Services.GetRequiredService<ProjectorSignal>().CaughtUp(CancellationToken.None);
        Console.WriteLine($"{created} records created.");
        await app.StopAsync();
        return 0;
    }

    private static void SayWhere(WebApplication app)
    {
        var address = app.Urls.FirstOrDefault() ?? "http://127.0.0.1:7071";
        if (app.Environment.IsDevelopment())
        {
            Console.WriteLine($"""

                  HrCollab  {address}
                  打开上面的地址,选择一位示例人员登录(例如 E0007 研发一部负责人)。
                  Open the address above and sign in as an example person (for example E0007, head of R&D 1).

                """);
            return;
        }

        var settings = app.Services.GetRequiredService<SignInSettings>();
        Console.WriteLine($"HrCollab  {settings.PublicUrl?.ToString() ?? address}");
        if (settings.Authority is null && !EasyAuth.IsOn(app.Configuration))
            app.Logger.LogWarning("没有配置登录方式,无人能够登录:请设置 Identity:Authority(见 Identity/README.md)。 No way to sign in is configured, so nobody can: set Identity:Authority (see Identity/README.md).");
    }
}
