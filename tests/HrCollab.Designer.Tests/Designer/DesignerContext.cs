using Bunit;
using HrCollab.Designer.Drafting;
using HrCollab.Designer.Identity;
using HrCollab.Engine.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace HrCollab.Designer.Tests.Designer;

/// <summary>A session over a repository of its own, in which components are rendered without a browser.</summary>
internal sealed class DesignerContext : BunitContext
{
    /// <summary>How long anything that has to come may take: compiling and running all cases is slow on a busy machine, and only what fails waits so long.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Most tests begin with the shipped definitions: they are checked once.</summary>
    private static readonly CheckedStates Checked = new();

    public DesignerContext(string person = "E0001", Language language = Language.Chinese, Action<IServiceCollection>? services = null, params string[] duties)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Clock = new FakeTimeProvider(Sandbox.Now);
        Services.AddSingleton<TimeProvider>(Clock).AddSingleton(Box.Repository).AddSingleton<CurrentWork>().AddSingleton(Checked).AddSingleton<People>().AddSingleton<HrCollab.Designer.Parts.Cases.UnnoticedRuns>().AddScoped<Checking>().AddScoped<Studio>();
        Services.AddSingleton(HostStub.Answers(_ => new HttpResponseMessage(System.Net.HttpStatusCode.NotFound)));
        services?.Invoke(Services);
        Studio = Services.GetRequiredService<Studio>();
        Studio.Language = language;
        Studio.Begin(new Member(person, "测试" + person, [.. duties])).GetAwaiter().GetResult();
    }

    public Sandbox Box { get; } = Sandbox.Shipped();

    public FakeTimeProvider Clock { get; }

    public Studio Studio { get; }

    /// <summary>Changes an input without the background's renderings in between.</summary>
    public static Task Change<TComponent>(IRenderedComponent<TComponent> shown, string selector, string value)
        where TComponent : Microsoft.AspNetCore.Components.IComponent => shown.InvokeAsync(() => shown.Find(selector).Change(value));

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) Box.Dispose();
    }
}
