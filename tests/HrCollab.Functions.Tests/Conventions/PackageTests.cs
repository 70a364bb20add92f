using System.Reflection;
using System.Reflection.Emit;
using System.Text.RegularExpressions;
using HrCollab.Engine.Kernel;
using HrCollab.Tests;

namespace HrCollab.Functions.Tests.Conventions;

/// <summary>tests/README.md names end-to-end tests that fail without a package: they are there, and what they ask runs through the package and nothing else does.</summary>
public sealed partial class PackageTests
{
    private static readonly Assembly Engine = typeof(DefinitionSet).Assembly;

    /// <summary>Package, tests, where a question comes in and the only places that call the package, as the README has them.</summary>
    public static TheoryData<string, string, string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string, string, string>();
            foreach (Match row in Row().Matches(Repository.Read("tests/README.md")))
                rows.Add(row.Groups["package"].Value, row.Groups["tests"].Value, row.Groups["entry"].Value, row.Groups["gates"].Value);
            return rows;
        }
    }

    [Fact]
    public void TheReadme_NamesTheFourPackages() => Assert.Equal(["Jint", "NJsonSchema", "RulesEngine", "xunit"], Rows.Select(r => (string)r[0]).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Rows))]
    public void EveryNamedTest_IsThere_AndRuns(string package, string tests, string entry, string gates)
    {
        Assert.NotEmpty(Names(tests));
        foreach (var name in Names(tests))
        {
            var (type, method) = (name[..name.IndexOf('.', StringComparison.Ordinal)], name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]);
            var found = typeof(PackageTests).Assembly.GetTypes().Single(t => t.Name == type).GetMethod(method);
            Assert.True(found?.GetCustomAttribute<FactAttribute>() is { Skip: null }, $"{package}: {name} is no test that runs");
        }

        Assert.Equal(entry.Length == 0, Names(gates).Count == 0); // one goes with the other
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void WhatTheTestsAsk_RunsThroughThePackage_AndOnlyThere(string package, string tests, string entry, string gates)
    {
        Assert.NotEmpty(tests);
        if (package == "xunit")
        {
            Assert.Contains(new System.Diagnostics.StackTrace().GetFrames(), f => f.GetMethod()?.DeclaringType?.Assembly.GetName().Name?.StartsWith("xunit.execution", StringComparison.Ordinal) == true);
            return;
        }

        var calling = Engine.GetTypes().Where(t => Used(t).Any(u => u.Assembly.GetName().Name == package)).Select(Outer).Distinct().ToList();
        Assert.NotEmpty(calling);
        Assert.All(calling, t => Assert.Contains(Names(gates), g => t.FullName!.StartsWith("HrCollab.Engine." + g, StringComparison.Ordinal)));
        Assert.Contains(Reached(Engine.GetTypes().Single(t => t.Name == entry)), calling.Contains);
    }

    /// <summary>Types that the code of a type leads to.</summary>
    private static HashSet<Type> Reached(Type entry)
    {
        var (reached, left) = (new HashSet<Type> { entry }, new Stack<Type>([entry]));
        while (left.TryPop(out var type))
        {
            foreach (var next in Parts(type).SelectMany(Used).Where(t => t.Assembly == Engine).Select(Outer).Where(reached.Add)) left.Push(next);
        }

        return reached;
    }

    private static Type Outer(Type type) => type.DeclaringType is { } outer ? Outer(outer) : type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static IEnumerable<Type> Parts(Type type) => type.GetNestedTypes(Everything).SelectMany(Parts).Prepend(type);

    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Types whose members the bodies of a type's methods name.</summary>
    private static IEnumerable<Type> Used(Type type) => type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)).SelectMany(m => Named(type, m)).Distinct();

    private static IEnumerable<Type> Named(Type type, MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } il) yield break;
        for (var at = 0; at < il.Length;)
        {
            var code = il[at] == 0xFE ? Codes[(short)(0xFE00 | il[at + 1])] : Codes[il[at]];
            at += code.Size;
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineField or OperandType.InlineType)
            {
                var member = type.Module.ResolveMember(BitConverter.ToInt32(il, at), type.IsGenericType ? type.GetGenericArguments() : null, method.IsGenericMethod ? method.GetGenericArguments() : null);
                if ((member as Type ?? member?.DeclaringType) is { } named) yield return named;
                foreach (var argument in member is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericArguments() : []) yield return argument;
            }

            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
                _ => 4,
            };
        }
    }

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value);

    private static List<string> Names(string cell) => [.. Name().Matches(cell).Select(m => m.Groups["name"].Value)];

    [GeneratedRegex(@"^\| `(?<package>[\w.]+)` \| (?<tests>[^|]*) \| ?`?(?<entry>\w*)`? \| (?<gates>[^|]*)\|\r?$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
