using System.Text.Json.Nodes;
using HrCollab.Designer.Editors.Permissions;
using HrCollab.Engine.Kernel;
using HrCollab.Functions.Tests;
using HrCollab.Workspace;

namespace HrCollab.Browser.Tests.Designer;

/// <summary>S45: what the designer previews as a person is what the API answers that person, member by member, seen or not.</summary>
public sealed class SeenRecordTests
{
    private static readonly string[] Members = ["values", "hidden", "masked", "roles", "updatable"];

    [Fact]
    public async Task S45_Preview_IsWhatTheApiAnswersThatPerson()
    {
        await using var api = await TestHost.Started();
        var set = DefinitionCompiler.Compile([.. HrCollab.Tests.Repository.Files("definitions", ".json").Select(f => new DefinitionFile(f.Path["definitions/".Length..], System.Text.Encoding.UTF8.GetBytes(f.Text)))]).Set!;
        var world = ExampleCompany.World(set);
        var (seen, unseen) = (0, 0);
        foreach (var person in new[] { "E0001", "E0006", "E0010", "E0023", "E0042" })
        {
            foreach (var (standard, key) in new[] { ("person", "E0001"), ("person", "E0010"), ("person", "E0042"), ("department", "rd1"), ("position", "hrbp") })
            {
                var answer = await api.Get(person, $"/api/records/{standard}/{key}");
                var preview = SeenRecord.Of(set, world, standard, person, key, ExampleCompany.Made);
                if (preview is null)
                {
                    unseen++;
                    Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.Status);
                    continue;
                }

                seen++;
                foreach (var member in Members) Assert.True(JsonNode.DeepEquals(answer.Json[member], preview[member]), $"{person} {standard}/{key} {member}: {answer.Json[member]?.ToJsonString()} {preview[member]?.ToJsonString()}");
            }
        }

        Assert.True(seen > 10 && unseen > 0, $"{seen} seen, {unseen} not");
    }
}
