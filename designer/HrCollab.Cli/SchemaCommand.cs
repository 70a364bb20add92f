using System.Xml.Linq;
using HrCollab.Engine.Kernel;

namespace HrCollab.Cli;

/// <summary>schema: writes the JSON Schema of every kind, made from the model that reads the files, with the model's own words as hints.</summary>
internal static class SchemaCommand
{
    public static int Run(Folder folder, Report report)
    {
        foreach (var schema in DefinitionSchemas.All(Comments()))
        {
            if (folder.Write(schema.Path, schema.Utf8.Span)) report.Line(new Text("{0}:已改写。", "{0}: written.").With(folder.PathOf(schema.Path)));
        }

        return 0;
    }

    /// <summary>The documentation file of the engine, which lies beside it.</summary>
    private static XDocument Comments() => XDocument.Load(Path.ChangeExtension(typeof(DefinitionSchemas).Assembly.Location, ".xml"));
}
