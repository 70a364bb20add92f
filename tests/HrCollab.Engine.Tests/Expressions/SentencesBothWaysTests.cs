using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using ValueType = HrCollab.Engine.Expressions.ValueType;

namespace HrCollab.Engine.Tests.Expressions;

/// <summary>X23: expression, Chinese sentence and English sentence are three writings of one tree, and each gives the others.</summary>
public sealed class SentencesBothWaysTests
{
    [Fact]
    public void X23_RenderParseRender_IsTheIdentityForGeneratedRules()
    {
        var model = new KleeneModel(new Random(23));
        for (var i = 0; i < 400; i++)
        {
            var condition = Lab.Condition(model.Condition(i % 3).Text);
            var canonical = condition.Canonical(Lab.Vocabulary);
            var again = Lab.Condition(canonical);
            Assert.Equal(canonical, again.Canonical(Lab.Vocabulary));
            Assert.Equal(condition.Sentence, again.Sentence);
            var sentence = condition.SentenceToEdit(Lab.Vocabulary);
            foreach (var language in new[] { Language.Chinese, Language.English })
            {
                var read = SentenceReading.Of(sentence.In(language), language, Lab.Vocabulary);
                Assert.True(read is SentenceReading.Found found && found.Expression == canonical, $"{canonical}\n{sentence.In(language)}\n{read}");
                Assert.Equal(sentence.In(language), Lab.Condition(canonical).SentenceToEdit(Lab.Vocabulary).In(language));
            }
        }
    }

