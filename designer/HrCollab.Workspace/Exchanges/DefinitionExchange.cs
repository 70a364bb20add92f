using System.Collections.Immutable;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Sheets;

namespace HrCollab.Workspace.Exchanges;

/// <summary>Definitions to and from the files of other tools: spreadsheets, DMN, RulesEngine.</summary>
public static class DefinitionExchange
{
    /// <summary>What can be written.</summary>
    public static ImmutableArray<string> Formats { get; } = ["xlsx", "dmn", "workflow"];

    /// <summary>The format a file name says, or null.</summary>
    public static string? FormatOf(string file) => Path.GetExtension(file).ToLowerInvariant() switch { ".xlsx" => "xlsx", ".dmn" => "dmn", ".json" => "workflow", _ => null };

    /// <summary>The definition in a format, or null when the format cannot say it.</summary>
    public static byte[]? Export(DefinitionFile file, IEnumerable<DefinitionFile> files, string format, Language language) => format switch
    {
        "xlsx" => SheetWorkbook.Export(file, files, language),
        "dmn" => DmnExport.Of(file),
        "workflow" => RulesWorkflow.Export(file),
        _ => null,
    };

    /// <summary>A file of another tool as a definition.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="format">Its format.</param>
    /// <param name="subject">The standard that rules are about, when the file does not say.</param>
    /// <param name="files">The definitions as they are.</param>
    public static ImportOutcome Import(ReadOnlyMemory<byte> bytes, string format, string? subject, ImmutableArray<DefinitionFile> files) => format switch
    {
        "xlsx" => SheetWorkbook.Import(bytes, files),
        "dmn" => Judged(DmnImport.Read(bytes, subject), files),
        _ => RulesWorkflow.Import(bytes, subject, files),
    };

    private static ImportOutcome Judged(ImportOutcome outcome, ImmutableArray<DefinitionFile> files)
    {
        if (outcome is not ImportOutcome.Read read) return outcome;
        var faults = DefinitionCompiler.Compile(files.Where(f => f.Path != read.File.Path).Append(read.File), proven: true).Diagnostics
            .Where(d => d.Severity == Severity.Error && d.File == read.File.Path).Select(d => new ImportFault(d.Path, d.Message)).ToImmutableArray();
        return faults.IsEmpty ? outcome : new ImportOutcome.Refused(faults);
    }
}
