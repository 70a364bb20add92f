using System.Xml;
using System.Xml.Linq;
using HrCollab.Engine.Kernel;

namespace HrCollab.Workspace.Exchanges;

/// <summary>Reads XML from outside: no document type, no entities, nothing fetched, no more depth than anything of ours has.</summary>
internal static class SafeXml
{
    private const int MostDepth = 64;

    /// <summary>Why a file was not read, in words of its author.</summary>
    public static Text Why(Exception failed) => failed is XmlException { Message: var said } && said.Contains("DTD", StringComparison.Ordinal)
        ? new Text("文件里有文档类型声明(DOCTYPE),不接受;删掉它再导入。", "It declares a document type (DOCTYPE), which is not taken; remove that and import it again.")
        : Text.Same(failed.Message);

    /// <summary>The root. Throws <see cref="XmlException"/> or <see cref="InvalidDataException"/> when it cannot be read.</summary>
    public static XElement Read(Stream stream, string name)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 64 * 1024 * 1024, IgnoreComments = true, IgnoreProcessingInstructions = true };
        using (var first = XmlReader.Create(stream, settings))
        {
            while (first.Read())
            {
                if (first.Depth > MostDepth) throw new InvalidDataException($"{name}: > {MostDepth} levels");
            }
        }

        stream.Position = 0;
        using var reader = XmlReader.Create(stream, settings);
        return XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace).Root ?? throw new InvalidDataException(name);
    }
}
