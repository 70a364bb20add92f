using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards;

/// <summary>
/// The record that a question is about. An input that names no field of the standard, or gives a value that is none, is answered with what is wrong
/// ({"accepted": false, "violations": [...]}) and never judged: its verdict would be about a record that nobody asked for.
/// </summary>
internal sealed record AskedRecord(RecordValues Values, DateOnly Today, ImmutableArray<TraceEntry> Notes, TryOutcome? Refused)
{
    /// <summary>The topic of the steps that say what is wrong with an input.</summary>
    public const string Topic = "input";

    public static AskedRecord Of(Standard standard, DefinitionSet set, TryQuestion question)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(question.Now, set.Manifest.Zone).DateTime);
        var check = StandardCheck.Asked(standard, question.Input, today);
        ImmutableArray<TraceEntry> notes = [.. check.Violations.Select(v => new TraceEntry(Topic, v.Warning ? "noticed" : "refused", v.Message, v.Source))];
        var refused = check.Refused
            ? new TryOutcome(new JsonObject { ["accepted"] = false, ["violations"] = new JsonArray([.. check.Violations.Select(v => (JsonNode)SchemaTry.Write(v))]) }, notes)
            : null;
        return new AskedRecord(check.Values, today, notes, refused);
    }
}
