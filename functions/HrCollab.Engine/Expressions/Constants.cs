using System.Collections.Frozen;
using System.Collections.Immutable;

namespace HrCollab.Engine.Expressions;

/// <summary>
/// What makes one expression differ from others of the same form: the fields it reads, the values written in it, the bodies of its list functions. Generated
/// code names them by place only, so that expressions of one form are one delegate.
/// </summary>
internal sealed class Constants(ImmutableArray<Operand> operands, Workdays? workdays)
{
    /// <summary>Working days of the company's calendar; there whenever the code asks for them.</summary>
    public Workdays? Workdays => workdays;

    public ref readonly Operand At(int place) => ref operands.ItemRef(place);

    /// <summary>The value of the field that an operand names.</summary>
    public FieldValue Field(Facts facts, int place)
    {
        ref readonly var operand = ref operands.ItemRef(place);
        return facts.Value(operand.Root, operand.Slot);
    }

    /// <summary>The content of that value alone.</summary>
    public object? Content(Facts facts, int place)
    {
        ref readonly var operand = ref operands.ItemRef(place);
        return facts.Content(operand.Root, operand.Slot);
    }

    public FrozenSet<string> Texts(int place) => (FrozenSet<string>)At(place).Content!;

    public FrozenSet<decimal> Numbers(int place) => (FrozenSet<decimal>)At(place).Content!;

    public FrozenSet<DateOnly> Dates(int place) => (FrozenSet<DateOnly>)At(place).Content!;

    /// <summary>The body of a list function, which gives a value of that type for an item.</summary>
    public Func<Facts, Constants, Tracer?, Item, T> Body<T>(int place) => (Func<Facts, Constants, Tracer?, Item, T>)At(place).Content!;
}

/// <summary>Something an expression works with.</summary>
/// <param name="Root">Where the field is that it reads.</param>
/// <param name="Slot">The slot of that field.</param>
/// <param name="Content">What was written: the content of a value, a set of them, the delegate of a body.</param>
/// <param name="Sign">How the field is compared with the value.</param>
/// <param name="Number">A value that is compared as a word, or <see cref="NumberContent.None"/>.</param>
internal readonly record struct Operand(short Root = 0, int Slot = 0, object? Content = null, Ops.Sign Sign = Ops.Sign.Equal, long Number = NumberContent.None);
