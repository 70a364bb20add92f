using System.Collections.Immutable;
using HrCollab.Engine.Exchanges;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Tests.Exchanges;

public sealed class RowLayoutTests
{
    private static readonly ImmutableArray<string> Names = ["no", "make", "model", "colours", "price"];
    private static readonly CheckContext Context = new(new DateOnly(2026, 9, 16), (_, _) => null);
    private static readonly Exchange Things = TestSet.Sound(ExchangeFiles.With()).Find<Exchange>("things")!;

    [Fact]
    public void Row_BecomesTheFieldsItsColumnsSay()
    {
        var check = Layout().Judge(["a1", "Acme ", "Lamp", "red|blue", "12.50"], null, Context);
        Assert.False(check.Refused);
        Assert.Equal(
            ["basic.code=T-A1", "basic.name=Acme Lamp", "basic.colour=2", "price.net=12.50", "price.currency=CNY"], check.Values.Present.Select(v => $"{v.Key}={v.Value}"));
    }

    [Theory]
    [InlineData("", "Lamp")]
    [InlineData("Acme", " ")]
    public void Template_WithAMissingPart_IsMissing(string make, string model)
    {
        var check = Layout().Judge(["a1", make, model, "", ""], null, Context);
        Assert.Equal(["/basic/name"], check.Violations.Where(v => !v.Warning).Select(v => v.Pointer));
    }

    [Fact]
    public void BlankColumn_SaysNothingAboutARecordThatIsThere()
    {
        var there = Layout().Judge(["a1", "Acme", "Lamp", "red", "12.50"], null, Context).Values;
        var check = Layout().Judge(["a1", "", "", "blue", ""], there, Context);
        Assert.False(check.Refused);
        Assert.Equal("basic.colour", Assert.Single(RowLayout.Changes(check, there)).Key);
        Assert.Empty(RowLayout.Changes(Layout().Judge(["a1", "Acme", "Lamp", "red", "12.5"], there, Context), there));
    }

    [Theory]
    [InlineData("a1", "T-A1")]
    [InlineData("", null)]
    [InlineData("a/1", null)]
    public void Key_IsThatOfTheRecord(string no, string? key) => Assert.Equal(key, Layout().Key([no, "", "", "", ""], Context.Today));

    [Fact]
    public void Header_IsFoundFaultWithAllAtOnce()
    {
        var (layout, findings) = RowLayout.OfHeader(Things, ["no", "make", "modell", "colours", "colours"]);
        Assert.Null(layout);
        Assert.Equal(["HR-EXC-103", "HR-EXC-101", "HR-EXC-101", "HR-EXC-102"], findings.Select(f => f.Code));
        Assert.Contains("modell", findings[1].Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Header_MayHoldMore_WhenTheExchangeIgnoresIt()
    {
        var tolerant = TestSet.Sound(ExchangeFiles.With(", \"onUnknownColumn\": \"ignore\"")).Find<Exchange>("things")!;
        var naming = TestSet.Sound(ExchangeFiles.With(", \"ignore\": [\"note\"]")).Find<Exchange>("things")!;
        Assert.NotNull(RowLayout.OfHeader(tolerant, [.. Names, "anything"]).Layout);
        Assert.NotNull(RowLayout.OfHeader(naming, ["note", .. Names]).Layout);
        Assert.Null(RowLayout.OfHeader(naming, [.. Names, "anything"]).Layout);
    }

    [Fact]
    public void RowThatNamesItsColumns_IsRefusedForOneThatNobodyKnows()
    {
        var layout = RowLayout.OfRow(Things, ["no", "make", "model", "pric"]);
        var check = layout.Judge(["a1", "Acme", "Lamp", "1"], null, Context);
        Assert.True(check.Refused);
        Assert.Contains(check.Violations, v => v.Code == "HR-EXC-102" && v.Message.En.Contains("price", StringComparison.Ordinal));
    }

    [Fact]
    public void Owner_IsThatOfTheFieldsGroup_ElseOfTheExchange()
    {
        var owned = TestSet.Sound(ExchangeFiles.With(", \"owner\": \"office\"")).Find<Exchange>("things")!;
        Assert.Equal(["sales", "stock", "office"], [Things.OwnerOf("/price/net"), Things.OwnerOf(""), owned.OwnerOf("")]);
    }

    [Theory]
    [InlineData("a1", "red|blue", "12.50", """{"no":"A1","colours":"blue","price":"12.50"}""")]
    [InlineData("a2", "", "", """{"no":"A2"}""")]
    public void S12_FormerNames_SayWhatWouldBeReadAsTheSame(string no, string colours, string price, string expected)
    {
        var values = Layout().Judge([no, "Acme", "Lamp", colours, price], null, Context).Values;
        var former = FormerNames.Of(Things, Things.Permissions.Merge(["keeper"]), values);
        Assert.Equal(expected, former.ToJsonString());
        var again = RowLayout.OfRow(Things, [.. former.Select(m => m.Key)]).Judge([.. former.Select(m => m.Value!.ToString())], values, Context);
        Assert.Equal((false, 0), (again.Refused, RowLayout.Changes(again, values).Count));
    }

    /// <summary>The word "1" of this file means blue; red has no word, so nothing is said of it.</summary>
    [Fact]
    public void S12_AValueWithoutAWordInTheFile_IsLeftOut()
    {
        var twisted = TestSet.Sound(ExchangeFiles.With(columns: """
            "columns": [{ "to": "basic.code", "from": "no" }, { "to": "basic.name", "from": "name" }, { "to": "basic.colour", "from": "colour", "map": { "1": "2", "b": "2" } }]
            """)).Find<Exchange>("things")!;
        string? Colour(string code)
        {
            var values = twisted.Standard.Shape.Empty.With([KeyValuePair.Create("basic.colour", HrCollab.Engine.Expressions.FieldValue.Of(HrCollab.Engine.Expressions.ValueType.Code, code))]);
            return FormerNames.Of(twisted, twisted.Permissions.Merge(["keeper"]), values)["colour"]?.GetValue<string>();
        }

        Assert.Equal((null, "1"), (Colour("1"), Colour("2")));
    }

    private static RowLayout Layout() => RowLayout.OfHeader(Things, Names).Layout!;
}
