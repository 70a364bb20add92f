using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using HrCollab.Engine.Kernel;
using HrCollab.Functions.Hosting;
using HrCollab.Tests;

namespace HrCollab.Functions.Tests.Conventions;

/// <summary>Every code the product gives, over all assemblies.</summary>
public sealed partial class DiagnosticTests
{
    private const string Document = "functions/HrCollab.Engine/DIAGNOSTICS.md";

    private static readonly (FieldInfo Field, DiagnosticCode Code)[] Codes =
    [
        .. new[] { typeof(DiagnosticCode).Assembly, typeof(HostRegistration).Assembly }.SelectMany(a => a.GetTypes())
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(f => f.FieldType == typeof(DiagnosticCode)).Select(f => (f, (DiagnosticCode)f.GetValue(null)!)).OrderBy(f => f.Item2.Code, StringComparer.Ordinal),
    ];

    [Fact]
    public void Code_IsUsedOnce() => Assert.Empty(Codes.GroupBy(c => c.Code.Code).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void Code_HasItsForm() => Assert.All(Codes, c => Assert.Matches(Form(), c.Code.Code));

    [Fact]
    public void MessageAndHelp_AreThereInBothLanguages() => Assert.All(Codes, c =>
    {
        Assert.True(Speaks(c.Code.Message) && Speaks(c.Code.Help), c.Code.Code);
    });

    [Fact]
    public void BothLanguages_SayTheSameThings() => Assert.All(Codes, c =>
    {
        Assert.True(Places(c.Code.Message.Zh) == Places(c.Code.Message.En), c.Code.Code);
        Assert.True(Places(c.Code.Help.Zh) == Places(c.Code.Help.En), c.Code.Code);
    });

    [Fact]
    public void EveryCode_StandsInAStaticField()
    {
        var declared = Codes.Select(c => c.Code.Code).ToHashSet(StringComparer.Ordinal);
        var written = Repository.Files("functions", ".cs", ".razor").SelectMany(f => Written().Matches(f.Text).Select(m => m.Value.Trim('"'))).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(written.Except(declared));
    }

    [Fact]
    public void Document_ListsEveryCode()
    {
        if (Environment.GetEnvironmentVariable("HRCOLLAB_UPDATE") == "1") File.WriteAllText(Path.Combine(Repository.Root, Document), Listed());
        Assert.True(File.Exists(Path.Combine(Repository.Root, Document)) && Repository.Read(Document) == Listed(),
            $"{Document} is not up to date. Run: HRCOLLAB_UPDATE=1 dotnet test tests/HrCollab.Functions.Tests --filter DiagnosticTests");
    }

    private static string Listed()
    {
        var text = new StringBuilder("""
            # Diagnostics

            Every finding and refusal has a stable code that is never reused. `{0}`, `{1}` ... are what the author or caller wrote. This list is made from the code by a test.

            """);
        foreach (var slice in Codes.GroupBy(c => c.Field.DeclaringType!.Namespace!.Replace("HrCollab.", "", StringComparison.Ordinal)).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {slice.Key}\n\n| code | weight | found | help |\n|---|---|---|---|\n");
            foreach (var (_, code) in slice)
                text.Append(CultureInfo.InvariantCulture, $"| {code.Code} | {code.Severity.ToString().ToLowerInvariant()} | {Cell(code.Message)} | {Cell(code.Help)} |\n");
        }

        return text.ToString();
    }

    private static string Cell(Text text) => $"{text.Zh}<br>{text.En}".Replace("|", "\\|", StringComparison.Ordinal);

    private static bool Speaks(Text text) => text.Zh.Any(c => c >= 0x4E00) && text.En.Any(char.IsAsciiLetter) && !text.En.Any(c => c >= 0x4E00);

    private static string Places(string text) => string.Join(',', Place().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex("^HR-[A-Z]{3}-[0-9]{3}$", RegexOptions.NonBacktracking)]
    private static partial Regex Form();

    [GeneratedRegex("\"HR-[A-Z]+-[0-9]+\"", RegexOptions.NonBacktracking)]
    private static partial Regex Written();

    [GeneratedRegex(@"\{\d+[^}]*\}", RegexOptions.NonBacktracking)]
    private static partial Regex Place();
}
