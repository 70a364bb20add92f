using System.Collections.Immutable;
using HrCollab.Engine.Cases;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Proof;
using HrCollab.Engine.Rules.Statutes;
using HrCollab.Workspace;

namespace HrCollab.Designer.Drafting;

/// <summary>Compiles the whole set in the background a moment after the last change, and runs its cases after that.</summary>
public sealed class Checking(CheckedStates states) : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(250);

    /// <summary>One check at a time: compiling cannot be broken off, and several at once would take the machine from whoever goes on typing.</summary>
    private readonly SemaphoreSlim _turn = new(1, 1);

    private CancellationTokenSource _stop = new();

    /// <summary>What compiling found; empty before it was done once.</summary>
    public ImmutableArray<Diagnostic> Findings { get; private set; } = [];

    /// <summary>How the cases came out under the last set without errors; null before they were run.</summary>
    public CheckedCases? Cases { get; private set; }

    /// <summary>By file, what it says that no case shows, as of the last time the cases were run; empty before that.</summary>
    public ILookup<string, ProofPoint> Unshown { get; private set; } = Enumerable.Empty<ProofPoint>().ToLookup(p => p.Place.File, StringComparer.Ordinal);

    /// <summary>The last set without errors: previews decide by it.</summary>
    public DefinitionSet? Set { get; private set; }

    /// <summary>The example company under that set; null before there is one.</summary>
    public GoldenWorld? World { get; private set; }

    /// <summary>True while what is shown is older than what was typed.</summary>
    public bool IsBehind { get; private set; } = true;

    /// <summary>Everything found, errors first.</summary>
    public ImmutableArray<Diagnostic> All { get; private set; } = [];

    /// <summary>Looks again, soon; a later call replaces one that waits.</summary>
    internal void Look(Func<ImmutableArray<DefinitionFile>> files, Action changed, bool now = false)
    {
        _stop.Cancel();
        _stop.Dispose();
        _stop = new CancellationTokenSource();
        IsBehind = true;
        _ = Run(files, changed, now ? TimeSpan.Zero : Quiet, _stop.Token);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task Run(Func<ImmutableArray<DefinitionFile>> files, Action changed, TimeSpan quiet, CancellationToken stop)
    {
        try
        {
            await Task.Delay(quiet, stop);
            await _turn.WaitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return; // something newer is going to be looked at
        }

        try
        {
            var (taken, hash) = await Task.Run(
                () =>
                {
                    var now = files();
                    return (now, CheckedStates.Hash(now));
                },
                stop);
            if (stop.IsCancellationRequested) return;
            if (states.Find(hash) is { } known)
            {
                Show(known, changed);
                return;
            }

            var result = await Task.Run(() => DefinitionCompiler.Compile(taken), stop);
            if (stop.IsCancellationRequested) return;
            var world = result.Set is { } sound ? await Task.Run(() => ExampleCompany.World(sound), stop) : null;
            if (stop.IsCancellationRequested) return;
            var state = new CheckedState([.. result.Diagnostics, .. result.Set is { } whole ? StatutePack.Of(whole) : []], result.Set, world, null);
            Show(state, changed);
            if (result.Set is { } set)
            {
                var (cases, coverage) = await Task.Run(() => GoldenCheck.Of(set, world!, enough: stop) is var run ? (run, Coverage.Of(set, run.Seen)) : default, stop);
                state = state with { Cases = cases, Coverage = coverage };
                if (stop.IsCancellationRequested) return;
                Show(state, changed);
                states.Keep(hash, state); // only what is sound: a finding can come of a limit that a busy machine ran into
            }
        }
        catch (OperationCanceledException)
        {
            // Something newer is being looked at.
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Takes a state over; what it does not know stays as the last one said.</summary>
    private void Show(CheckedState state, Action changed)
    {
        (Findings, Set, World, Cases) = (state.Findings, state.Set ?? Set, state.World ?? World, state.Cases ?? Cases);
        if (state.Coverage is { } coverage) Unshown = coverage.Missing.ToLookup(p => p.Place.File, StringComparer.Ordinal);
        All = [.. Findings.Concat(Cases?.Findings ?? []).OrderByDescending(f => f.Severity).ThenBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line)];
        IsBehind = false;
        changed();
    }
}
