using System.Text.Json.Nodes;

namespace HrCollab.Functions.Example;

/// <summary>A record of a made-up company, in the form in which the API takes it.</summary>
/// <param name="Standard">The standard it follows.</param>
/// <param name="Values">Its values by group.</param>
internal sealed record ExampleRecord(string Standard, JsonObject Values);
