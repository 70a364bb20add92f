using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace HrCollab.Functions.Tests.Conventions;

/// <summary>Which methods the code of a method calls, with what it calls in its own class: read from the compiled instructions.</summary>
internal static class CalledMethods
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields().Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value);

    public static IReadOnlySet<(string Type, string Method)> Of(MethodInfo method)
    {
        var (found, seen, open) = (new HashSet<(string, string)>(), new HashSet<MethodBase>(), new Stack<MethodBase>([method]));
        while (open.TryPop(out var at))
        {
            if (!seen.Add(at)) continue;
            if (at.GetCustomAttribute<StateMachineAttribute>() is { StateMachineType: { } machine }) open.Push(machine.GetMethod("MoveNext", All)!);
            foreach (var called in Calls(at))
            {
                if (called.DeclaringType is not { } type) continue;
                found.Add((type.Name, called.Name));
                if (Outer(type) == Outer(method.DeclaringType!)) open.Push(called);
            }
        }

        return found;
    }

    private static Type Outer(Type type) => type.DeclaringType is { } outer ? Outer(outer) : type;

    private static IEnumerable<MethodBase> Calls(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code) yield break;
        for (var at = 0; at < code.Length;)
        {
            var value = code[at++] is 0xFE ? unchecked((short)(0xFE00 | code[at++])) : code[at - 1];
            var operand = Codes[value].OperandType;
            if (operand is OperandType.InlineMethod)
                yield return method.Module.ResolveMethod(BitConverter.ToInt32(code, at), method.DeclaringType?.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : null)!;
            at += operand switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }
}
