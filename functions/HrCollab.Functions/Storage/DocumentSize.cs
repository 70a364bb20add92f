using HrCollab.Functions.Http;

namespace HrCollab.Functions.Storage;

/// <summary>
/// How large the document of a case or record may become (<c>Limits:DocumentKilobytes</c>, 64): it is read and written with every act, and request units follow its
/// size. What an act adds beside it, its event and its answer, may have <see cref="Beside"/> times as much, so that a batch stays within what every store takes.
/// </summary>
internal sealed record DocumentSize(int Kilobytes)
{
    private const int Usual = 64;
    private const int Least = 16;
    private const int Most = 128;
    private const int Beside = 4;
    private const int Kilobyte = 1_024;

    /// <summary>From the configuration, 16 to 128.</summary>
    public static DocumentSize Of(IConfiguration configuration) => new(Math.Clamp(configuration.GetValue("Limits:DocumentKilobytes", Usual), Least, Most));

    /// <summary>Throws a refusal with 422 for a batch whose document, the first of it, or anything beside it would be larger: nothing is written then.</summary>
    public void Check(Batch batch)
    {
        for (var i = 0; i < batch.Operations.Length; i++)
        {
            var (bytes, most) = (DocumentLimits.Bytes(batch.Operations[i]), Kilobytes * (i == 0 ? 1 : Beside));
            if (bytes > most * Kilobyte) throw new RequestRefusedException(StatusCodes.Status422UnprocessableEntity, ApiFindings.DocumentTooLarge, (bytes + Kilobyte - 1) / Kilobyte, most);
        }
    }
}
