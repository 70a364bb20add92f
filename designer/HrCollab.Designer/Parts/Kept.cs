namespace HrCollab.Designer.Parts;

/// <summary>Keeps what was made of a state until the state is another: a component is drawn several times for one edit.</summary>
internal sealed class Kept<T>
    where T : class
{
    private object? _state;
    private T? _made;

    /// <summary>What was made last.</summary>
    public T? Current => _made;

    /// <summary>What belongs to the state, compared by its values.</summary>
    public T? Of(object state, Func<T?> make)
    {
        if (_state?.Equals(state) == true) return _made;
        (_state, _made) = (state, make());
        return _made;
    }
}
