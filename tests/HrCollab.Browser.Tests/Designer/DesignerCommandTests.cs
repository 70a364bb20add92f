using HrCollab.Designer.Tests;
using HrCollab.Functions.Tests;
using HrCollab.Functions.Tests.Readme;

namespace HrCollab.Browser.Tests.Designer;

/// <summary>The README's command for the designer starts it, over a repository of its own.</summary>
public sealed class DesignerCommandTests
{
    [Fact]
    public async Task TheCommand_ServesTheDesigner()
    {
        using var sandbox = Sandbox.Shipped();
        await using var process = await StartedProcess.Run(ReadmeText.Commands().Single(c => c.Contains("HrCollab.Designer", StringComparison.Ordinal)), TestHost.Patience, "--Designer:Repository", sandbox.Definitions);
        using var http = new HttpClient();
        Assert.Contains("E0001", await http.GetStringAsync(new Uri(process.Address, "/sign-in")));
    }
}
