using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Tests.Kernel;

/// <summary>X24: an element is found by what it is called, wherever it stands by now.</summary>
public sealed class ElementPlaceTests
{
    private static readonly JsonNode Flow = JsonNode.Parse(
        """
        { "id": "flow", "steps": [
            { "id": "first" },
            { "id": "both", "parallel": [ { "id": "x", "steps": [ { "id": "x" }, { "id": "y" } ] }, { "id": "z", "steps": [] } ] } ],
          "table": { "rows": [ { "id": "a/b" }, { "when": ["no name"] } ] }, "list": ["plain"] }
        """)!;

    [Theory]
    [InlineData("steps/first", "/steps/0")]
    [InlineData("steps/both/parallel/x", "/steps/1/parallel/0")]
    [InlineData("steps/both/parallel/x/steps/x", "/steps/1/parallel/0/steps/0")]
    [InlineData("table/rows/a~1b", "/table/rows/0")]
    [InlineData("", "")]
    public void Place_LeadsToItsElement_AndBack(string place, string pointer)
    {
        Assert.Equal(pointer, ElementPlace.Find(Flow, place));
        Assert.Equal(place, ElementPlace.Of(Flow, pointer));
        Assert.Equal(place, ElementPlace.Of(Flow, pointer + "/title/zh"));
    }

    [Theory]
    [InlineData("steps/0")]
    [InlineData("steps/nothing")]
    [InlineData("steps/both/parallel")]
    [InlineData("list/plain")]
    public void WhatIsNoElement_IsNotFound(string place) => Assert.Null(ElementPlace.Find(Flow, place));

    [Fact]
    public void MovedElement_IsFoundByItsId_UnlessSeveralHaveIt()
    {
        Assert.Equal("/steps/1/parallel/0/steps/1", ElementPlace.Find(Flow, "steps/y")); // was moved into a branch
        Assert.Null(ElementPlace.Find(JsonNode.Parse("""{ "a": [ { "id": "p", "steps": [{ "id": "s" }] }, { "id": "q", "steps": [{ "id": "s" }] } ] }"""), "steps/s"));
        Assert.Null(ElementPlace.Find(null, "steps/first"));
        Assert.Equal("", ElementPlace.Of(Flow, "/table"));
    }
}