    /// <summary>As broad as the limits of the language allow: chains of hundreds of operands, of both joins, in and beside brackets; long lists; sums and brackets to the deepest level.</summary>
    [Theory]
    [InlineData(6)]
    [InlineData(17)]
    [InlineData(60)]
    [InlineData(500)]
    public void X23_RenderParseRender_IsTheIdentity_HoweverBroadTheRule(int breadth)
    {
        var random = new Random(breadth);
        var model = new KleeneModel(random);
        for (var form = 0; form < 6; form++) BothWays(Broad(model, random, breadth, form));
        BothWays($"form.count in [{string.Join(", ", Enumerable.Range(-5, Math.Min(breadth, 450)))}]");
        BothWays($"form.reason in [{string.Join(", ", Enumerable.Range(0, Math.Min(breadth, 450)).Select(n => $"\"{n}\""))}] && form.urgent");
        BothWays($"{string.Join(" + ", Enumerable.Repeat("form.count", Math.Min(breadth, 45)))} > -{string.Join(" * ", Enumerable.Repeat("2", Math.Min(breadth, 45)))}");
        BothWays($"{string.Concat(Enumerable.Repeat("!(", Math.Min(breadth, 22)))}form.urgent{new string(')', Math.Min(breadth, 22))}");
        BothWays(string.Join(" || ", Enumerable.Repeat("true", Math.Min(breadth, 490))));
    }

    /// <summary>Operands until there are as many as asked for, or no more fit into an expression.</summary>
    private static string Broad(KleeneModel model, Random random, int breadth, int form)
    {
        var (text, parts) = ("", 0);
        for (var i = 0; i < breadth; i++)
        {
            var operand = model.Condition(random.Next(2)).Text;
            var sign = form switch { 0 => "&&", 1 => "||", _ => random.Next(3) == 0 ? "&&" : "||" };
            if (form > 3 && random.Next(3) == 0) operand = $"({operand} && ({model.Condition(0).Text} || {model.Condition(0).Text}))";
            var next = i == 0 ? operand : $"{text} {sign} {operand}";
            var added = operand.Split(' ', '(', ',').Length * 2;
            if (next.Length > 3_900 || (parts += added) > 480) break;
            text = next;
        }

        return text;
    }

    private static void BothWays(string text)
    {
        var condition = Lab.Condition(text);
        var canonical = condition.Canonical(Lab.Vocabulary);
        var sentence = condition.SentenceToEdit(Lab.Vocabulary);
        foreach (var language in new[] { Language.Chinese, Language.English })
        {
            var read = SentenceReading.Of(sentence.In(language), language, Lab.Vocabulary);
            Assert.True(read is SentenceReading.Found found && found.Expression == canonical, $"{canonical}\n{sentence.In(language)}\n{read}");
        }

        Assert.Equal(sentence, Lab.Condition(canonical).SentenceToEdit(Lab.Vocabulary));
    }

    [Theory]
    [InlineData("form.count >= 3 && !(person.identity.sex in [\"1\", \"2\"])")]
    [InlineData("today + duration(\"P3M\") <= form.effectiveDate")]
    [InlineData("duration(\"P1Y\") > duration(form.reason)")]
    [InlineData("person.employment.term >= duration(\"P3M\") && person.employment.term < duration(\"P1Y6M\")")]
    [InlineData("person.employment.term == duration(\"P0D\") || person.employment.term != duration(\"P1Y0M10D\")")]
    [InlineData("person.employment.hireDate + person.employment.term > today + duration(\"P14D\")")]
    [InlineData("today - person.employment.hireDate > duration(\"P30D\") || addMonths(today, 3) == addDays(today, 3)")]
    [InlineData("any(person.history, item => item.length >= duration(\"P4Y\"))")]
    [InlineData("workingDaysBetween(person.employment.hireDate, today) > 30 || isWorkday(form.effectiveDate)")]
    [InlineData("addWorkingDays(form.effectiveDate, 3) < addMonths(today, form.count - 1)")]
    [InlineData("any(person.history, item => item.degree == \"2\" && item.fullTime)")]
    [InlineData("all(person.skills, item => startsWith(item, \"IT\"))")]
    [InlineData("count(person.skills) > 1 && count(person.history, item => item.years > 3) == 1")]
    [InlineData("sum(person.history, item => item.years * 2) > min(form.count, 7)")]
    [InlineData("max(person.history, item => item.from) < person.employment.hireDate")]
    [InlineData("form.urgent == true && form.urgent")]
    [InlineData("form.urgent != (form.count > 1)")]
    [InlineData("-form.count < -5 && -(form.count + 1) * -2 / 3 != 0.50")]
    [InlineData("form.count - (2 - 1) - 1 == 0")]
    [InlineData("!form.urgent || !(form.urgent || false)")]
    [InlineData("(form.urgent && true) && false")]
    [InlineData("form.reason == \"a\\\"b\\\\c”d\\n且 e\"")]
    [InlineData("form.reason in [\"a、b\", \", \", \"\"] || \"a\" in form.tags || contains(form.tags, \"b\")")]
    [InlineData("form.reason == null && person.pay.baseSalary != null && addDays(form.effectiveDate, 1) == null")]
    [InlineData("form.name != person.name")] // one title for two fields
    [InlineData("form.name == \"x\"")]
    [InlineData("age(birthDateOf(person.identity.idNumber)) >= 16 && isIdCard(person.identity.idNumber)")]
    [InlineData("upper(trim(form.reason)) == \"A\" && length(lower(form.reason)) < 3")]
    public void X23_Expression_Sentence_Expression_IsTheIdentity(string canonical)
    {
        var condition = Lab.Condition(canonical);
        Assert.Equal(canonical, condition.Canonical(Lab.Vocabulary));
        var sentence = condition.SentenceToEdit(Lab.Vocabulary);
        Assert.Equal(new SentenceReading.Found(canonical), SentenceReading.Of(sentence.Zh, Language.Chinese, Lab.Vocabulary));
        Assert.Equal(new SentenceReading.Found(canonical), SentenceReading.Of(sentence.En, Language.English, Lab.Vocabulary));
    }

    [Fact]
    public void TitlesOfSeveralFields_AreQuotedWithTheirRecord()
    {
        Assert.Equal(new Text("「调岗申请的姓名」 等于 “x”", "[Name of Transfer form] is \"x\""), Lab.Condition("form.name == \"x\"").SentenceToEdit(Lab.Vocabulary));
        Assert.Equal(["form.name == \"x\"", "person.name == \"x\""],
            Assert.IsType<SentenceReading.Ambiguous>(SentenceReading.Of("姓名 等于 “x”", Language.Chinese, Lab.Vocabulary)).Expressions.AsEnumerable());
    }

    /// <summary>Titles that are words of the language themselves.</summary>
    [Fact]
    public void TitlesThatSoundLikeSentences_StillReadBack()
    {
        string[] titles = ["今天", "年龄", "年龄 等于 3", "非 年龄", "年龄 且 年龄", "真", "12", "年龄的年份", "(年龄)", "从年龄到年龄的天数", "年龄 + 1", "「年龄」", "P3M", "年龄"];
        var shape = new RecordShape(new("记录", "Record"), [.. titles.Select((t, i) => new FieldShape(i, $"f{i}", i == 3 ? ValueType.Date : ValueType.Integer, Text.Same(t)))]);
        var vocabulary = new Vocabulary(("r", shape));
        var (context, scope) = Lab.Scope();
        foreach (var text in titles.SelectMany((_, i) => i == 3
            ? new[] { "r.f3 < today && year(r.f3) == r.f7", "daysBetween(r.f3, today) > 3" }
            : [$"r.f{i} == 3", $"r.f{i} + 1 > r.f1", $"!(r.f{i} in [1, 12]) || r.f{i} == null", $"-r.f{i} == 3 && r.f1 == r.f{i}"]))
        {
            var condition = ExpressionCompiler.Condition(text, vocabulary, scope, "/when");
            Assert.True(condition is not null, string.Join('\n', context.Diagnostics));
            var sentence = condition.SentenceToEdit(vocabulary);
            Assert.Equal(new SentenceReading.Found(text), SentenceReading.Of(sentence.Zh, Language.Chinese, vocabulary));
            Assert.Equal(new SentenceReading.Found(text), SentenceReading.Of(sentence.En, Language.English, vocabulary));
        }
    }

    [Theory]
    [InlineData("人数 大于 3 且", 8)]
    [InlineData("人头 大于 3", 1)]
    [InlineData("人数 大于 “a”", 10)]
    [InlineData("", 1)]
    public void WhatIsNoSentence_IsNotUnderstood(string sentence, int at) =>
        Assert.Equal(new SentenceReading.NotUnderstood(at), SentenceReading.Of(sentence, Language.Chinese, Lab.Vocabulary));

    [Fact]
    public void HostileSentences_EndSoon()
    {
        foreach (var sentence in new[] { new string('(', 20_000), string.Concat(Enumerable.Repeat("非 (", 3_000)), string.Join(" 且 ", Enumerable.Repeat("人数 大于 3", 2_000)), string.Concat(Enumerable.Repeat("姓名 等于 ", 3_000)), new string('人', 30_000) })
            Assert.IsNotType<SentenceReading.Found>(SentenceReading.Of(sentence, Language.Chinese, Lab.Vocabulary));
    }
}
