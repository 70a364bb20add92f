using System.Collections.Immutable;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Merging;

namespace HrCollab.Workspace.Drafts;

/// <summary>What somebody is working on: a ref of their own with a commit per autosave.</summary>
/// <param name="Person">Whose it is.</param>
/// <param name="Topic">What it is about; part of the ref's name.</param>
/// <param name="Commit">Its newest commit.</param>
/// <param name="Base">The commit of the branch it started from.</param>
public sealed record Draft(string Person, string Topic, string Commit, string Base)
{
    internal const string Prefix = "refs/heads/draft/";

    /// <summary>The branch's short name, such as draft/E0007/probation.</summary>
    public string Name => $"draft/{Person}/{Topic}";

    internal string Ref => "refs/heads/" + Name;
}

/// <summary>What came of saving a file to a draft.</summary>
public abstract record SaveOutcome
{
    private SaveOutcome()
    {
    }

    /// <summary>Saved; the next save names this version.</summary>
    public sealed record Saved(Draft Draft, string Version) : SaveOutcome;

    /// <summary>The draft says this already; no commit was made.</summary>
    public sealed record Unchanged(Draft Draft, string Version) : SaveOutcome;

    /// <summary>Somebody saved the file in between and changed other things: both are in it now. The text is null when the file is gone.</summary>
    public sealed record Merged(Draft Draft, string Version, string? Text) : SaveOutcome;

    /// <summary>Somebody saved the file in between and changed the same: here is what they wrote (null: they removed it), and what has to be decided. Nothing was written.</summary>
    public sealed record Stale(string? Theirs, string Version, ImmutableArray<MergeConflict> Conflicts) : SaveOutcome;

    /// <summary>The path or the topic cannot be.</summary>
    public sealed record Refused(Text Why) : SaveOutcome;
}
