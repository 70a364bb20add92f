using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.FileProviders;

namespace HrCollab.Designer.Tests.Designer;

/// <summary>A designer that was built without Node.</summary>
internal sealed class Unbundled : IWebHostEnvironment
{
    public string WebRootPath { get; set; } = "";

    public IFileProvider WebRootFileProvider { get; set; } = new NullFileProvider();

    public string EnvironmentName { get; set; } = "Development";

    public string ApplicationName { get; set; } = "test";

    public string ContentRootPath { get; set; } = "";

    public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
}
