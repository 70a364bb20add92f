using System.Collections.Concurrent;
using System.Linq.Expressions;
using FastExpressionCompiler;
using RulesEngine.ExpressionBuilders;
using RulesEngine.Models;

namespace HrCollab.Engine.Expressions;

/// <summary>Makes delegates of generated text with the expression parser of Microsoft RulesEngine, over fixed CLR types.</summary>
internal static class Generated
{
    /// <summary>Names of the parameters in generated text.</summary>
    public const string Facts = "f", Constants = "k", Tracer = "t", Item = "i", Calendar = "k, t";

    private const int MostKnown = 5_000; // a designer sees many drafts in its life

    private static readonly RuleExpressionParser Parser = new(new ReSettings { CustomTypes = [typeof(Ops)], IsExpressionCaseSensitive = true, AutoRegisterInputType = false });

    public static Func<Facts, Constants, Tracer?, Verdict> Condition(string code) => Compile<Func<Facts, Constants, Tracer?, Verdict>>(
        code, typeof(Verdict), Expression.Parameter(typeof(Facts), Facts), Expression.Parameter(typeof(Constants), Constants), Expression.Parameter(typeof(Tracer), Tracer));

    public static Func<Facts, Constants, Tracer?, FieldValue> Formula(string code) => Compile<Func<Facts, Constants, Tracer?, FieldValue>>(
        code, typeof(FieldValue), Expression.Parameter(typeof(Facts), Facts), Expression.Parameter(typeof(Constants), Constants), Expression.Parameter(typeof(Tracer), Tracer));

    /// <summary>The body of a list function, by the family of its value.</summary>
    public static Delegate Body(string code, Family family) => family switch
    {
        Family.Truth => Body<Verdict>(code),
        Family.Number => Body<decimal?>(code),
        _ => Body<DateOnly?>(code),
    };

    private static Func<Facts, Constants, Tracer?, Item, T> Body<T>(string code) => Compile<Func<Facts, Constants, Tracer?, Item, T>>(
        code, typeof(T), Expression.Parameter(typeof(Facts), Facts), Expression.Parameter(typeof(Constants), Constants), Expression.Parameter(typeof(Tracer), Tracer),
        Expression.Parameter(typeof(Item), Item));

    private static TDelegate Compile<TDelegate>(string code, Type result, params ParameterExpression[] parameters)
        where TDelegate : Delegate
    {
        if (Known<TDelegate>.ByCode.TryGetValue(code, out var known)) return known;
        if (Known<TDelegate>.ByCode.Count >= MostKnown) Known<TDelegate>.ByCode.Clear();

        // the fast compiler makes the same IL as LambdaExpression.Compile in an eighth of the time
        return Known<TDelegate>.ByCode.GetOrAdd(code, _ => Expression.Lambda<TDelegate>(Parser.Parse(code, parameters, result), parameters).CompileFast());
    }

    /// <summary>What was made already: code says nothing of fields and values, so that a process sees few different codes.</summary>
    private static class Known<TDelegate>
    {
        public static readonly ConcurrentDictionary<string, TDelegate> ByCode = new(StringComparer.Ordinal);
    }
}
