using System.Security.Claims;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using HrCollab.Components.SignIn;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Http;
using HrCollab.Functions.Organizations;
using HrCollab.Functions.Records;
using HrCollab.Functions.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.Extensions.Options;

namespace HrCollab.Functions.Identity;

/// <summary>
/// Signs in as anyone of the example company without a password. Mapped only in Development, and answers only to this machine: anywhere
/// else the address does not exist.
/// </summary>
internal static class DevelopmentSignIn
{
    public static void Map(IEndpointRouteBuilder routes, IHostEnvironment environment)
    {
        if (!environment.IsDevelopment()) return;
        routes.MapPost("/api/dev/tokens", Token).AllowAnonymous().WithName("SignIn")
            .Describe(new(new("示例登录(仅限开发环境本机)", "Example sign-in (Development on this machine only)"), """{"type":"object","required":["person"],"properties":{"person":{"type":"string"}}}""", Anonymous: true));
    }

    /// <summary>The person an id, an employee number or a name means; null when none or several.</summary>
    public static async ValueTask<PersonCard?> Find(
        string person, ActiveDefinitions definitions, OrganizationSource organizations, RecordReader records, IDocumentStore store, CancellationToken cancel)
    {
        var organization = await records.Knowing(await organizations.Now(cancel), definitions.Current, [person], cancel);
        if (organization.Person(person) is { } byKey) return byKey;
        var found = await store.Query(Container.Views, Views.PeopleByName.Partition, IdRange.Prefix(Views.PeopleByName.Prefix(person), 2), cancel);
        if (found.Items is not [var only]) return null;
        var key = Views.PeopleByName.Key(only.Id);
        return (await records.Knowing(organization, definitions.Current, [key], cancel)).Person(key);
    }

    public static ClaimsPrincipal Principal(PersonCard person, string scheme) =>
        new(new ClaimsIdentity([new Claim(CallerSource.PersonClaim, person.Id)], scheme));

    private static async Task<IResult> Token(
        HttpContext context, ActiveDefinitions definitions, OrganizationSource organizations, RecordReader records, IDocumentStore store, Projecting.ProjectorSignal projector,
        IOptionsMonitor<BearerTokenOptions> options, TimeProvider time)
    {
        if (!LocalRequest.MayChoose(context)) return Problems.Of(context, StatusCodes.Status404NotFound, ApiFindings.NotFound);
        var body = await RequestBody.Read(context, IdentityJson.Default.TokenRequest);
        await projector.CaughtUp(context.RequestAborted);
        if (await Find(body.Value.Person, definitions, organizations, records, store, context.RequestAborted) is not { } person)
        {
            var names = (await organizations.Now(context.RequestAborted)).People.SelectMany(p => new[] { p.Id, p.Name });
            return Problems.Of(context, StatusCodes.Status422UnprocessableEntity, ApiFindings.UnknownPerson, body.Value.Person, DidYouMean.Hint(body.Value.Person, names));
        }

        var bearer = options.Get(BearerTokenDefaults.AuthenticationScheme);
        var properties = new AuthenticationProperties { ExpiresUtc = time.GetUtcNow() + bearer.BearerTokenExpiration };
        var ticket = new AuthenticationTicket(Principal(person, BearerTokenDefaults.AuthenticationScheme), properties, $"{BearerTokenDefaults.AuthenticationScheme}:AccessToken");
        return JsonAnswer.Ok(new JsonObject
        {
            ["token"] = bearer.BearerTokenProtector.Protect(ticket),
            ["tokenType"] = "Bearer",
            ["expiresIn"] = (int)bearer.BearerTokenExpiration.TotalSeconds,
            ["person"] = new JsonObject { ["id"] = person.Id, ["name"] = person.Name },
        });
    }
}

/// <summary>Who to sign in as.</summary>
internal sealed record TokenRequest(string Person);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TokenRequest))]
internal sealed partial class IdentityJson : JsonSerializerContext;
