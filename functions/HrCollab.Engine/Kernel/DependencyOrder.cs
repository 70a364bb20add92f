namespace HrCollab.Engine.Kernel;

/// <summary>Orders definitions of one kind so that each comes after those it builds on; a cycle is a finding.</summary>
internal static class DependencyOrder
{
    public static IReadOnlyList<string> Of<T>(
        IReadOnlyDictionary<string, T> sources, Func<T, IEnumerable<Dependency>> dependsOn, Func<T, DefinitionFile> file, Action<Diagnostic> report)
    {
        var order = new List<string>();
        var done = new Dictionary<string, bool>(StringComparer.Ordinal); // false: it is part of a cycle or builds on one
        var path = new List<string>();
        foreach (var id in sources.Keys.Order(StringComparer.Ordinal)) Visit(id);
        return order;

        bool Visit(string id)
        {
            if (done.TryGetValue(id, out var known)) return known;
            path.Add(id);
            var sound = true;
            foreach (var dependency in dependsOn(sources[id]))
            {
                if (!sources.ContainsKey(dependency.Id)) continue; // an unknown reference is reported where it is compiled
                var start = path.IndexOf(dependency.Id);
                if (start >= 0) report(KernelFindings.CyclicReference.At(file(sources[id]), dependency.Pointer, string.Join(" → ", path.Skip(start).Append(dependency.Id))));
                sound &= start < 0 && Visit(dependency.Id);
            }

            path.RemoveAt(path.Count - 1);
            done[id] = sound;
            if (sound) order.Add(id);
            return sound;
        }
    }
}
