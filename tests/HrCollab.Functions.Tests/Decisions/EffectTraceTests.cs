using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Decisions;

/// <summary>S35: the trace of a case says what an effect sets, by which formula and from which values, and how fields of the record follow from them.</summary>
public sealed class EffectTraceTests(Company company) : IClassFixture<Company>
{
    [Fact]
    public async Task S35_WhatAnEffectSets_IsTracedWithWhatItWasComputedFrom()
    {
        var journey = await Journey.Submitted(company.Host, "E0005", "onboarding", new { input = NewPerson.Form("E0098", 98) });
        var entries = (await journey.Trace()).SelectMany(e => e!["trace"]?.AsArray() ?? []).OfType<JsonNode>().ToList();
        var set = entries.Where(t => (t.Text("topic"), t.Text("outcome")) == ("effect", "set")).ToList();
        Assert.Equal(
            [("form.idNumber", "person.identity.birthDate"), ("form.idNumber", "person.identity.sex")],
            set.Select(t => (t["values"]![0]!.Text("path"), t["values"]![1]!.Text("path"))));
        Assert.All(set, t => Assert.Equal("workflows/onboarding.workflow.json", t["source"]!.Text("file")));
        Assert.Contains(entries, t => (t.Text("topic"), t.Text("outcome")) == ("standard", "true") && t["source"]!.Text("file") == "standards/person.standard.json");
    }
}
