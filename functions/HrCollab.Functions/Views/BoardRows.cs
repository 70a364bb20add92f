namespace HrCollab.Functions.Views;

/// <summary>Who has ever owed something: the rows of the board. Counts are taken from the lists themselves.</summary>
internal static class BoardRows
{
    public const string People = "board-people";
    public const string Departments = "board-departments";

    /// <summary>Where work stands for which not even a department was found.</summary>
    public const string NoDepartment = "-";

    /// <summary>The rows say nothing but that they are there.</summary>
    public static byte[] Mark { get; } = "{}"u8.ToArray();
}
