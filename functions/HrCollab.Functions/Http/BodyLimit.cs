using Microsoft.AspNetCore.Http.Metadata;

namespace HrCollab.Functions.Http;

/// <summary>A route whose bodies may be larger than usual.</summary>
internal sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
