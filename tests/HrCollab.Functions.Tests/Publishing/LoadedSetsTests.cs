using System.Runtime.CompilerServices;
using HrCollab.Engine.Kernel;
using HrCollab.Functions.Publishing;
using Microsoft.Extensions.Configuration;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>Revisions that cases began under: as many are held as the setting says, however many there are.</summary>
public sealed class LoadedSetsTests
{
    [Fact]
    public void NoMoreAreHeldThanTheSettingSays_AndThoseAskedForLastAre()
    {
        var loaded = LoadedSets.Of(Settings("2"));
        var made = Made(loaded, 5);
        Collect();
        Assert.Equal([false, false, false, true, true], made.Select(m => loaded.Find(m) is not null));
        Assert.NotNull(loaded.Find(made[3])); // and now it is the last one asked for
        Made(loaded, 1, from: 7);
        Collect();
        Assert.NotNull(loaded.Find(made[3]));
        Assert.Null(loaded.Find(made[4]));
        Assert.Equal("commit-0", loaded.CommitOf(made[0]));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    public void ASettingThatHoldsNothing_IsRefused(string held) => Assert.Contains("Revisions:Held", Assert.Throws<InvalidOperationException>(() => LoadedSets.Of(Settings(held))).Message, StringComparison.Ordinal);

    private static IConfiguration Settings(string held) => new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Revisions:Held", (string?)held)]).Build();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<string> Made(LoadedSets loaded, int count, int from = 0) => [.. Enumerable.Range(from, count).Select(i => loaded.Add(Compiled(i).From($"commit-{i}")).Hash)];

    private static DefinitionSet Compiled(int i) => DefinitionCompiler.Compile([new DefinitionFile(Manifest.Path, System.Text.Encoding.UTF8.GetBytes($$"""
        { "company": { "zh": "公司{{i}}", "en": "Company {{i}}" }, "formatVersion": 1, "timeZone": "Asia/Shanghai", "calendar": "cn", "alertDuty": "x" }
        """))]).Set ?? throw new InvalidOperationException("The definitions have errors.");

    private static void Collect()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
    }
}
