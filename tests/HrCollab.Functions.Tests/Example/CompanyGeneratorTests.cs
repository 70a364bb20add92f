using System.Security.Cryptography;
using System.Text;
using HrCollab.Functions.Example;

namespace HrCollab.Functions.Tests.Example;

public sealed class CompanyGeneratorTests
{
    [Fact]
    public void SameSize_GivesTheSameBytesEverywhere()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var record in CompanyGenerator.Generate(1_000)) hash.AppendData(Encoding.UTF8.GetBytes($"{record.Standard} {record.Values.ToJsonString()}\n"));
        Assert.Equal("07bc859a109166043592d43e435130e934c913ff459f2f75beb79b8cafdfecf6", Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(50, 1)]
    [InlineData(51, 2)]
    [InlineData(149, 3)]
    [InlineData(1_000, 20)]
    [InlineData(2_600, 52)]
    public void EveryRecord_SatisfiesItsStandardAndItsReferencesExist(int people, int departments)
    {
        ExampleRecord[] records = [.. CompanyGenerator.Generate(people)];
        var keys = ShippedStandards.Keys(records);
        Assert.Equal(records.Length, keys.Count);
        Assert.Equal((departments, people), (keys.Count(k => k.Standard == "department"), keys.Count(k => k.Standard == "person")));
        Assert.Empty(records.SelectMany(r => ShippedStandards.Findings(r, keys)));
    }

    [Fact]
    public void Departments_StandOnThreeLevelsAndComeFirst()
    {
        var parents = CompanyGenerator.Generate(1_000).TakeWhile(r => r.Standard == "department")
            .ToDictionary(ShippedStandards.Key, r => (string?)r.Values["basic"]!["parent"]);
        int Level(string department) => parents[department] is { } parent ? 1 + Level(parent) : 0;
        Assert.Equal(20, parents.Count);
        Assert.Equal([0, 1, 2], parents.Keys.Select(Level).Distinct().Order());
    }

    [Fact]
    public void IdNumbersAndMobiles_NeverRepeat()
    {
        var people = CompanyGenerator.Generate(20_000).Where(r => r.Standard == "person").ToList();
        Assert.Equal(people.Count, people.Select(p => (string)p.Values["identity"]!["idNumber"]!).Distinct().Count());
        Assert.Equal(people.Count, people.Select(p => (string)p.Values["contact"]!["mobile"]!).Distinct().Count());
    }

    [Fact]
    public void IdNumbers_DifferAlsoWhenRegionsAndBirthDatesHaveAllBeenUsed()
    {
        var numbers = new[] { 7, 7 + (30 * 13_001), 7 + (60 * 13_001) }.Select(SyntheticIdentity.IdNumber).ToList();
        Assert.Equal(3, numbers.Distinct().Count());
        Assert.Single(numbers.Select(n => n[..14]).Distinct());
    }

    [Fact]
    public void CompanyOfAMillion_BeginsAtOnce() => Assert.Equal("department", CompanyGenerator.Generate(1_000_000).First().Standard);

    [Fact]
    public void CompanyOfNobody_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => CompanyGenerator.Generate(0));
}
