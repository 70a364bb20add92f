using System.Globalization;
using HrCollab.Engine.Expressions;

namespace HrCollab.Engine.Tests.Expressions;

/// <summary>Numbers that are compared as words come out as decimals do, at the edges of what a word holds and beyond them.</summary>
public sealed class NumberContentTests
{
    private static readonly decimal[] Numbers =
    [
        0m, -0m, 0.0m, 1m, 1.0m, 1.0000m, 1.00000m, -1m, 0.0001m, -0.0001m, 0.00001m, 0.00005m, 1_000.5m, 1_000.50m, 1_000.51m, 21_000.5m, 922_337_203_685_477m, 922_337_203_685_477.5807m,
        922_337_203_685_477.5808m, 922_337_203_685_478m, -922_337_203_685_477m, -922_337_203_685_477.5808m, 1_844_674_407_370_955.1615m, 9_223_372_036_854_775_807m, 18_446_744_073_709_551_616m,
        decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m,
    ];

    [Fact]
    public void Number_ComparesAsADecimal()
    {
        foreach (var a in Numbers)
        {
            foreach (var b in Numbers)
            {
                var (mine, other) = (new NumberContent(a), new NumberContent(b));
                Assert.True(Math.Sign(decimal.Compare(a, b)) == Math.Sign(mine.Order(other)), string.Create(CultureInfo.InvariantCulture, $"{a} {b}"));
                Assert.Equal(a == b, mine.Equals(other));
                if (a == b) Assert.Equal(mine.GetHashCode(), other.GetHashCode());
            }
        }
    }

    [Theory]
    [InlineData(">", 1)]
    [InlineData(">=", 3)]
    [InlineData("==", 2)]
    [InlineData("!=", -2)]
    [InlineData("<=", 6)]
    [InlineData("<", 4)]
    public void Rule_ComparesAsADecimal(string sign, int orders)
    {
        foreach (var written in Numbers.Where(n => n is >= 0 and < decimal.MaxValue && n.Scale <= 10))
        {
            var condition = Lab.Condition(string.Create(CultureInfo.InvariantCulture, $"person.pay.baseSalary {sign} {written}"));
            foreach (var value in Numbers)
            {
                var order = value > written ? 1 : value == written ? 2 : 4;
                var verdict = condition.Evaluate(Lab.Facts(("person.pay.baseSalary", value)));
                Assert.True((orders > 0 ? (orders & order) != 0 : order != 2) == (verdict == Verdict.True), string.Create(CultureInfo.InvariantCulture, $"{value} {sign} {written}: {verdict}"));
                Assert.NotEqual(Verdict.Unknown, verdict);
            }
        }
    }
}
