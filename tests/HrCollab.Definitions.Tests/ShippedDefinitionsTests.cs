using HrCollab.Engine.Kernel;

namespace HrCollab.Definitions.Tests;

public sealed class ShippedDefinitionsTests
{
    [Fact]
    public void WholeFolder_CompilesWithoutErrorOrWarning() =>
        Assert.Empty(DefinitionCompiler.Compile(Shipped.Files).Diagnostics.Where(d => d.Severity != Severity.Notice).Select(d => $"{d.Code} {d.File}#{d.Path} {d.Message.En}"));
}
