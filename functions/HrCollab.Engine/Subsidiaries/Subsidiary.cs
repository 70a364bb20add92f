using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Subsidiaries;

/// <summary>A company of the group that has definitions of its own.</summary>
/// <param name="Id">Id, as in <c>probation@id</c>.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Department">Key of the department at its top.</param>
/// <param name="Place">Its file.</param>
public sealed record Subsidiary(string Id, Text Title, string Department, SourceRef Place);
