using System.Net;

namespace HrCollab.Functions.Tests.Hosting;

/// <summary>
/// Levels of keys, as the host of the tests guards them. Every function of ours is anonymous, so functions are made up here: were one of ours to ask for a key, the tests would see it.
/// </summary>
public sealed class FunctionKeyTests
{
    [Theory]
    [InlineData("anonymous", 200, 200, 200)]
    [InlineData("function", 401, 200, 200)]
    [InlineData(null, 401, 200, 200)] // function is what a host takes where nothing is said
    [InlineData("admin", 401, 401, 200)]
    public async Task AFunction_TakesTheKeysOfItsLevel_AndAMasterKey(string? level, int none, int own, int master)
    {
        var function = ScriptRoot.MadeUp("MadeUp", "made/up", level);
        await using var front = await FunctionsFront.Started([function], new Answering());
        Assert.Equal(none, await Status("/made/up"));
        Assert.Equal(none, await Status("/made/up?code=wrong"));
        Assert.Equal(own, await Status("/made/up?code=" + FunctionsHost.KeyOf(function)));
        Assert.Equal(own, await Status("/made/up", FunctionsHost.KeyOf(function)));
        Assert.Equal(none, await Status("/made/up?code=" + FunctionsHost.KeyOf(function with { Name = "Other" })));
        Assert.Equal(master, await Status("/made/up", FunctionsHost.MasterKey));

        async Task<int> Status(string path, string? key = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (key is not null) request.Headers.Add("x-functions-key", key);
            using var answer = await front.Http.SendAsync(request);
            return (int)answer.StatusCode;
        }
    }

    private sealed class Answering : IPassOn
    {
        public Task PassOn(Microsoft.AspNetCore.Http.HttpContext context)
        {
            context.Response.StatusCode = (int)HttpStatusCode.OK;
            return Task.CompletedTask;
        }
    }
}
