using HrCollab.Engine.Kernel;

namespace HrCollab.Cli;

/// <summary>What a verb says, in one language.</summary>
internal sealed class Report(TextWriter output, Language language)
{
    public void Line(Text text) => output.WriteLine(text.In(language));

    /// <summary>A finding in the form that editors and build servers turn into a link: file(line): severity code: message.</summary>
    public void Finding(Folder folder, Diagnostic found)
    {
        output.WriteLine($"{folder.PathOf(found.File)}({found.Line}): {found.Severity.ToString().ToLowerInvariant()} {found.Code}: {found.Message.In(language)} [{found.Path}]");
        output.WriteLine($"    {found.Help.In(language)}");
    }
}
