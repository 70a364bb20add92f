using System.Reflection;
using System.Runtime.CompilerServices;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Tests.Conventions;

/// <summary>A compiled set is shared by every request at once: nothing that can be reached from it may change.</summary>
public sealed class ImmutabilityTests
{
    /// <summary>Types that change, and why they may.</summary>
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["HrCollab.Engine.Standards.DataReport"] = "collects what is wrong with one record while it is judged",
        ["HrCollab.Engine.Expressions.FieldReads"] = "notes what one decision read",
        ["HrCollab.Engine.Expressions.Tracer"] = "takes down one evaluation; compiled conditions name it as a parameter of their delegates only",
        ["HrCollab.Engine.Workflows.Forecast"] = "walks one case within one call",
    };

    private static IEnumerable<Type> Types => typeof(DefinitionSet).Assembly.GetTypes().Where(t =>
        t is { IsEnum: false, IsInterface: false } && t.Namespace?.StartsWith("HrCollab.Engine", StringComparison.Ordinal) == true
        && !t.IsDefined(typeof(CompilerGeneratedAttribute)) && t.DeclaringType?.IsDefined(typeof(CompilerGeneratedAttribute)) != true
        && !typeof(System.Text.Json.Serialization.JsonSerializerContext).IsAssignableFrom(t) && !typeof(Delegate).IsAssignableFrom(t));

    public static TheoryData<string> Public => [.. Types.Where(t => t.IsVisible).Select(t => t.FullName!)];

    [Theory]
    [MemberData(nameof(Public))]
    public void PublicType_CannotBeChanged(string name)
    {
        if (Exceptions.ContainsKey(name)) return;
        var type = typeof(DefinitionSet).Assembly.GetType(name)!;
        Assert.Empty(type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(IsSettable).Select(p => p.Name));
        Assert.Empty(Fields(type).Where(f => !f.IsInitOnly && !IsCache(f)).Select(f => f.Name));
    }

    [Theory]
    [MemberData(nameof(Public))]
    public void PublicType_HoldsNoCollectionThatCanBeChanged(string name)
    {
        if (Exceptions.ContainsKey(name)) return;
        Assert.Empty(Fields(typeof(DefinitionSet).Assembly.GetType(name)!).Where(f => IsMutable(f.FieldType)).Select(f => $"{f.Name}: {f.FieldType}"));
    }

    /// <summary>Everything a compiled set can hold, internal types too: from the set and what every kind compiles to, along their fields and whatever derives from those.</summary>
    [Fact]
    public void NothingReachableFromACompiledSet_CanBeChanged()
    {
        var reached = Reachable();
        Assert.Contains(reached, t => !t.IsVisible);
        var changing = reached.Where(t => !Exceptions.ContainsKey(t.FullName!)).SelectMany(t => Fields(t).Where(f => (!f.IsInitOnly && !IsCache(f) && !IsCaptured(f)) || IsMutable(f.FieldType)).Select(f => $"{t}.{f.Name}: {f.FieldType}")).ToList();
        Assert.True(changing.Count == 0, string.Join('\n', changing));
    }

    private static HashSet<Type> Reachable()
    {
        var (reached, open) = (new HashSet<Type>(), new Queue<Type>(DefinitionKinds.All.Select(k => Compiled(k.GetType())).Prepend(typeof(DefinitionSet))));
        while (open.TryDequeue(out var type))
        {
            foreach (var next in type.GetGenericArguments().Concat(type.HasElementType ? [type.GetElementType()!] : [])) open.Enqueue(next);
            if (!Types.Contains(type) || !reached.Add(type)) continue;
            foreach (var field in Fields(type)) open.Enqueue(field.FieldType);
            foreach (var related in Types.Where(t => t.BaseType == type).Concat(type.BaseType is { } parent ? [parent] : [])) open.Enqueue(related);
        }

        return reached;
    }

    private static Type Compiled(Type kind) =>
        kind is { IsGenericType: true } && kind.GetGenericTypeDefinition() == typeof(DefinitionKind<,>) ? kind.GetGenericArguments()[1] : Compiled(kind.BaseType!);

    [Fact]
    public void StaticFields_AreReadOnly() => Assert.Empty(
        Types.SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Where(f => !f.IsInitOnly && !f.IsLiteral && !f.Name.Contains('<')))
            .Select(f => $"{f.DeclaringType}.{f.Name}"));

    [Fact]
    public void EveryException_Exists() => Assert.All(Exceptions.Keys, name => Assert.NotNull(typeof(DefinitionSet).Assembly.GetType(name)));

    [Fact]
    public void ClosedHierarchies_AreClosed()
    {
        foreach (var root in Types.Where(t => t.IsAbstract && t.GetMethod("<Clone>$") is not null))
        {
            // A public hierarchy is closed by nesting, so that a match over it can be exhaustive; an internal one by its namespace.
            Assert.All(Types.Where(t => t.BaseType == root), t => Assert.True(
                (root.IsVisible ? t.DeclaringType is { } outer && (outer == root || outer == root.DeclaringType) : t.Namespace == root.Namespace) && (t.IsSealed || t.IsAbstract), $"{t} derives from {root} outside it, or is open"));
        }
    }

    private static IEnumerable<FieldInfo> Fields(Type type) => type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);

    private static bool IsSettable(PropertyInfo property) =>
        property.SetMethod is { IsPublic: true } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    /// <summary>A value that is worked out when first asked for and is the same whoever asks.</summary>
    private static bool IsCache(FieldInfo field) => field is { IsPrivate: true, Name: "_lines" or "_code" or "_sentence" };

    /// <summary>A parameter of a primary constructor, which the compiler keeps in a field that it does not mark as read-only.</summary>
    private static bool IsCaptured(FieldInfo field) => field.IsPrivate && field.Name.EndsWith(">P", StringComparison.Ordinal);

    private static bool IsMutable(Type type) =>
        type.IsArray || (type.IsGenericType && type.GetGenericTypeDefinition() is { } generic
            && (generic == typeof(List<>) || generic == typeof(Dictionary<,>) || generic == typeof(HashSet<>) || generic == typeof(IList<>) || generic == typeof(ICollection<>)
                || generic == typeof(IDictionary<,>) || generic == typeof(SortedDictionary<,>) || generic == typeof(Stack<>) || generic == typeof(Queue<>)));
}
