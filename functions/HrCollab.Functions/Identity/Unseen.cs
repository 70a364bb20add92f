using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Functions.Http;

namespace HrCollab.Functions.Identity;

/// <summary>What a caller is told of something they may not see, at every exit the same: the manifest says whether its existence is a secret.</summary>
internal static class Unseen
{
    /// <summary>True when it exists and that is no secret here.</summary>
    public static bool IsTold(Caller caller, bool exists) => exists && caller.Set.Manifest.TellsUnseen;

    /// <summary>404 as for what does not exist, or 403.</summary>
    public static IResult Problem(HttpContext context, Caller caller, bool exists, DiagnosticCode missing) => IsTold(caller, exists)
        ? Problems.Of(context, StatusCodes.Status403Forbidden, PermissionFindings.Outside)
        : Problems.Of(context, StatusCodes.Status404NotFound, missing);

    /// <summary>The same where no answer is at hand.</summary>
    public static RequestRefusedException Refused(Caller caller, bool exists) => IsTold(caller, exists)
        ? new RequestRefusedException(StatusCodes.Status403Forbidden, PermissionFindings.Outside)
        : new RequestRefusedException(StatusCodes.Status404NotFound, PermissionFindings.NotVisible);
}
