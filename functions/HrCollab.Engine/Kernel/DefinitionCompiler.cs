using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace HrCollab.Engine.Kernel;

/// <summary>Files in, one immutable set or findings out. Pure: the same files give the same set and the same hash.</summary>
public static class DefinitionCompiler
{
    private const string CasesSuffix = ".cases.json";

    /// <summary>Compiles every kind in order and reports all findings; a set exists only when none of them is an error.</summary>
    /// <param name="source">The files.</param>
    /// <param name="proven">These files made a set before: scripts are parsed when they first run and not rehearsed, so that a process starts fast.</param>
    public static CompileResult Compile(IEnumerable<DefinitionFile> source, bool proven = false)
    {
        ImmutableArray<DefinitionFile> files = [.. source.OrderBy(f => f.Path, StringComparer.Ordinal)];
        var early = ImmutableArray.CreateBuilder<Diagnostic>();
        if (ReadManifest(files, early.Add) is not { } manifest || files.Length > Limits.DefinitionFiles)
        {
            if (files.Length > Limits.DefinitionFiles) early.Add(KernelFindings.TooManyFiles.At(files[0], "", files.Length, Limits.DefinitionFiles));
            return new CompileResult(null, early.ToImmutable());
        }

        var context = new CompileContext(manifest, files.First(f => f.Path == Manifest.Path), proven, new Inheritance(files, manifest));
        foreach (var diagnostic in early) context.Report(diagnostic);
        foreach (var file in files.Where(f => !IsKnown(f.Path))) context.Report(KernelFindings.UnknownFile.At(file, ""));
        foreach (var kind in DefinitionKinds.All) kind.Compile(context, [.. files.Where(f => kind.Owns(f.Path))]);
        Locked(files, context);
        foreach (var kind in context.HasErrors ? DefinitionKinds.All : []) kind.Failed(context, files);
        return context.HasErrors
            ? new CompileResult(null, context.Diagnostics)
            : new CompileResult(new DefinitionSet(manifest, Hash(files, context.Canonical), context.Freeze(), files), context.Diagnostics);
    }

    /// <summary>The manifest alone, or null when it is missing or cannot be read: who answers for which folder is known although something else has errors.</summary>
    public static Manifest? ManifestOf(IEnumerable<DefinitionFile> source) => ReadManifest([.. source.Where(f => f.Path == Manifest.Path)], _ => { });

    /// <summary>Does what a set of proven files put off until it is needed.</summary>
    public static void Warm(DefinitionSet set)
    {
        foreach (var kind in DefinitionKinds.All) kind.Warm(set);
    }

    /// <summary>True for a file that a definitions folder may hold.</summary>
    public static bool IsKnown(string path) =>
        path == Manifest.Path || path.EndsWith(CasesSuffix, StringComparison.Ordinal) || path.StartsWith("schema/", StringComparison.Ordinal)
        || DefinitionKinds.All.Any(k => k.Owns(path));

    /// <summary>Locked files are there and say what they said when they were locked.</summary>
    private static void Locked(ImmutableArray<DefinitionFile> files, CompileContext context)
    {
        foreach (var (path, hash) in context.Manifest.Locked ?? ImmutableSortedDictionary<string, string>.Empty)
        {
            var at = "/locked/" + JsonPointer.Escape(path);
            if (files.FirstOrDefault(f => f.Path == path) is not { } file) context.Report(KernelFindings.LockedMissing.At(context.ManifestFile, at, path));
            else if (Hash(file) is { } now && now != hash) context.Report(KernelFindings.LockedChanged.At(file, "", path, now));
        }
    }

    private static Manifest? ReadManifest(ImmutableArray<DefinitionFile> files, Action<Diagnostic> report)
    {
        var file = files.FirstOrDefault(f => f.Path == Manifest.Path);
        if (file is null)
        {
            report(KernelFindings.NoManifest.At(new DefinitionFile(Manifest.Path, default), ""));
            return null;
        }

        if (StrictJson.Read(file, ManifestJson.Default.Manifest, report) is not { } manifest) return null;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(manifest.TimeZone, out _))
        {
            report(KernelFindings.UnknownReference.At(file, "/timeZone", new Text("时区", "time zone"), manifest.TimeZone, Text.Same("")));
            return null;
        }

        if (manifest.Unseen is { } unseen && !Manifest.UnseenAnswers.Contains(unseen))
            report(KernelFindings.UnknownUnseen.At(file, "/unseen", unseen, DidYouMean.Hint(unseen, Manifest.UnseenAnswers)));
        foreach (var (name, value, least, most) in manifest.Limits?.All ?? [])
        {
            if (value < least || value > most) report(KernelFindings.LimitOutOfRange.At(file, "/limits/" + name, value, least, most));
        }

        return manifest;
    }

    /// <summary>SHA-256 of the canonical text of one file, lower-case hex; null for files that are not definitions.</summary>
    public static string? Hash(DefinitionFile file) => Canonical(file) is { } canonical ? Convert.ToHexStringLower(SHA256.HashData(canonical)) : null;

    /// <summary>The canonical text of a definition or the manifest; null for other files, and for those that do not parse.</summary>
    public static byte[]? Canonical(DefinitionFile file) => file.Path == Manifest.Path
        ? StrictJson.Read(file, ManifestJson.Default.Manifest, _ => { }) is { } manifest ? CanonicalJson.Write(manifest, ManifestJson.Default.Manifest) : null
        : DefinitionKinds.All.FirstOrDefault(k => k.Owns(file.Path))?.Canonical(file);

    /// <summary>The hash that a set of these files has (<see cref="DefinitionSet.Hash"/>), whether or not it compiles; files that do not parse count for nothing.</summary>
    public static string HashOf(IEnumerable<DefinitionFile> source) => Hash([.. source.OrderBy(f => f.Path, StringComparer.Ordinal)], Canonical);

    /// <summary>Cases prove definitions but do not change what they mean, so they are not part of the hash.</summary>
    /// <returns>SHA-256 over paths and canonical texts, lower-case hex.</returns>
    private static string Hash(ImmutableArray<DefinitionFile> files, Func<DefinitionFile, byte[]?> canonicalOf)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            if (canonicalOf(file) is not { } canonical) continue;
            hash.AppendData(Encoding.UTF8.GetBytes(file.Path));
            hash.AppendData([0]);
            hash.AppendData(canonical);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
