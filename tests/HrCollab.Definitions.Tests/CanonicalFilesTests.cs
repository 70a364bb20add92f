using System.Text;
using HrCollab.Engine;
using HrCollab.Engine.Kernel;

namespace HrCollab.Definitions.Tests;

public sealed class CanonicalFilesTests
{
    public static TheoryData<string> Paths => [.. Shipped.Files.Select(f => f.Path).Where(p => Kind(p) is not null)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void DefinitionFile_IsWrittenCanonically(string path)
    {
        var file = Shipped.Files.Single(f => f.Path == path);
        var canonical = Kind(path)!.Canonical(file);
        Assert.True(canonical is not null, $"{path} does not parse");
        Assert.Equal(Encoding.UTF8.GetString(canonical), Encoding.UTF8.GetString(file.Utf8.Span));
    }

    private static DefinitionKind? Kind(string path) => DefinitionKinds.All.FirstOrDefault(k => k.Owns(path));
}
