using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;

namespace HrCollab.Functions.Http;

/// <summary>Headers in the API description: what a route reads of a request, and what its answer carries.</summary>
internal static class ApiHeaders
{
    /// <summary>Headers that an operation reads, as parameters.</summary>
    public static IEnumerable<JsonObject> Read(ApiOperation operation, IReadOnlyList<string> methods, Language language)
    {
        if (operation.Acts)
        {
            yield return Header(
                "Idempotency-Key", required: false, new Text("同一键和正文得到同一答复;同一键不同正文为 422", "The same key and body answers the same; the same key with another body is 422"), language, maxLength: 200);
        }

        if (operation.IfMatch != Precondition.None)
        {
            yield return Header(
                "If-Match", operation.IfMatch == Precondition.Required, new Text("读取时得到的 ETag;版本已变化为 412", "The ETag that was read; 412 when it has changed meanwhile"), language);
        }

        if (operation.Waits)
            yield return Header(MinVersion.Header, required: false, new Text("之前的答复给出的 ETag;不会得到更早的版本,数秒内读不到时为 503", "The ETag of an earlier answer: no older version is given; 503 when it cannot be read within seconds"), language);

        if (operation.Tagged && methods.Contains(HttpMethods.Get))
            yield return Header("If-None-Match", required: false, new Text("已有的 ETag;没有变化时为 304,无正文", "An ETag one has; 304 without a body when nothing has changed"), language);
    }

    /// <summary>The ETag of an answer.</summary>
    public static JsonObject Tag(Language language) => new()
    {
        ["ETag"] = new JsonObject { ["description"] = new Text("版本标签,用于 If-Match 和 If-None-Match", "The version, for If-Match and If-None-Match").In(language), ["schema"] = new JsonObject { ["type"] = "string" } },
    };

    private static JsonObject Header(string name, bool required, Text description, Language language, int? maxLength = null)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (maxLength is { } most) schema["maxLength"] = most;
        return new JsonObject { ["name"] = name, ["in"] = "header", ["required"] = required, ["description"] = description.In(language), ["schema"] = schema };
    }
}
