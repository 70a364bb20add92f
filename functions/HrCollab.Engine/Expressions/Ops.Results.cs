using System.Runtime.CompilerServices;

namespace HrCollab.Engine.Expressions;

internal static partial class Ops
{
    [MethodImpl(Called)]
    public static FieldValue ResultText(int type, string? value) => value is null ? FieldValue.Missing : FieldValue.Of((ValueType)type, value);

    [MethodImpl(Called)]
    public static FieldValue ResultNumber(int type, decimal? value) => value is null ? FieldValue.Missing : FieldValue.Of((ValueType)type, value.Value);

    [MethodImpl(Called)]
    public static FieldValue ResultDate(DateOnly? value) => value is null ? FieldValue.Missing : FieldValue.Of(value.Value);

    [MethodImpl(Called)]
    public static FieldValue ResultTruth(Verdict value) => value == Verdict.Unknown ? FieldValue.Missing : FieldValue.Of(value == Verdict.True);

    [MethodImpl(Called)]
    public static FieldValue ResultDuration(Duration? value) => value is null ? FieldValue.Missing : FieldValue.Of(value.Value);

    [MethodImpl(Called)]
    public static FieldValue ResultField(Facts facts, Constants constants, int place) => constants.Field(facts, place);

    [MethodImpl(Called)]
    public static FieldValue ResultMissing() => FieldValue.Missing;
}
