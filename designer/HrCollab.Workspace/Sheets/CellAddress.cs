using System.Globalization;

namespace HrCollab.Workspace.Sheets;

/// <summary>A cell as spreadsheets name it; row and column from 0.</summary>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct CellAddress(int Row, int Column)
{
    public const int MostRows = 5_000;
    public const int MostColumns = 256;

    /// <summary>The address, or null when it is none or lies outside of what is read.</summary>
    public static CellAddress? Parse(string? text)
    {
        if (text is null || text.Length > 10) return null;
        var (column, at) = (0, 0);
        while (at < text.Length && text[at] is >= 'A' and <= 'Z') column = (column * 26) + text[at++] - 'A' + 1;
        return at > 0 && int.TryParse(text.AsSpan(at), NumberStyles.None, CultureInfo.InvariantCulture, out var row) && row is > 0 and <= MostRows && column <= MostColumns
            ? new CellAddress(row - 1, column - 1) : null;
    }

    public override string ToString() => Letters(Column) + (Row + 1).ToString(CultureInfo.InvariantCulture);

    public static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letters((column / 26) - 1) + (char)('A' + (column % 26));
}
