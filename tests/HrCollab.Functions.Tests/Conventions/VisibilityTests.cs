using System.Reflection;
using System.Runtime.CompilerServices;
using HrCollab.Functions.Hosting;
using HrCollab.Functions.Storage;
using Microsoft.AspNetCore.Components;

namespace HrCollab.Functions.Tests.Conventions;

/// <summary>Nothing of the host is meant for anybody else.</summary>
public sealed class VisibilityTests
{
    private static IEnumerable<Type> Types => typeof(HostRegistration).Assembly.GetTypes()
        .Where(t => t.Namespace?.StartsWith("HrCollab.", StringComparison.Ordinal) == true && !t.IsDefined(typeof(CompilerGeneratedAttribute)) && t.DeclaringType is null);

    /// <summary>
    /// The compiler makes components public, and with them what they are shown; the store is public for the contract suite, whose test
    /// classes must be.
    /// </summary>
    [Fact]
    public void Type_IsInternalUnlessAComponentOrTheStoreContractShowsIt()
    {
        var shown = new HashSet<Type>();
        foreach (var type in Types.Where(t => typeof(IComponent).IsAssignableFrom(t)).Append(typeof(IDocumentStore))) Show(type, shown);
        Assert.Empty(Types.Where(t => t.IsPublic && !shown.Contains(t) && !IsImports(t)).Select(t => t.FullName));
    }

    [Fact]
    public void Class_IsSealed() => Assert.Empty(
        Types.Where(t => t is { IsClass: true, IsSealed: false, IsAbstract: false } && !typeof(IComponent).IsAssignableFrom(t) && !IsImports(t)).Select(t => t.FullName));

    [Fact]
    public void Interface_HasTwoImplementationsOrIsTheStore() =>
        Assert.Empty(Types.Where(t => t.IsInterface && Types.Count(t.IsAssignableFrom) < 3 && t.Name != "IDocumentStore").Select(t => t.FullName));

    [Fact]
    public void StaticFields_AreReadOnly() => Assert.Empty(
        typeof(HostRegistration).Assembly.GetTypes().Where(t => t.Namespace?.StartsWith("HrCollab.", StringComparison.Ordinal) == true && !t.Name.Contains('<'))
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(f => !f.IsInitOnly && !f.IsLiteral && !f.Name.Contains('<') && !typeof(System.Text.Json.Serialization.JsonSerializerContext).IsAssignableFrom(f.DeclaringType) && f.GetCustomAttribute<ThreadStaticAttribute>() is null)
            .Select(f => $"{f.DeclaringType}.{f.Name}"));

    /// <summary>What Razor makes of _Imports.razor.</summary>
    private static bool IsImports(Type type) => type.Name == "_Imports";

    private static void Show(Type type, HashSet<Type> shown)
    {
        foreach (var argument in type.GetGenericArguments()) Show(argument, shown);
        if (type.DeclaringType is { } outer) Show(outer, shown);
        if (type.Assembly != typeof(HostRegistration).Assembly || !shown.Add(type)) return;
        foreach (var member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        {
            Type[] types = member switch
            {
                PropertyInfo property => [property.PropertyType],
                FieldInfo field => [field.FieldType],
                MethodBase method => [.. method.GetParameters().Select(p => p.ParameterType), (method as MethodInfo)?.ReturnType ?? type],
                _ => [],
            };
            foreach (var other in types) Show(other, shown);
        }
    }
}
