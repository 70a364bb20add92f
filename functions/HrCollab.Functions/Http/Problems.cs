using System.Diagnostics;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Publishing;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Http;

/// <summary>Errors as RFC 9457 says, in the caller's language; never a stack trace, a path or a type name.</summary>
internal static class Problems
{
    private const string Type = "https://hrcollab.example/problems/";

    /// <summary>A problem with a stable code.</summary>
    public static IResult Of(HttpContext context, int status, DiagnosticCode code, params ReadOnlySpan<object?> arguments) =>
        Of(context, status, code.Code, code.Message.With(arguments), code.Help.With(arguments), null);

    /// <summary>A problem whose message was made elsewhere.</summary>
    public static IResult Of(HttpContext context, int status, DiagnosticCode code, Text message, JsonObject? more) => Of(context, status, code.Code, message, code.Help, more);

    /// <summary>422 with what is wrong with each field.</summary>
    public static IResult Fields(HttpContext context, IReadOnlyCollection<Violation> violations, string prefix = "", JsonObject? more = null)
    {
        var language = Languages.Of(context);
        var errors = new JsonArray([.. violations.Select(v => (JsonNode)Field(v, language, prefix))]);
        var code = violations.FirstOrDefault(v => !v.Warning)?.Code ?? ApiFindings.Refused.Code;
        more ??= [];
        more["errors"] = errors;
        return Of(context, StatusCodes.Status422UnprocessableEntity, code, ApiFindings.Refused.Message.With(violations.Count(v => !v.Warning)), ApiFindings.Refused.Help, more);
    }

    /// <summary>One finding of a field.</summary>
    public static JsonObject Field(Violation violation, Language language, string prefix = "")
    {
        var field = new JsonObject { ["pointer"] = prefix + violation.Pointer, ["code"] = violation.Code, ["message"] = violation.Message.In(language) };
        if (violation.Accepted is { } accepted) field["accepted"] = accepted.In(language);
        if (violation.Source is { } source) field["source"] = source.ToString();
        if (violation.Warning) field["warning"] = true;
        return field;
    }

    /// <summary>The problem of a status that nobody explained.</summary>
    public static IResult Of(HttpContext context, int status) => Of(
        context, status,
        status switch
        {
            StatusCodes.Status401Unauthorized => ApiFindings.NotSignedIn,
            StatusCodes.Status415UnsupportedMediaType => ApiFindings.WrongContentType,
            _ => ApiFindings.NotFound,
        },
        "application/json");

    /// <summary>The problem of a request that could not be read, or of a failure.</summary>
    public static IResult Of(HttpContext context, Exception? error) => error switch
    {
        RequestRefusedException refused => Of(context, refused.Status, refused.Code, refused.Arguments),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Of(context, StatusCodes.Status413PayloadTooLarge, ApiFindings.TooLarge, RequestBody.MostBytes),
        BadHttpRequestException bad => Of(context, bad.StatusCode, ApiFindings.NotJson),
        StoreBusyException busy => Busy(context, busy),
        RevisionRefusedException refused => Refused(context, refused),
        OperationCanceledException => Of(context, StatusCodes.Status503ServiceUnavailable, ApiFindings.TimedOut),
        _ => Of(context, StatusCodes.Status500InternalServerError, ApiFindings.Failed),
    };

    /// <summary>503: nothing is wrong with the request, and it can be sent again when the revision has been kept anew, or by a program that can read it.</summary>
    public static IResult Refused(HttpContext context, RevisionRefusedException refused, JsonObject? more = null)
    {
        more ??= [];
        more["revision"] = refused.Revision;
        return Of(context, StatusCodes.Status503ServiceUnavailable, refused.Why, refused.Why.Message.With(refused.Revision), more);
    }

    private static IResult Busy(HttpContext context, StoreBusyException busy)
    {
        context.Response.Headers.RetryAfter = busy.RetryAfter.TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Of(context, StatusCodes.Status503ServiceUnavailable, ApiFindings.StoreBusy);
    }

    private static IResult Of(HttpContext context, int status, string code, Text message, Text help, JsonObject? more)
    {
        var language = Languages.Of(context);
        var problem = new JsonObject
        {
            ["type"] = Type + code,
            ["title"] = message.In(language),
            ["status"] = status,
            ["detail"] = help.In(language),
            ["code"] = code,
            ["traceId"] = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier,
        };
        foreach (var (name, value) in more?.ToList() ?? []) problem[name] = value?.DeepClone();
        context.Response.Headers.ContentLanguage = language == Language.English ? "en" : "zh-CN";
        return new JsonAnswer(status, problem, "application/problem+json");
    }
}

/// <summary>A request that cannot be read; thrown where a body is parsed, answered in one place.</summary>
internal sealed class RequestRefusedException(int status, DiagnosticCode code, params object?[] arguments) : Exception(code.Code)
{
    public int Status { get; } = status;

    public DiagnosticCode Code { get; } = code;

    public object?[] Arguments { get; } = arguments;
}
