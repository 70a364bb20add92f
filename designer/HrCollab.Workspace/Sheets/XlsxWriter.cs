using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace HrCollab.Workspace.Sheets;

/// <summary>One worksheet to write. In a visible one headings stay in view, and the first row holds keys and is hidden unless there are none.</summary>
internal sealed record Worksheet(string Name, IReadOnlyList<IReadOnlyList<SheetValue>> Rows, bool Hidden = false, bool Keys = true);

/// <summary>Writes a workbook (ECMA-376, SpreadsheetML): every cell with its own type, no time stamps, so that the same content is the same bytes.</summary>
internal static partial class XlsxWriter
{
    private const string Part = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static readonly XNamespace Links = "http://schemas.openxmlformats.org/package/2006/relationships";

    public static byte[] Write(IReadOnlyList<Worksheet> sheets)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", new XElement(Types + "Types",
                Type("Default", "Extension", "rels", "application/vnd.openxmlformats-package.relationships+xml"),
                Type("Default", "Extension", "xml", "application/xml"),
                Type("Override", "PartName", "/xl/workbook.xml", Part + "sheet.main+xml"),
                sheets.Select((_, i) => Type("Override", "PartName", $"/xl/worksheets/sheet{i + 1}.xml", Part + "worksheet+xml"))));
            Add(zip, "_rels/.rels", new XElement(Links + "Relationships", Link(1, "officeDocument", "xl/workbook.xml")));
            Add(zip, "xl/_rels/workbook.xml.rels", new XElement(Links + "Relationships", sheets.Select((_, i) => Link(i + 1, "worksheet", $"worksheets/sheet{i + 1}.xml"))));
            Add(zip, "xl/workbook.xml", new XElement(Main + "workbook", new XElement(Main + "sheets", sheets.Select((s, i) => new XElement(Main + "sheet",
                new XAttribute("name", s.Name), new XAttribute("sheetId", i + 1), s.Hidden ? new XAttribute("state", "hidden") : null, new XAttribute(XName.Get("id", Office), $"rId{i + 1}"))))));
            foreach (var (sheet, i) in sheets.Select((s, i) => (s, i))) Add(zip, $"xl/worksheets/sheet{i + 1}.xml", Sheet(sheet));
        }

        return bytes.ToArray();
    }

    private static XElement Sheet(Worksheet sheet)
    {
        var rows = new XElement(Main + "sheetData", sheet.Rows.Select((row, r) => new XElement(Main + "row",
            new XAttribute("r", r + 1), r == 0 && sheet is { Hidden: false, Keys: true } ? new XAttribute("hidden", 1) : null, row.Select((value, c) => Cell(new CellAddress(r, c), value)))));
        var head = sheet.Keys ? 2 : 1;
        return sheet.Hidden ? new XElement(Main + "worksheet", rows) : new XElement(Main + "worksheet",
            new XElement(Main + "sheetViews", new XElement(Main + "sheetView", new XAttribute("workbookViewId", 0), new XElement(Main + "pane",
                new XAttribute("xSplit", 2), new XAttribute("ySplit", head), new XAttribute("topLeftCell", $"C{head + 1}"), new XAttribute("state", "frozen")))),
            new XElement(Main + "cols", new XElement(Main + "col", new XAttribute("min", 1), new XAttribute("max", CellAddress.MostColumns), new XAttribute("width", 18), new XAttribute("customWidth", 1))),
            rows,
            new XElement(Main + "autoFilter", new XAttribute("ref", $"A{head}:{new CellAddress(Math.Max(sheet.Rows.Count, head) - 1, sheet.Rows[0].Count - 1)}")));
    }

    private static XElement? Cell(CellAddress at, SheetValue value) => value.Kind switch
    {
        SheetKind.Empty => null,
        SheetKind.Text => new XElement(Main + "c", new XAttribute("r", at.ToString()), new XAttribute("t", "inlineStr"), new XElement(Main + "is", new XElement(Main + "t",
            new XAttribute(XNamespace.Xml + "space", "preserve"), Unprintable().Replace(value.Text, c => $"_x{(int)c.Value[0]:X4}_")))),
        SheetKind.Truth => new XElement(Main + "c", new XAttribute("r", at.ToString()), new XAttribute("t", "b"), new XElement(Main + "v", value.Text == "true" ? 1 : 0)),
        SheetKind.Formula => new XElement(Main + "c", new XAttribute("r", at.ToString()), new XElement(Main + "f", value.Text)),
        _ => new XElement(Main + "c", new XAttribute("r", at.ToString()), new XElement(Main + "v", value.Text)),
    };

    private static XElement Type(string element, string key, string value, string type) => new(Types + element, new XAttribute(key, value), new XAttribute("ContentType", type));

    private static XElement Link(int id, string type, string target) =>
        new(Links + "Relationship", new XAttribute("Id", $"rId{id}"), new XAttribute("Type", $"{Office}/{type}"), new XAttribute("Target", target));

    private static void Add(ZipArchive zip, string path, XElement root)
    {
        var entry = zip.CreateEntry(path, CompressionLevel.Optimal);
        entry.LastWriteTime = Epoch;
        using var stream = entry.Open();
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), NewLineHandling = NewLineHandling.Entitize });
        root.Save(xml);
    }

    /// <summary>What XML cannot hold is written as spreadsheets do; so is an underscore that would be read as such.</summary>
    [GeneratedRegex(@"[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unprintable();
}
