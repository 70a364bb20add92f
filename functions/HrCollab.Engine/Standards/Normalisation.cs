using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards;

/// <summary>A harmless correction of what people type; the change is told to them.</summary>
internal sealed record Normalisation(string Name, Func<string, string> Apply)
{
    public static IReadOnlyList<Normalisation> Known { get; } =
    [
        new("halfWidth", HalfWidth),
        new("upper", text => text.ToUpperInvariant()),
        new("lower", text => text.ToLowerInvariant()),
        new("digits", text => new string([.. text.Where(c => c is not (' ' or '-' or '\u00A0'))])),
    ];

    /// <summary>Full-width forms (U+FF01 to U+FF5E) and the ideographic space become their ASCII counterparts.</summary>
    public static string HalfWidth(string text) =>
        text.AsSpan().ContainsAnyInRange('\uFF01', '\uFF5E') || text.Contains('\u3000', StringComparison.Ordinal)
            ? string.Create(text.Length, text, static (span, source) =>
            {
                for (var i = 0; i < span.Length; i++)
                    span[i] = source[i] switch { >= '\uFF01' and <= '\uFF5E' => (char)(source[i] - 0xFEE0), '\u3000' => ' ', var c => c };
            })
            : text;
}
