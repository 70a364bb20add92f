using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards;

/// <summary>What a standard has against a value, written for the person who entered it.</summary>
/// <param name="Pointer">JSON Pointer within the input.</param>
/// <param name="Code">Stable code such as HR-STD-103.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Accepted">What would be accepted instead, such as <c>1 男</c>, when that can be said.</param>
/// <param name="Source">The field or rule that refuses.</param>
/// <param name="Warning">True when the value is taken all the same and the message is only shown.</param>
public sealed record Violation(string Pointer, string Code, Text Message, Text? Accepted, SourceRef? Source, bool Warning)
{
    /// <summary>Why the condition that refuses came out as it did, with what would let it pass; null for findings without a condition.</summary>
    public Why? Because { get; init; }

    /// <summary>True when it says that something cannot be told, and not that it is wrong.</summary>
    public bool IsUntold { get; init; }

    /// <summary>Full paths without which it cannot be told.</summary>
    public ImmutableArray<string> Missing { get; init; } = [];

    /// <summary>What everybody may read who reads the case, where the message tells a value to whoever typed it.</summary>
    public Text? WithoutValues { get; init; }

    /// <summary>Paths of the record whose values the message tells, when they are not the one of the pointer.</summary>
    public ImmutableArray<string> Tells { get; init; } = [];

    /// <summary>True when the values are those of a change that has been ordered for later, by whomever.</summary>
    public bool IsOrdered { get; init; }

    /// <summary>Paths of the record that the finding is about.</summary>
    public ImmutableArray<string> About => Tells.IsDefaultOrEmpty ? [string.Join('.', Pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Take(2))] : Tells;

    /// <summary>The finding as a step of a trace, which is read by more people than whoever sent the value.</summary>
    public TraceEntry ToTrace(string topic = "standard") => new(topic, IsUntold ? "unknown" : Warning ? "noticed" : "refused", WithoutValues ?? Message, Source, Because: Because);
}

/// <summary>Collects what is found in one input.</summary>
/// <param name="traced">Steps of a trace are collected too.</param>
public sealed class DataReport(bool traced = false)
{
    private readonly ImmutableArray<TraceEntry>.Builder _steps = ImmutableArray.CreateBuilder<TraceEntry>(0);

    private const int Most = 200;
    internal const string Hidden = "■■";
    private readonly ImmutableArray<Violation>.Builder _violations = ImmutableArray.CreateBuilder<Violation>(0);

    /// <summary>True once a value is refused.</summary>
    public bool Refused { get; private set; }

    /// <summary>How often a value was refused.</summary>
    internal int Refusals { get; private set; }

    /// <summary>True when something is found at a place or within it.</summary>
    internal bool Refuses(string pointer)
    {
        foreach (var violation in _violations)
        {
            if (violation.Pointer.StartsWith(pointer, StringComparison.Ordinal) && (violation.Pointer.Length == pointer.Length || violation.Pointer[pointer.Length] == '/')) return true;
        }

        return false;
    }

    /// <summary>What was judged or computed, when that is collected.</summary>
    internal ImmutableArray<TraceEntry> Steps => _steps.ToImmutable();

    /// <summary>Adds a step when steps are collected.</summary>
    internal void Step<T>(T of, Func<T, TraceEntry> step)
    {
        if (traced && _steps.Count < Most) _steps.Add(step(of));
    }

    /// <summary>Everything found, in order of the input.</summary>
    public ImmutableArray<Violation> Violations => _violations.ToImmutable();

    /// <summary>The input is refused for this.</summary>
    public void Refuse(DiagnosticCode code, string pointer, SourceRef? source, params ReadOnlySpan<object?> arguments) =>
        Add(new Violation(pointer, code.Code, code.Message.With(arguments), null, source, code.Severity != Severity.Error));

    /// <summary>The same for a finding that quotes the value: whoever may not read it is told the rest.</summary>
    public void RefuseValue(DiagnosticCode code, string pointer, Field field, string value, params ReadOnlySpan<object?> more) => Add(
        new Violation(pointer, code.Code, code.Message.With([field.Title, value, .. more]), null, field.Place, code.Severity != Severity.Error) { WithoutValues = code.Message.With([field.Title, Hidden, .. more]) });

    /// <summary>A value was written in its usual form. Whoever typed it is told both, unless the value is sensitive; nobody else is.</summary>
    public void Normalised(Field field, string pointer, string from, string to)
    {
        var code = DataFindings.Normalised;
        var without = code.Message.With(field.Title, Hidden, Hidden);
        Add(new Violation(pointer, code.Code, field.IsSensitive ? without : code.Message.With(field.Title, from, to), null, field.Place, Warning: true) { WithoutValues = without });
    }

    /// <summary>Adds a finding as it is.</summary>
    public void Add(Violation violation)
    {
        Refused |= !violation.Warning;
        if (!violation.Warning) Refusals++;
        if (_violations.Count < Most) _violations.Add(violation);
    }
}
