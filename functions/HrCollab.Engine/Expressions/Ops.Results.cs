namespace HrCollab.Engine.Expressions;

internal static partial class Ops
{
    public static FieldValue ResultText(int type, string? value) => value is null ? FieldValue.Missing : FieldValue.Of((ValueType)type, value);

    public static FieldValue ResultNumber(int type, decimal? value) => value is null ? FieldValue.Missing : FieldValue.Of((ValueType)type, value.Value);

    public static FieldValue ResultDate(DateOnly? value) => value is null ? FieldValue.Missing : FieldValue.Of(value.Value);

    public static FieldValue ResultTruth(Verdict value) => value == Verdict.Unknown ? FieldValue.Missing : FieldValue.Of(value == Verdict.True);

    public static FieldValue ResultField(Facts facts, int root, int slot) => facts.Value(root, slot);

    public static FieldValue ResultValue(Constants constants, int place) => constants.Value(place);
}
