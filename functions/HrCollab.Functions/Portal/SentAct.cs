using System.Collections.Immutable;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Tasks;

namespace HrCollab.Functions.Portal;

/// <summary>An act that was refused, so that the page shows it again: nobody types twice.</summary>
/// <param name="Task">The task it was about.</param>
/// <param name="Action">The button pressed.</param>
/// <param name="Body">What was sent with it.</param>
/// <param name="Evidence">What stands in the evidence fields, ticked or not.</param>
/// <param name="Violations">What is wrong with it.</param>
internal sealed record SentAct(string Task, string Action, TaskBody Body, ImmutableDictionary<string, string> Evidence, ImmutableArray<Violation> Violations);
