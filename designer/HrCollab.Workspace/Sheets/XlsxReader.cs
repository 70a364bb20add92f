using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using HrCollab.Workspace.Exchanges;

namespace HrCollab.Workspace.Sheets;

/// <summary>
/// Reads the cells of a workbook, each with its own type; formulas and faults stay recognisable. No document type, no external part, and
/// no more bytes than the limits say, whatever the archive declares.
/// </summary>
internal static partial class XlsxReader
{
    public const int MostBytes = 8 * 1024 * 1024;
    private const int MostPartBytes = 32 * 1024 * 1024;
    private const int MostParts = 200;

    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace Strict = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    private static readonly XName Relation = XName.Get("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships");

    /// <summary>Cells by sheet name. Throws <see cref="InvalidDataException"/> or <see cref="XmlException"/> when it is no workbook.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<CellAddress, SheetValue>> Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > MostBytes) throw new InvalidDataException($"> {MostBytes} bytes");
        using var zip = new ZipArchive(new MemoryStream(bytes.ToArray()), ZipArchiveMode.Read);
        if (zip.Entries.Count > MostParts) throw new InvalidDataException($"> {MostParts} parts");
        var targets = Part(zip, "xl/_rels/workbook.xml.rels").Elements()
            .ToDictionary(r => (string?)r.Attribute("Id") ?? "", r => (string?)r.Attribute("Target") ?? "", StringComparer.Ordinal);
        var book = Part(zip, "xl/workbook.xml");
        if (book.Name.Namespace == Strict) throw new InvalidDataException("Strict Open XML");
        var shared = zip.GetEntry("xl/sharedStrings.xml") is null ? [] : Part(zip, "xl/sharedStrings.xml").Elements(Main + "si").Select(Words).ToList();
        var sheets = new Dictionary<string, IReadOnlyDictionary<CellAddress, SheetValue>>(StringComparer.Ordinal);
        foreach (var sheet in book.Elements(Main + "sheets").Elements(Main + "sheet"))
        {
            var target = targets.GetValueOrDefault((string?)sheet.Attribute(Relation) ?? "", "");
            sheets[(string?)sheet.Attribute("name") ?? ""] = Cells(Part(zip, target.StartsWith('/') ? target[1..] : "xl/" + target), shared);
        }

        return sheets;
    }

    private static Dictionary<CellAddress, SheetValue> Cells(XElement sheet, List<string> shared)
    {
        var cells = new Dictionary<CellAddress, SheetValue>();
        foreach (var cell in sheet.Elements(Main + "sheetData").Elements(Main + "row").Elements(Main + "c"))
        {
            var value = Value(cell, shared);
            if (value.Kind == SheetKind.Empty) continue;
            if (CellAddress.Parse((string?)cell.Attribute("r")) is not { } at)
                throw new InvalidDataException($"{(string?)cell.Attribute("r")}: > {CellAddress.MostRows} x {CellAddress.MostColumns}");
            cells[at] = value;
        }

        return cells;
    }

    private static SheetValue Value(XElement cell, List<string> shared)
    {
        if (cell.Element(Main + "f") is { } formula) return new SheetValue(SheetKind.Formula, formula.Value);
        var raw = cell.Element(Main + "v")?.Value;
        return (string?)cell.Attribute("t") switch
        {
            "inlineStr" => SheetValue.Of(cell.Element(Main + "is") is { } words ? Words(words) : null),
            "s" => int.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < shared.Count ? SheetValue.Of(shared[i]) : throw new InvalidDataException("sharedStrings"),
            "str" or "d" => SheetValue.Of(raw),
            "b" => SheetValue.Of(raw == "1"),
            "e" => new SheetValue(SheetKind.Fault, raw ?? ""),
            _ => raw is null ? SheetValue.Empty : SheetValue.Stored(raw) ?? new SheetValue(SheetKind.Fault, raw),
        };
    }

    /// <summary>The text of a string with or without formatting; phonetic hints are none of it.</summary>
    private static string Words(XElement item) => Escaped().Replace(
        string.Concat(item.Elements(Main + "t").Concat(item.Elements(Main + "r").Elements(Main + "t")).Select(t => t.Value)),
        m => ((char)int.Parse(m.ValueSpan[2..6], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    private static XElement Part(ZipArchive zip, string path)
    {
        var entry = zip.GetEntry(path) ?? throw new InvalidDataException(path);
        using var stream = entry.Open();
        using var bounded = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            bounded.Write(buffer, 0, read);
            if (bounded.Length > MostPartBytes) throw new InvalidDataException($"{path}: > {MostPartBytes} bytes");
        }

        bounded.Position = 0;
        return SafeXml.Read(bounded, path);
    }

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escaped();
}
