using HrCollab.Engine.Kernel;

namespace HrCollab.Definitions.Tests;

/// <summary>The definitions folder of this repository.</summary>
internal static class Shipped
{
    public static string Folder { get; } = Find();

    public static IEnumerable<DefinitionFile> Files { get; } = [.. Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>The set of some folders alone, under a plain manifest, so that one kind's tests do not depend on another's content.</summary>
    public static CompileResult Compile(params string[] folders) => DefinitionCompiler.Compile(
        Files.Where(f => folders.Any(folder => f.Path.StartsWith(folder + "/", StringComparison.Ordinal))).Append(new DefinitionFile("manifest.json", """
            { "$schema": "schema/manifest.schema.json", "company": { "zh": "示例", "en": "Example" }, "formatVersion": 1, "timeZone": "Asia/Shanghai",
              "calendar": "cn", "alertDuty": "hr-head" }
            """u8.ToArray())));

    private static DefinitionFile Read(string path) => new(Path.GetRelativePath(Folder, path).Replace('\\', '/'), File.ReadAllBytes(path));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "definitions")) && File.Exists(Path.Combine(folder.FullName, "HrCollab.sln")))
                return Path.Combine(folder.FullName, "definitions");
        }

        throw new DirectoryNotFoundException("No definitions folder above " + AppContext.BaseDirectory);
    }
}
