using System.Text.Json.Nodes;
using HrCollab.Components.SignIn;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;

namespace HrCollab.Functions.Http;

/// <summary>What the API description says of one operation; attached where the route is mapped.</summary>
/// <param name="Summary">One line.</param>
/// <param name="Body">Schema of the body in JSON, or null.</param>
/// <param name="Query">Query parameters.</param>
/// <param name="Acts">True when it takes an Idempotency-Key.</param>
/// <param name="Anonymous">True when it needs no token.</param>
/// <param name="ContentTypes">Types of the body when it is not JSON.</param>
/// <param name="Details">How to read the answer, where that is not plain.</param>
/// <param name="Answer">Schema of the answer in JSON, or null.</param>
/// <param name="Tagged">True when the answer has an ETag; a GET then takes If-None-Match.</param>
/// <param name="IfMatch">Whether it takes If-Match.</param>
/// <param name="Waits">True when it takes Min-Version.</param>
internal sealed record ApiOperation(Text Summary, string? Body = null, string[]? Query = null, bool Acts = false, bool Anonymous = false, string[]? ContentTypes = null,
    Text? Details = null, string? Answer = null, bool Tagged = false, Precondition IfMatch = Precondition.None, bool Waits = false);

/// <summary>Whether a route takes If-Match.</summary>
internal enum Precondition
{
    /// <summary>It does not read it.</summary>
    None,

    /// <summary>Held to it when it is sent.</summary>
    Optional,

    /// <summary>428 without it, when there is something to replace.</summary>
    Required,
}

/// <summary>GET /openapi.json: made from the routes that are mapped and the standards that are active, so it cannot lag behind.</summary>
internal static class ApiDescription
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/openapi.json", Get).AllowAnonymous().WithName("OpenApi")
            .Describe(new(new("接口描述(OpenAPI 3.1)", "This description (OpenAPI 3.1)"), Anonymous: true));

    public static TBuilder Describe<TBuilder>(this TBuilder route, ApiOperation operation)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(operation);

    private static JsonAnswer Get(HttpContext context, EndpointDataSource endpoints, ActiveDefinitions definitions, SignInSettings settings)
    {
        var language = Languages.Of(context);
        var paths = new JsonObject();
        foreach (var endpoint in endpoints.Endpoints.OfType<RouteEndpoint>().OrderBy(e => e.RoutePattern.RawText, StringComparer.Ordinal))
        {
            if (endpoint.Metadata.GetMetadata<ApiOperation>() is not { } operation) continue;
            var path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            if (paths[path] is not JsonObject methods) paths[path] = methods = [];
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
                methods[method.ToLowerInvariant()] = Operation(endpoint, operation, language);
        }

        var schemas = new JsonObject();
        foreach (var standard in definitions.Current.All<Standard>()) schemas[standard.Id] = StandardSchema.Json(standard, language);
        return JsonAnswer.Ok(new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "HrCollab", ["version"] = typeof(ApiDescription).Assembly.GetName().Version!.ToString(3), ["description"] = new Text("跨部门人事协作", "Cross-department HR collaboration").In(language) },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["security"] = new JsonArray([.. Schemes(settings).Select(s => (JsonNode)new JsonObject { [s.Key] = new JsonArray() })]),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject(Schemes(settings)),
                ["schemas"] = schemas,
            },
        });
    }

    /// <summary>How a token comes to be: any of them will do.</summary>
    private static IEnumerable<KeyValuePair<string, JsonNode?>> Schemes(SignInSettings settings)
    {
        yield return new("bearer", new JsonObject { ["type"] = "http", ["scheme"] = "bearer" });
        if (settings.Authority is { } issuer)
            yield return new("openId", new JsonObject { ["type"] = "openIdConnect", ["openIdConnectUrl"] = issuer.ToString().TrimEnd('/') + "/.well-known/openid-configuration" });
    }

    private static JsonObject Operation(RouteEndpoint endpoint, ApiOperation operation, Language language)
    {
        var parameters = new JsonArray();
        foreach (var parameter in endpoint.RoutePattern.Parameters)
            parameters.Add(new JsonObject { ["name"] = parameter.Name, ["in"] = "path", ["required"] = true, ["schema"] = new JsonObject { ["type"] = "string" } });
        foreach (var name in operation.Query ?? [])
            parameters.Add(new JsonObject { ["name"] = name, ["in"] = "query", ["schema"] = new JsonObject { ["type"] = "string" } });
        foreach (var header in ApiHeaders.Read(operation, endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [], language)) parameters.Add(header);
        var described = new JsonObject
        {
            ["operationId"] = endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName,
            ["summary"] = operation.Summary.In(language),
            ["parameters"] = parameters,
            ["responses"] = new JsonObject
            {
                ["2XX"] = Success(operation, language),
                ["default"] = new JsonObject { ["description"] = "RFC 9457", ["content"] = new JsonObject { ["application/problem+json"] = new JsonObject() } },
            },
        };
        var responses = described["responses"]!.AsObject();
        if (operation.Tagged && IsGet(endpoint)) responses["304"] = new JsonObject { ["description"] = new Text("内容没有变化", "Nothing has changed").In(language), ["headers"] = ApiHeaders.Tag(language) };
        if (operation.IfMatch != Precondition.None) responses["412"] = new JsonObject { ["description"] = new Text("版本已变化,附当前版本", "Changed meanwhile; the current version is said").In(language), ["headers"] = ApiHeaders.Tag(language) };
        if (operation.IfMatch == Precondition.Required) responses["428"] = new JsonObject { ["description"] = new Text("缺少 If-Match", "If-Match is missing").In(language) };
        if (operation.Details is { } details) described["description"] = details.In(language);
        if (operation.Anonymous) described["security"] = new JsonArray();
        if (operation.Body is not null || operation.ContentTypes is not null)
        {
            described["requestBody"] = new JsonObject
            {
                ["required"] = operation.Body is not null,
                ["content"] = new JsonObject((operation.ContentTypes ?? ["application/json"]).Select(type =>
                    KeyValuePair.Create(type, (JsonNode?)new JsonObject { ["schema"] = operation.Body is null ? new JsonObject() : JsonNode.Parse(operation.Body) }))),
            };
        }

        return described;
    }

    private static bool IsGet(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get) == true;

    private static JsonObject Success(ApiOperation operation, Language language)
    {
        var success = new JsonObject { ["description"] = new Text("成功", "Success").In(language) };
        if (operation.Tagged) success["headers"] = ApiHeaders.Tag(language);
        if (operation.Answer is { } schema) success["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = JsonNode.Parse(schema) } };
        return success;
    }
}
