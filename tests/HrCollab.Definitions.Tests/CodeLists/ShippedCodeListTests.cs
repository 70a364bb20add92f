using HrCollab.Engine.CodeLists;
using HrCollab.Engine.Kernel;

namespace HrCollab.Definitions.Tests.CodeLists;

public sealed class ShippedCodeListTests
{
    private static readonly CompileResult Result = Shipped.Compile("calendars", "codeLists");

    [Fact]
    public void ShippedLists_HaveNoFindingBeyondSourcesToBeConfirmed() =>
        Assert.All(Result.Diagnostics, d => Assert.Equal(("HR-COD-008", Severity.Notice), (d.Code, d.Severity)));

    [Theory]
    [InlineData("gbt-2261-1", "0 1 2 9")]
    [InlineData("gbt-2261-2", "10 20 21 22 23 30 40 90")]
    [InlineData("gbt-2261-3", "1 2 3 31 32 33 34 35 36 37 38 41 49 6 61 62 63 64 65 66 67 69")]
    [InlineData("gbt-2261-4", "11 13 17 21 24 27 31 37 51 54 70 80 90")]
    [InlineData("gbt-4762", "01 02 03 04 05 06 07 08 09 10 11 12 13")]
    [InlineData("gbt-4658", "10 11 12 13 14 15 16 17 18 19 20 21 22 23 28 30 31 32 33 40 41 42 43 44 45 46 47 48 49 60 61 62 63 70 71 73 80 81 83 90")]
    [InlineData("gbt-12403", "431A 432A 432K 434Q 436A")] // the part of it that public sources name
    [InlineData("contract-kinds", "fixed open task")]
    public void List_HasExactlyTheseCodes(string list, string codes) => Assert.Equal(codes, string.Join(' ', Find(list).Values.Select(v => v.Code)));

    [Theory]
    [InlineData("gbt-2261-1", 4)]
    [InlineData("gbt-3304", 56)]
    [InlineData("gbt-4761", 84)]
    [InlineData("gbt-2260", 3351)] // 31 provinces, 342 cities, 2,975 counties that are not also cities, Hong Kong, Macao, Taiwan
    [InlineData("gbt-2659", 249)]
    [InlineData("gbt-6864", 56)] // 4 levels, 12 disciplines at three of them, 16 professional degrees
    [InlineData("gbt-8561", 291)]
    [InlineData("id-types", 9)]
    [InlineData("grades", 16)]
    public void List_HasSoManyValues(string list, int values) => Assert.Equal(values, Find(list).Values.Length);

    [Theory]
    [InlineData("gbt-2261-1", "男", "1")]
    [InlineData("gbt-2261-1", "女性", "2")]
    [InlineData("gbt-2261-2", "离异", "40")]
    [InlineData("gbt-2261-3", "健康", "1")]
    [InlineData("gbt-2261-3", "10", "1")] // the two-digit code of the same meaning
    [InlineData("gbt-2261-3", "糖尿病", "37")]
    [InlineData("gbt-6864", "工学硕士学位", "308")]
    [InlineData("gbt-6864", "MBA", "346")]
    [InlineData("gbt-8561", "高级工程师", "082")]
    [InlineData("gbt-8561", "编辑", null)] // of a publisher, or of a newspaper
    [InlineData("gbt-12403", "总经理", "434Q")]
    [InlineData("study-modes", "统招", "full-time")]
    [InlineData("shifts", "常白班", "day")]
    [InlineData("gbt-3304", "汉族", "01")]
    [InlineData("gbt-3304", "Jino", "56")]
    [InlineData("gbt-4762", "党员", "01")]
    [InlineData("gbt-4762", "九三学社社员", "10")]
    [InlineData("gbt-4658", "硕士研究生毕业", "14")]
    [InlineData("gbt-4658", "本科", "20")]
    [InlineData("gbt-4761", "妻子", "12")]
    [InlineData("gbt-4761", "母亲", "52")]
    [InlineData("gbt-2260", "海淀区", "110108")]
    [InlineData("gbt-2260", "东莞市", "441900")]
    [InlineData("gbt-2260", "朝阳区", null)] // Beijing and Changchun
    [InlineData("gbt-2659", "日本", "JPN")]
    [InlineData("id-types", "身份证", "111")]
    [InlineData("contract-kinds", "无固定期限劳动合同", "open")]
    [InlineData("duties", "HRBP", "hrbp")]
    public void WhatPeopleWrite_IsUnderstood(string list, string label, string? code) => Assert.Equal(code, Find(list).ByLabel(label)?.Code);

    [Fact]
    public void Division_BelongsToItsCityAndProvince()
    {
        var list = Find("gbt-2260");
        var county = list.Find("659001")!; // 石河子市, directly under its region
        Assert.Equal(("659000", "650000", null), (county.Parent, list.Find(county.Parent!)!.Parent, list.Find("650000")!.Parent));
    }

    [Theory]
    [InlineData("gbt-2261-3", "37", "3")]
    [InlineData("gbt-2261-3", "61", "6")]
    [InlineData("gbt-6864", "346", "3")]
    [InlineData("gbt-8561", "082", "080")]
    public void SecondLevel_BelongsToTheFirst(string list, string code, string parent) => Assert.Equal(parent, Find(list).Find(code)!.Parent);

    [Fact]
    public void ListOfAStandard_NamesItItsSourceAndThatItIsInForce() =>
        Assert.All(Result.Set!.All<CodeList>().Where(l => l.Id.StartsWith("gbt-", StringComparison.Ordinal)), l =>
        {
            Assert.StartsWith("GB/T ", l.Standard, StringComparison.Ordinal);
            Assert.NotEqual(CodeListStatus.Company, l.Status);
            Assert.Equal("in-force", l.Standing);
        });

    private static CodeList Find(string id) => Result.Set!.Find<CodeList>(id)!;
}
