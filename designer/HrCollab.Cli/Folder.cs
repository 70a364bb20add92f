using HrCollab.Engine.Kernel;

namespace HrCollab.Cli;

/// <summary>A definitions folder on disk.</summary>
internal sealed class Folder
{
    private readonly string _root;

    private Folder(string root) => _root = root;

    /// <summary>The folder, or null when it holds no manifest.</summary>
    public static Folder? Open(string path) => File.Exists(Path.Combine(path, Manifest.Path)) ? new Folder(path) : null;

    /// <summary>The folder; null after saying that there is none.</summary>
    public static Folder? Opened(string path, Report report)
    {
        var folder = Open(path);
        if (folder is null) report.Line(new Text("{0} 不是定义文件夹:没有 manifest.json。", "{0} is not a definitions folder: it has no manifest.json.").With(path));
        return folder;
    }

    /// <summary>Every JSON file in order of path; hidden folders such as .git are passed over.</summary>
    public IEnumerable<DefinitionFile> Files() =>
        Directory.EnumerateFiles(_root, "*.json", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(_root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part.StartsWith('.')))
            .Order(StringComparer.Ordinal)
            .Select(path => new DefinitionFile(path, File.ReadAllBytes(PathOf(path))));

    /// <summary>The file on disk of a path within the folder.</summary>
    public string PathOf(string path) => Path.Combine(_root, path);

    /// <summary>Writes a file unless it already holds these bytes. True when it was written.</summary>
    public bool Write(string path, ReadOnlySpan<byte> utf8)
    {
        var file = PathOf(path);
        if (File.Exists(file) && File.ReadAllBytes(file).AsSpan().SequenceEqual(utf8)) return false;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, utf8);
        return true;
    }
}
