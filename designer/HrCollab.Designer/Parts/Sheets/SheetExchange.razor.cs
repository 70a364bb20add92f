using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Sheets;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace HrCollab.Designer.Parts.Sheets;

/// <summary>Writes the definition as a workbook and reads one back (X17).</summary>
public sealed partial class SheetExchange
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Sentences that are listed; the others are counted.</summary>
    private const int Most = 100;

    private SheetAnswer? _answer;
    private bool _reading;
    private bool _taken;

    [Inject]
    internal IJSRuntime Js { get; set; } = null!;

    private async Task Export()
    {
        var files = Studio.Files();
        if (files.FirstOrDefault(f => f.Path == Draft.Path) is not { } file || SheetWorkbook.Export(file, files, Studio.Language) is not { } workbook) return;
        await Js.InvokeVoidAsync("hrcollab.download", Path.GetFileName(Draft.Path).Split('.')[0] + ".xlsx", Xlsx, workbook);
    }

    private async Task Read(InputFileChangeEventArgs chosen)
    {
        (_answer, _taken, _reading) = (null, false, true);
        try
        {
            if (chosen.File.Size > SheetWorkbook.MostBytes)
            {
                _answer = SheetAnswer.Refused(new Text("文件超过 {0} MB。", "The file has more than {0} MB.").With(SheetWorkbook.MostBytes / 1024 / 1024));
                return;
            }

            using var bytes = new MemoryStream();
            await using (var stream = chosen.File.OpenReadStream(SheetWorkbook.MostBytes)) await stream.CopyToAsync(bytes);
            var (files, path) = (Studio.Files(), Draft.Path);
            _answer = await Task.Run(() => SheetAnswer.Of(bytes.ToArray(), path, files));
        }
        catch (IOException)
        {
            _answer = SheetAnswer.Refused(new Text("文件没有传完,请再选一次。", "The file did not arrive whole; choose it again."));
        }
        finally
        {
            _reading = false;
        }
    }

    private void Take()
    {
        Draft.Replace(_answer!.Text);
        (_answer, _taken) = (null, true);
    }
}
