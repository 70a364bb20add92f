using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Expressions;

/// <summary>Where text of a question about a finished set is compiled: with the company's calendar, without a definition around it. Nothing is kept but the findings.</summary>
internal readonly struct AskedText
{
    private readonly CompileContext _context;

    public AskedText(DefinitionSet set)
    {
        _context = new CompileContext(set.Manifest);
        if (set.Find<Workdays>(set.Manifest.Calendar) is { } workdays) _context.Add(set.Manifest.Calendar, workdays);
        Scope = new CompileScope(_context, File);
    }

    /// <summary>The file that findings name.</summary>
    public static DefinitionFile File { get; } = new("try", "{}"u8.ToArray());

    public CompileScope Scope { get; }

    /// <summary>What was found so far.</summary>
    public ImmutableArray<Diagnostic> Findings => _context.Diagnostics;
}
