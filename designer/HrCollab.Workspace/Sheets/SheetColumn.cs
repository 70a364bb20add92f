using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;

namespace HrCollab.Workspace.Sheets;

/// <summary>A column of a sheet: how a cell is read from a row of the definition and written into it.</summary>
/// <param name="Key">Names the column in the hidden first row, wherever it stands.</param>
/// <param name="Title">Heading.</param>
/// <param name="Pointer">The value within the row, so that findings of the engine find their cell.</param>
/// <param name="Read">What the cell shows.</param>
/// <param name="Write">Takes what somebody entered over; else why not.</param>
internal sealed record SheetColumn(string Key, Text Title, string Pointer, Func<JsonObject, SheetValue> Read, Func<JsonObject, SheetValue, Text?> Write);

/// <summary>A list of rows of a definition as a sheet.</summary>
/// <param name="Rows">The list within the file.</param>
/// <param name="Pointer">Where the list stands.</param>
/// <param name="Key">The member that names a row.</param>
/// <param name="Columns">Everything of a row that a cell can show; the rest of it stays as it is.</param>
internal sealed record SheetForm(Func<JsonObject, JsonArray> Rows, string Pointer, string Key, IReadOnlyList<SheetColumn> Columns);
