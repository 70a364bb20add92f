using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace HrCollab.Functions.Hosting;

/// <summary>
/// What is written to stdout outside Development, where it becomes the log of whoever runs the process: of a line its words and the values of
/// <see cref="LoggedNames"/>, of an exception its type and where it was thrown. Words of exceptions can quote what somebody entered.
/// </summary>
internal sealed class PlainConsole() : ConsoleFormatter(FormatterName)
{
    private const string FormatterName = "plain";

    public static void Add(WebApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment()) return;
        builder.Logging.AddConsole(console => console.FormatterName = FormatterName).AddConsoleFormatter<PlainConsole, ConsoleFormatterOptions>();
    }

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        textWriter.Write(logEntry.LogLevel switch { LogLevel.Critical => "crit: ", LogLevel.Error => "fail: ", LogLevel.Warning => "warn: ", _ => "info: " });
        textWriter.WriteLine($"{logEntry.Category}: {Words(logEntry.State as IReadOnlyList<KeyValuePair<string, object?>>, logEntry.Category)}");
        for (var error = logEntry.Exception; error is not null; error = error.InnerException)
        {
            textWriter.WriteLine($"      {error.GetType().FullName}");
            if (error.StackTrace is { } where) textWriter.WriteLine(where);
        }
    }

    /// <summary>The words with what may be written put into them; the others stay names.</summary>
    private static string Words(IReadOnlyList<KeyValuePair<string, object?>>? state, string category)
    {
        if (state?.FirstOrDefault(s => s.Key == LoggedNames.Template).Value is not string template) return "";
        var words = CompositeWords(template);
        return string.Concat(words.Select(word => word.Name is { } name && LoggedNames.IsWritten(category, name) ? Value(state, name) : word.Text));
    }

    private static string Value(IReadOnlyList<KeyValuePair<string, object?>> state, string name) =>
        Convert.ToString(state.FirstOrDefault(s => s.Key == name).Value, CultureInfo.InvariantCulture) ?? "";

    /// <summary>The template in parts: words, and names in braces without their format.</summary>
    private static IEnumerable<(string Text, string? Name)> CompositeWords(string template)
    {
        for (var at = 0; at < template.Length;)
        {
            var open = template.IndexOf('{', at);
            var close = open < 0 ? -1 : template.IndexOf('}', open);
            if (close < 0)
            {
                yield return (template[at..], null);
                yield break;
            }

            yield return (template[at..open], null);
            yield return (template[open..(close + 1)], template[(open + 1)..close].Split(':', ',')[0]);
            at = close + 1;
        }
    }
}
