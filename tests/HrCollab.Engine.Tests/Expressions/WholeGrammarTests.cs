using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using ValueType = HrCollab.Engine.Expressions.ValueType;

namespace HrCollab.Engine.Tests.Expressions;

/// <summary>X23, B: what holds for every expression there can be, conditions and formulas, over generated ones that use everything the grammar has.</summary>
public sealed class WholeGrammarTests
{
    private static readonly Family[] Results = [Family.Truth, Family.Truth, Family.Truth, Family.Number, Family.Whole, Family.Date, Family.Duration, Family.Text, Family.Codes];

    [Fact]
    public void X23_SourceAndBothSentences_GiveEachOther_ForEveryPartOfTheGrammar()
    {
        var samples = new GrammarSamples(new Random(2323));
        var (seen, refused) = (new HashSet<string>(StringComparer.Ordinal), 0);
        for (var i = 0; i < 900; i++)
        {
            var text = samples.Of(Results[i % Results.Length], i % 4);
            if (Read(text) is not { } tree)
            {
                refused++; // what the language takes but for its values: a comparison of days with months
                continue;
            }

            var canonical = Canonical(tree);
            Assert.Equal(canonical, Canonical(Read(canonical)!));
            var sentence = Sentences.Editable(Lab.Vocabulary, tree);
            foreach (var language in new[] { Language.Chinese, Language.English })
            {
                var read = SentenceReading.Of(sentence.In(language), language, Lab.Vocabulary);
                Assert.True(read is SentenceReading.Found found && found.Expression == canonical, $"{canonical}\n{sentence.In(language)}\n{read}");
            }

            foreach (var part in Parts(tree)) seen.Add(part);
        }

        Assert.True(refused < 90, $"{refused} refused");
        Assert.Empty(Everything().Except(seen));
    }

    /// <summary>A condition by itself, among others, with its reasons, and written anew comes out alike, whatever there is and whatever is missing; a formula never gives another type.</summary>
    [Fact]
    public void EveryWayToEvaluate_GivesTheSame_AndNothingThrows()
    {
        var random = new Random(42);
        var samples = new GrammarSamples(random);
        var seen = new int[3];
        for (var round = 0; round < 12; round++)
        {
            var (context, scope) = Lab.Scope();
            var conditions = Enumerable.Range(0, 25).Select(i => ExpressionCompiler.Condition(samples.Condition(1 + (i % 3)), Lab.Vocabulary, scope, "/when")).OfType<Condition>().ToList();
            var again = conditions.ConvertAll(c => Lab.Condition(c.Canonical(Lab.Vocabulary)));
            var together = ExpressionCompiler.Rules([.. conditions.Select(c => ((Condition?)null, c))], Lab.Scope().Scope);
            var formulas = Enumerable.Range(0, 10).Select(i => samples.Of(Results[3 + (i % 6)], i % 3)).Select(t => (Text: t, Tree: Read(t))).Where(t => t.Tree is not null)
                .Select(t => (t.Text, Formula: Lab.TryFormula(t.Text, t.Tree!.Type).Formula)).ToList();
            for (var i = 0; i < 8; i++)
            {
                var facts = Facts(random);
                var verdicts = new Verdict[conditions.Count];
                together.Judge(facts, verdicts);
                var explained = together.Explain(facts);
                for (var c = 0; c < conditions.Count; c++)
                {
                    var alone = conditions[c].Evaluate(facts);
                    Assert.Equal((alone, alone, alone, alone), (verdicts[c], explained[c].Verdict, conditions[c].Explain(facts).Verdict, again[c].Evaluate(facts)));
                    seen[(int)alone]++;
                }

                foreach (var (text, formula) in formulas)
                {
                    Assert.True(formula is not null, text);
                    var value = formula.Evaluate(facts);
                    Assert.True(value.IsMissing || value.Type == formula.Type, text);
                }
            }

            Assert.DoesNotContain(context.Diagnostics, d => d.Code is not ("HR-EXP-036" or "HR-EXP-009" or "HR-EXP-010"));
        }

        Assert.All(seen, count => Assert.True(count > 150));
    }

