namespace HrCollab.Functions.Hosting;

/// <summary>What was typed behind the program: a command with its words, and settings.</summary>
/// <param name="Words">The command; none starts the host.</param>
/// <param name="Settings">For the configuration: <c>--name value</c> or <c>--name=value</c>.</param>
internal sealed record CommandLine(IReadOnlyList<string> Words, string[] Settings)
{
    /// <summary>Words may stand before and behind settings. Paths are words: the configuration would take /srv for the name of a setting.</summary>
    public static CommandLine Of(string[] args)
    {
        var (words, settings) = (new List<string>(), new List<string>());
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] is "--help" or "-h")
            {
                words.Add("help");
            }
            else if (args[i].StartsWith("--", StringComparison.Ordinal))
            {
                settings.Add(args[i]);
                if (!args[i].Contains('=', StringComparison.Ordinal) && i + 1 < args.Length) settings.Add(args[++i]);
            }
            else
            {
                words.Add(args[i]);
            }
        }

        return new(words, [.. settings]);
    }
}
