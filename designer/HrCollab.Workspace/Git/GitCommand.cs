using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace HrCollab.Workspace.Git;

/// <summary>
/// git's own program, run without a shell: arguments are a list, nothing asks at a terminal, messages are in English. What a person typed
/// reaches it only behind <c>--end-of-options</c> or as text on its input.
/// </summary>
internal sealed class GitCommand(string folder)
{
    public string Folder => folder;

    /// <summary>The output of a command that must succeed.</summary>
    public string Text(params IEnumerable<string> arguments) => Encoding.UTF8.GetString(Bytes(null, arguments)).TrimEnd('\n');

    /// <summary>The output of a command that must succeed, with something to read.</summary>
    public byte[] Bytes(ReadOnlyMemory<byte>? input, params IEnumerable<string> arguments)
    {
        var given = arguments.ToList();
        var answer = Run(given, input);
        return answer.Code == 0 ? answer.Output : throw new GitException($"git {given[0]}: {answer.Error}");
    }

    /// <summary>Runs a command, whatever comes of it.</summary>
    public GitAnswer Run(IEnumerable<string> arguments, ReadOnlyMemory<byte>? input = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in (IEnumerable<string>)["-c", "core.quotepath=false", "-c", "gc.auto=0", .. arguments]) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Started(start);
        var error = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        var reading = process.StandardOutput.BaseStream.CopyToAsync(output);
        try
        {
            if (input is { } text) process.StandardInput.BaseStream.Write(text.Span);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read everything; its exit code and its words say why.
        }

        reading.GetAwaiter().GetResult();
        process.WaitForExit();
        return new GitAnswer(process.ExitCode, output.ToArray(), error.GetAwaiter().GetResult().Trim());
    }

    private static Process Started(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new GitException("git could not be started.");
        }
        catch (Win32Exception e)
        {
            throw new GitException(e.Message); // it is not installed
        }
    }
}

/// <summary>What git answered.</summary>
internal sealed record GitAnswer(int Code, byte[] Output, string Error)
{
    public string Text => Encoding.UTF8.GetString(Output).TrimEnd('\n');
}

/// <summary>git is missing, or the repository is broken.</summary>
public sealed class GitException(string message) : Exception(message);
