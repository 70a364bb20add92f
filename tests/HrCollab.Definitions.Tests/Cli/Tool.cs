using HrCollab.Cli;

namespace HrCollab.Definitions.Tests.Cli;

/// <summary>The tool on a copy of the shipped definitions that a test may spoil.</summary>
internal sealed class Tool : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("hrcollab-cli-").FullName;

    public static Tool WithShipped()
    {
        var tool = new Tool();
        foreach (var file in Shipped.Files) tool.Write(file.Path, System.Text.Encoding.UTF8.GetString(file.Utf8.Span));
        return tool;
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Folder, path));

    public void Write(string path, string text)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public void Replace(string path, string old, string text)
    {
        Assert.Contains(old, Read(path));
        Write(path, Read(path).Replace(old, text));
    }

    public (int Code, string Output) Run(string verb, params string[] more)
    {
        using var output = new StringWriter();
        var code = Commands.Run([verb, Folder, .. more], output, output);
        return (code, output.ToString());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