    private static Node? Read(string text)
    {
        var (_, scope) = Lab.Scope();
        return ExpressionCompiler.Any(text, Lab.Vocabulary, scope, "/when");
    }

    private static string Canonical(Node tree) => new Printer(Lab.Vocabulary).Of(tree);

    /// <summary>Every kind of node, operator, function and type of field.</summary>
    private static IEnumerable<string> Everything() =>
    [
        .. typeof(Node).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Node))).Select(t => t.Name),
        .. Functions.All.Select(f => f.Method), .. ListFunctions.All.Select(f => $"list {f.Name}"), "list count of all",
        .. Enum.GetValues<ValueType>().Select(t => $"field {t}"),
        .. new[] { TokenKind.Equal, TokenKind.NotEqual, TokenKind.Less, TokenKind.LessOrEqual, TokenKind.Greater, TokenKind.GreaterOrEqual, TokenKind.Plus, TokenKind.Minus, TokenKind.Times, TokenKind.Divide }.Select(t => $"{t}"),
        "all of", "any of", "is there", "is missing",
    ];

    private static IEnumerable<string> Parts(Node node)
    {
        yield return node.GetType().Name;
        foreach (var part in node switch
        {
            CallNode n => [n.Function.Method],
            ListNode n => [n.Body is null ? "list count of all" : $"list {n.Function}"],
            FieldNode n => [$"field {n.Shape.Type}"],
            CompareNode n => [$"{n.Operator}"],
            ArithmeticNode n => [$"{n.Operator}"],
            LogicNode n => [n.IsAnd ? "all of" : "any of"],
            PresenceNode n => [n.Present ? "is there" : "is missing"],
            _ => ImmutableArray<string>.Empty,
        })
        {
            yield return part;
        }

        foreach (var part in node.Parts().SelectMany(Parts)) yield return part;
    }

    private static Facts Facts(Random random)
    {
        var values = new List<(string, object)>();
        Maybe("form.count", () => random.Next(-3, 4));
        Maybe("person.dependants", () => random.Next(0, 3));
        Maybe("form.newBaseSalary", () => random.Next(-20, 20) / 4m);
        Maybe("person.pay.baseSalary", () => random.Next(0, 20) / 4m);
        foreach (var path in new[] { "form.effectiveDate", "person.employment.hireDate", "person.identity.birthDate" }) Maybe(path, () => Lab.Today.AddDays(random.Next(-800, 400)));
        foreach (var path in new[] { "form.urgent", "person.employment.active" }) Maybe(path, () => random.Next(2) == 0);
        foreach (var path in new[] { "form.reason", "form.name", "person.name", "person.identity.sex", "person.employment.department", "form.newDepartment" }) Maybe(path, () => new[] { "a", "1", "P1M", "真", " b " }[random.Next(5)]);
        Maybe("person.identity.idNumber", () => random.Next(2) == 0 ? "440524188001010014" : "x");
        Maybe("person.employment.term", () => Duration.TryParse(new[] { "P3M", "P14D", "P1Y2M3D" }[random.Next(3)], out var duration) ? duration : default);
        foreach (var path in new[] { "form.tags", "person.skills" }) Maybe(path, () => new[] { "a", "1", "x" }[..random.Next(4)]);
        Maybe("person.history", () => Enumerable.Range(0, random.Next(3)).Select(_ => new (string, object)[] { ("degree", "1"), ("from", Lab.Today.AddYears(-random.Next(9))), ("years", random.Next(6)), ("fullTime", random.Next(2) == 0) }[..random.Next(1, 5)]).ToArray());
        return Lab.Facts([.. values]);

        void Maybe(string path, Func<object> make)
        {
            if (random.Next(4) > 0) values.Add((path, make()));
        }
    }
}
