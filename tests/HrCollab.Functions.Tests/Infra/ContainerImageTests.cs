using System.Text.RegularExpressions;
using HrCollab.Functions.Hosting;
using HrCollab.Functions.Storage;
using HrCollab.Tests;
using Microsoft.Extensions.Configuration;

namespace HrCollab.Functions.Tests.Infra;

/// <summary>
/// What can be said of the image without an engine that builds it (the pipeline has one): everything it names is there, it runs what is published, without
/// rights over the machine, and writes where its owner may.
/// </summary>
public sealed partial class ContainerImageTests
{
    private static readonly List<(string Word, string Value)> Lines =
        [.. Repository.Read("functions/Dockerfile").Split('\n', StringSplitOptions.TrimEntries).Where(l => l.Length > 0 && l[0] != '#').Select(l => (l[..l.IndexOf(' ', StringComparison.Ordinal)], l[(l.IndexOf(' ', StringComparison.Ordinal) + 1)..]))];

    private static IEnumerable<string> Of(string word) => Lines.Where(l => l.Word == word).Select(l => l.Value);

    /// <summary>What the program is built for is what it runs on; the image of the runtime has ICU, without which Chinese is not collated.</summary>
    [Fact]
    public void TheStages_AreOfTheFrameworkTheProgramIsBuiltFor()
    {
        var framework = TargetFramework().Match(Repository.Read("Directory.Build.props")).Groups["version"].Value;
        Assert.Equal([$"mcr.microsoft.com/dotnet/sdk:{framework} AS build", $"mcr.microsoft.com/dotnet/aspnet:{framework}"], Of("FROM"));
    }

    [Fact]
    public void WhatIsPublished_IsWhatIsCopiedAndRun()
    {
        var publish = Publish().Match(Of("RUN").First());
        Assert.True(publish.Success, Of("RUN").First());
        var project = publish.Groups["project"].Value;
        var name = Path.GetFileName(project);
        Assert.True(File.Exists(Path.Combine(Repository.Root, project, name + ".csproj")), project);
        Assert.Contains($"--from=build {publish.Groups["folder"].Value} .", Of("COPY"));
        Assert.Equal(typeof(HostRegistration).Assembly.GetName().Name, name);
        Assert.Equal($"[\"dotnet\", \"{name}.dll\"]", Lines[^1] is ("ENTRYPOINT", var run) ? run : "");
    }

    /// <summary>Its history stays outside, so whoever builds it says of which commit it is, in the stage that compiles; without, the image says none.</summary>
    [Fact]
    public void TheImage_IsToldItsCommit()
    {
        Assert.Equal("COMMIT", Assert.Single(Of("ARG")));
        var (argument, compiles) = (Lines.FindIndex(l => l.Word == "ARG"), Lines.FindIndex(l => l.Value.StartsWith("dotnet publish", StringComparison.Ordinal)));
        Assert.True(Lines.FindIndex(l => l.Word == "FROM") < argument && argument < compiles);
        Assert.EndsWith(" -p:SourceRevisionId=$COMMIT", Lines[compiles].Value, StringComparison.Ordinal);
        Assert.Contains("--build-arg COMMIT=\"$GITHUB_SHA\"", Repository.Read(".github/workflows/app.yml"), StringComparison.Ordinal);
    }

    /// <summary>Not root, and the one folder it writes to is its own before it becomes a volume.</summary>
    [Fact]
    public void TheProgram_RunsWithoutRights_AndWritesToItsVolumeAlone()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings().Select(s => KeyValuePair.Create(s.Key.Replace("__", ":", StringComparison.Ordinal), (string?)s.Value))).Build();
        var (user, volume) = (Assert.Single(Of("USER")), Assert.Single(Of("VOLUME")));
        Assert.NotEqual("root", user);
        Assert.Equal(volume, Path.GetDirectoryName(StoragePath.Of(configuration)));
        Assert.Contains($"mkdir {volume} && chown {user}:{user} {volume}", Of("RUN"));
        int At(string word) => Lines.FindIndex(l => l.Word == word);
        Assert.True(Lines.FindIndex(l => l.Value.Contains("chown", StringComparison.Ordinal)) < At("USER") && At("USER") < At("VOLUME") && At("VOLUME") < At("ENTRYPOINT"));
        Assert.Equal(Assert.Single(Of("EXPOSE")), configuration["Urls"]!.Split(':')[^1]);
        Assert.True(int.Parse(Of("EXPOSE").Single(), System.Globalization.CultureInfo.InvariantCulture) >= 1024, "A port that takes no rights.");
    }

    /// <summary>What the build leaves outside is nothing that it needs, and what must not get in stays outside.</summary>
    [Fact]
    public void WhatIsIgnored_IsNotNeeded_AndNoSecretNorHistoryGetsIn()
    {
        var ignored = Repository.Read("functions/Dockerfile.dockerignore").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Pattern).ToList();
        string[] needed =
        [
            "global.json", "host.json", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "BannedSymbols.txt", ".editorconfig", "definitions/manifest.json", "functions/RUNBOOKS.md",
            .. Needed(new("functions/HrCollab.Functions/HrCollab.Functions.csproj")),
        ];
        Assert.True(needed.Length > 100, "The projects have files.");
        Assert.All(needed, path => Assert.True(File.Exists(Path.Combine(Repository.Root, path)) && !ignored.Exists(i => i.IsMatch(path)), path));
        Assert.All((string[])[".git/config", "data/hrcollab.db.secret", "functions/HrCollab.Functions/data/hrcollab.db", "functions/HrCollab.Functions/bin/Release/x.dll", "tests/README.md"], path => Assert.True(ignored.Exists(i => i.IsMatch(path)), path));
    }

    private static Dictionary<string, string> Settings() => Of("ENV").SelectMany(e => e.Split(' ')).Select(e => e.Split('=', 2)).ToDictionary(e => e[0], e => e[1], StringComparer.Ordinal);

    /// <summary>The files of a project and of those it refers to, as they are in the work tree.</summary>
    private static IEnumerable<string> Needed(string project)
    {
        var folder = Path.GetDirectoryName(project)!;
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'))
            .Where(f => !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/data/", StringComparison.Ordinal));
        var others = ProjectReference().Matches(Repository.Read(project)).Select(m => Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, folder, m.Groups["path"].Value))).Replace('\\', '/'));
        return files.Concat(others.SelectMany(Needed)).Distinct(StringComparer.Ordinal);
    }

    /// <summary>A line of the ignore file: ** is any folders, * a part of a name, and what lies below is meant too.</summary>
    private static Regex Pattern(string line) => new(
        "^" + Regex.Escape(line).Replace(@"\*\*/", "(.*/)?", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal) + "(/.*)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    [GeneratedRegex("<TargetFramework>net(?<version>[0-9.]+)</TargetFramework>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TargetFramework();

    [GeneratedRegex("^dotnet publish (?<project>[^ ]+) -c Release -o (?<folder>/[^ ]+)( -p:SourceRevisionId=[^ ]+)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Publish();

    [GeneratedRegex("<ProjectReference Include=\"(?<path>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ProjectReference();
}
