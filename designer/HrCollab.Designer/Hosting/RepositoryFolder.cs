using HrCollab.Engine.Kernel;
using HrCollab.Workspace;

namespace HrCollab.Designer.Hosting;

/// <summary>Finds the definitions the designer works on: <c>Designer:Repository</c>, else the folder definitions above where it was started.</summary>
internal static class RepositoryFolder
{
    public static DefinitionsRepository? Open(IConfiguration configuration, string start)
    {
        var folder = configuration["Designer:Repository"] is { Length: > 0 } named ? Within(Path.GetFullPath(named)) : Above(Directory.GetCurrentDirectory()) ?? Above(start);
        Text? why = null;
        if (folder is not null && DefinitionsRepository.Open(folder, false, out why) is { } repository) return repository;
        Console.Error.WriteLine(folder is null
            ? "没有找到定义文件夹。请用 --Designer:Repository <文件夹> 指定含 manifest.json 的文件夹。\nNo definitions found. Name the folder that holds manifest.json: --Designer:Repository <folder>."
            : $"{why!.Zh}\n{why.En}");
        return null;
    }

    private static string? Within(string folder) =>
        new[] { folder, Path.Combine(folder, "definitions") }.FirstOrDefault(f => File.Exists(Path.Combine(f, Manifest.Path)));

    private static string? Above(string start)
    {
        for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
        {
            if (Within(at.FullName) is { } found) return found;
        }

        return null;
    }
}
