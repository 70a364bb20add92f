using System.Collections.Immutable;

namespace HrCollab.Designer.Parts.MatrixGrid;

/// <summary>A column of a grid.</summary>
/// <param name="Title">Heading.</param>
/// <param name="Hint">What it reads or gives, in small print.</param>
/// <param name="IsResult">True for what a row gives, which is set apart from what it asks.</param>
public sealed record MatrixColumn(string Title, string? Hint = null, bool IsResult = false)
{
    /// <summary>Texts to choose from; anything else may be typed as well.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>What choices mean, for those that do not say so themselves.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>True for a column that follows from others and is not typed.</summary>
    public bool IsDerived { get; init; }

    /// <summary>True for a few letters.</summary>
    public bool IsNarrow { get; init; }

    /// <summary>True for sentences.</summary>
    public bool IsWide { get; init; }
}

/// <summary>A row of a grid: as long as it is equal to what was shown, it is not drawn again.</summary>
/// <param name="Pointer">Place of the row in the file; findings lead there.</param>
/// <param name="Title">Its head.</param>
/// <param name="Cells">Text of each cell.</param>
/// <param name="Pointers">Place of each cell.</param>
/// <param name="Wrong">Cells that the engine refuses.</param>
/// <param name="Marks">Words beside the head: overlaps, no test.</param>
public sealed record MatrixRow(string Pointer, string Title, ImmutableArray<string> Cells, ImmutableArray<string> Pointers, ImmutableArray<bool> Wrong, ImmutableArray<MatrixMark> Marks)
{
    /// <summary>What is said below each cell, such as who that is today; empty when nothing is said below any.</summary>
    public ImmutableArray<string?> Notes { get; init; } = [];

    /// <summary>True when nothing of it would look different.</summary>
    public bool Same(MatrixRow other) => ReferenceEquals(this, other) || (Pointer == other.Pointer && Title == other.Title && Cells.SequenceEqual(other.Cells) && Wrong.SequenceEqual(other.Wrong) && Marks.SequenceEqual(other.Marks)
        && Notes.SequenceEqual(other.Notes) && Pointers.SequenceEqual(other.Pointers));
}

/// <summary>A word beside the head of a row.</summary>
/// <param name="Look">bad, note or good: the colour beside the word.</param>
/// <param name="Word">The word.</param>
/// <param name="Full">The whole sentence.</param>
public sealed record MatrixMark(string Look, string Word, string Full);

/// <summary>A row that is not there and should be, shown below the others.</summary>
/// <param name="Title">Its head.</param>
/// <param name="Cells">Text of each cell.</param>
/// <param name="Act">What adding it is called; null when it cannot be told what it would say.</param>
public sealed record MatrixMissing(string Title, ImmutableArray<string> Cells, string? Act);

/// <summary>Texts that somebody entered, by row and column.</summary>
public sealed record MatrixEdit(ImmutableArray<(int Row, int Column, string Text)> Cells);
