using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Microsoft.Playwright;

namespace HrCollab.Browser.Tests.Designer;

/// <summary>X17: tables and matrices go out to a spreadsheet and come back without loss, in the browser; a file is read in sentences before it is taken.</summary>
public sealed class SheetTests : IAsyncLifetime
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private DesignerHost _host = null!;

    public async Task InitializeAsync() => _host = await DesignerHost.Started();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [BrowserFact]
    public async Task X17_EditorsExportAndImport_OneCellIsTheOnlyDifference_AndUnchangedIsIdentical()
    {
        await using var screen = await _host.SignedIn("E0001");
        var head = _host.Sandbox.Repository.Head;
        foreach (var (page, path, row, column, value, sentence, line) in new[]
        {
            ("/rules/probation", "rules/probation.rules.json", "mid", "then.maxMonths", "1", "行“mid”的试用期上限(月)由 2 改为 1", "\"[12..36)\"], \"then\": [1]"),
            ("/responsibilities/transfer", "responsibilities/transfer.responsibilities.json", "release", "deadline", "3 wd", "由 2 个工作日 改为 3 个工作日", "\"deadline\": \"3 wd\""),
            ("/permissions/person", "permissions/person.permissions.json", "manager", "allow.contact", "-", "联系", "\"contact\": \"-\""),
        })
        {
            await screen.Go(page);
            var workbook = await Exported(screen);
            await Chosen(screen, workbook);
            await Assertions.Expect(screen.Page.Locator("[data-sheet-same]")).ToContainTextAsync("没有可采用的改动");

            await Chosen(screen, Edited(workbook, row, column, "=1+1"));
            await Assertions.Expect(screen.Page.Locator("[data-sheet-faults]")).ToContainTextAsync("这里是公式“=1+1”");
            await Assertions.Expect(screen.Page.Locator("[data-sheet-faults] strong")).ToHaveTextAsync(CellOf(workbook, row, column));
            Assert.Equal("", _host.Sandbox.Git("diff", "--name-only", head, Tip(head), "--", "definitions/" + path));

            await Chosen(screen, Edited(workbook, row, column, value));
            await Assertions.Expect(screen.Page.Locator("[data-sheet-changes] li")).ToHaveCountAsync(1);
            await Assertions.Expect(screen.Page.Locator("[data-sheet-changes] li")).ToContainTextAsync(sentence);
            await screen.Picture("designer-sheet-" + row);
            if (row == "mid") await screen.Sound();
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "采用到草稿" }).ClickAsync();
            await Assertions.Expect(screen.Page.Locator(".saved[data-saved]")).ToContainTextAsync("已保存到草稿");
            await _host.Saved("E0001", path, line);
            Assert.Equal($"1\t1\tdefinitions/{path}", _host.Sandbox.Git("diff", "--numstat", head, Tip(head), "--", "definitions/" + path));
        }

        // The file of before the change brings back what was: exactly what was.
        await screen.Go("/rules/probation");
        await Chosen(screen, Edited(await Exported(screen), "mid", "then.maxMonths", "2"));
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "采用到草稿" }).ClickAsync();
        await _host.Saved("E0001", "rules/probation.rules.json", "\"[12..36)\"], \"then\": [2]");
        Assert.Equal("", _host.Sandbox.Git("diff", "--name-only", head, Tip(head), "--", "definitions/rules"));
        await Chosen(screen, new byte[9 * 1024 * 1024]);
        await Assertions.Expect(screen.Page.Locator("[data-sheet-faults]")).ToContainTextAsync("文件超过 8 MB");
        await Chosen(screen, Encoding.UTF8.GetBytes("no workbook"));
        await Assertions.Expect(screen.Page.Locator("[data-sheet-faults]")).ToContainTextAsync("这不是 .xlsx 工作簿");
        Assert.Empty(screen.Errors);
    }

    private string Tip(string head) => _host.Sandbox.Drafts.List("E0001") is [var draft] ? draft.Commit : head;

    private static async Task<byte[]> Exported(Screen screen)
    {
        var button = screen.Page.GetByRole(AriaRole.Button, new() { Name = "导出 Excel" });
        await Assertions.Expect(screen.Page.Locator(".problems .bar")).ToContainTextAsync("用例");
        var download = await screen.Page.RunAndWaitForDownloadAsync(() => button.ClickAsync());
        await using var stream = await download.CreateReadStreamAsync();
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private static Task Chosen(Screen screen, byte[] workbook) => screen.Page.SetInputFilesAsync("#sheet-file", new FilePayload { Name = "edited.xlsx", MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Buffer = workbook });

    private static XElement Cell(XElement sheet, string row, string column)
    {
        var rows = sheet.Descendants(Main + "row").ToList();
        var letters = Letters(rows[0].Elements().Single(c => c.Value == column));
        var found = rows.Single(r => r.Elements().Any(c => Letters(c) == "B" && c.Value == row));
        if (found.Elements().FirstOrDefault(c => Letters(c) == letters) is { } cell) return cell;
        var made = new XElement(Main + "c", new XAttribute("r", letters + found.Attribute("r")!.Value));
        found.Add(made);
        return made;
    }

    private static string Letters(XElement cell) => cell.Attribute("r")!.Value.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');

    private static string CellOf(byte[] workbook, string row, string column)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        using var stream = zip.GetEntry("xl/worksheets/sheet1.xml")!.Open();
        return Cell(XElement.Load(stream), row, column).Attribute("r")!.Value;
    }

    /// <summary>The workbook with one cell changed in its XML, by nothing that the designer reads or writes workbooks with.</summary>
    private static byte[] Edited(byte[] workbook, string row, string column, string value)
    {
        using var bytes = new MemoryStream();
        bytes.Write(workbook);
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Update, leaveOpen: true))
        {
            XElement sheet;
            using (var stream = zip.GetEntry("xl/worksheets/sheet1.xml")!.Open()) sheet = XElement.Load(stream);
            var cell = Cell(sheet, row, column);
            cell.Attribute("t")?.Remove();
            if (value.StartsWith('=')) cell.ReplaceNodes(new XElement(Main + "f", value[1..]));
            else if (value.All(char.IsAsciiDigit)) cell.ReplaceNodes(new XElement(Main + "v", value));
            else
            {
                cell.SetAttributeValue("t", "inlineStr");
                cell.ReplaceNodes(new XElement(Main + "is", new XElement(Main + "t", value)));
            }

            zip.GetEntry("xl/worksheets/sheet1.xml")!.Delete();
            using var written = zip.CreateEntry("xl/worksheets/sheet1.xml").Open();
            sheet.Save(written);
        }

        return bytes.ToArray();
    }
}
