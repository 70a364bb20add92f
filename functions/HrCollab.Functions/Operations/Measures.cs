using System.Diagnostics.Metrics;
using HrCollab.Functions.Projecting;

namespace HrCollab.Functions.Operations;

/// <summary>
/// What is measured of the business, for OpenTelemetry: submissions, decisions, how far views lag behind, effects and requests that failed. Tags are names from
/// definitions and outcomes, never anything of anybody. Listed in this folder's README.
/// </summary>
internal sealed class Measures
{
    /// <summary>The meter's name.</summary>
    public const string Meter = "HrCollab";

    private readonly Counter<long> _submissions;
    private readonly Histogram<double> _decisions;
    private readonly Counter<long> _failedEffects;
    private readonly Counter<long> _storeFailures;

    public Measures(IMeterFactory meters, ProjectorSignal projector)
    {
        var meter = meters.Create(Meter);
        _submissions = meter.CreateCounter<long>("hrcollab.submissions", "{submission}", "Submissions by form and outcome.");
        _decisions = meter.CreateHistogram<double>("hrcollab.decision.duration", "s", "Time to decide by definition and part.");
        _failedEffects = meter.CreateCounter<long>("hrcollab.effects.failed", "{attempt}", "Attempts at an effect that failed and wait.");
        _storeFailures = meter.CreateCounter<long>("hrcollab.store.failures", "{request}", "Requests that failed because the store was busy, full or away.");
        meter.CreateObservableGauge("hrcollab.projection.lag", () => projector.Behind, "{commit}", "Commits of this process that views do not show yet.");
    }

    /// <summary>Somebody submitted a form: created, refused, or repeated.</summary>
    public void Submitted(string form, string outcome) => _submissions.Add(1, new("form", form), new("outcome", outcome));

    /// <summary>Something was decided.</summary>
    public void Decided(string definition, string part, TimeSpan took) => _decisions.Record(took.TotalSeconds, new("definition", definition), new("part", part));

    /// <summary>An effect failed once more.</summary>
    public void EffectFailed() => _failedEffects.Add(1);

    /// <summary>A request failed because of the store.</summary>
    public void StoreFailed() => _storeFailures.Add(1);
}
