using System.Globalization;

namespace HrCollab.Workspace.Sheets;

/// <summary>What a cell of a worksheet holds.</summary>
internal enum SheetKind
{
    Empty,
    Text,
    Number,
    Truth,
    Formula,
    Fault,
}

/// <summary>The value of a cell; numbers are in their shortest decimal form.</summary>
internal readonly record struct SheetValue(SheetKind Kind, string Text)
{
    public static readonly SheetValue Empty = new(SheetKind.Empty, "");

    public bool IsEmpty => Kind == SheetKind.Empty || (Kind == SheetKind.Text && string.IsNullOrWhiteSpace(Text));

    public static SheetValue Of(string? text) => string.IsNullOrEmpty(text) ? Empty : new SheetValue(SheetKind.Text, text);

    public static SheetValue Of(bool value) => new(SheetKind.Truth, value ? "true" : "false");

    public static SheetValue Of(decimal number) => new(SheetKind.Number, Shortest(number));

    /// <summary>A number as a spreadsheet stores it: a double, often with 17 digits. Null when it is none that a decimal holds.</summary>
    public static SheetValue? Stored(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1e15
            ? Of(decimal.Parse(number.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture)) : null;

    /// <summary>The value as text that somebody could have typed.</summary>
    public string Typed => Text.Replace("\r\n", "\n", StringComparison.Ordinal).Trim();

    private static string Shortest(decimal number) => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
}
