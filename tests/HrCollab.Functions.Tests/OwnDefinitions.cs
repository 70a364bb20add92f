using System.Globalization;
using HrCollab.Tests;

namespace HrCollab.Functions.Tests;

/// <summary>A copy of the shipped definitions in a folder of its own, changed as a test needs it, without golden cases.</summary>
internal sealed class OwnDefinitions : IDisposable
{
    public OwnDefinitions()
    {
        Add(TestHost.DefinitionsPath, cases: false);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("hrcollab-definitions-").FullName;

    /// <summary>With the example subsidiary, which has golden cases.</summary>
    public OwnDefinitions WithSubsidiary()
    {
        Add(Path.Combine(Repository.Root, "tests", "subsidiary"), cases: true);
        return this;
    }

    /// <summary>As a work tree of git that stands at a commit.</summary>
    public OwnDefinitions At(string commit)
    {
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, ".git")).FullName, "HEAD"), commit + "\n");
        return this;
    }

    /// <summary>Replaces a text of a file; it must be there.</summary>
    public OwnDefinitions With(string path, string old, string replacement)
    {
        var file = Path.Combine(Folder, path.Replace('/', Path.DirectorySeparatorChar));
        var text = File.ReadAllText(file);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(old, replacement, StringComparison.Ordinal));
        return this;
    }

    /// <summary>Instead of the shipped calendars those of the year of a moment and around it, in which every day is worked but one half a year away: for processes that have the machine's clock.</summary>
    public OwnDefinitions WorkedAround(DateTimeOffset now)
    {
        With("calendars/cn.calendar.json", "[\"saturday\", \"sunday\"]", "[]");
        foreach (var shipped in Directory.EnumerateFiles(Path.Combine(Folder, "calendars"), "cn-*.calendar.json").ToList()) File.Delete(shipped);
        foreach (var year in new[] { now.Year - 1, now.Year, now.Year + 1 })
        {
            var holiday = new DateOnly(year, (now.Month + 5) % 12 + 1, 15).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture); // a year has one
            File.WriteAllText(
                Path.Combine(Folder, "calendars", $"cn-{year}.calendar.json"),
                $$$"""{"id":"cn-{{{year}}}","title":{"zh":"{{{year}}}","en":"{{{year}}}"},"of":"cn","year":{{{year}}},"source":{"title":{"zh":"测试","en":"Test"}},"holidays":[{"title":{"zh":"假","en":"Holiday"},"from":"{{{holiday}}}","to":"{{{holiday}}}"}],"makeup":[]}""");
        }

        return this;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void Add(string folder, bool cases)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Where(f => cases || !f.EndsWith(".cases.json", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(Folder, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
