using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards.Schemas;

/// <summary>A value that is refused whatever the schema says. Thrown inside a run and never beyond it: only broken or hostile input pays for it.</summary>
internal sealed class SchemaStop(DiagnosticCode code, long at, params object?[] arguments) : Exception
{
    public DiagnosticCode Finding => code;

    public long At => at;

    public object?[] Arguments => arguments;

    public static SchemaStop TooDeep() => new(InstanceFindings.TooMuch, 0, new Text($"嵌套超过 {SchemaLimits.Depth} 层", $"nested deeper than {SchemaLimits.Depth} levels"));
}

/// <summary>Memory of a run that is used again for the next one: a valid value costs no allocation. One thread at a time.</summary>
internal sealed class SchemaScratch
{
    private byte[] _text = new byte[256];
    private char[] _chars = new char[256];
    private int _steps;

    /// <summary>Names of members that no property table knows, and items that must differ: hash and place.</summary>
    public List<(int Hash, int Start)> Marks { get; } = new(64);

    public void Reset()
    {
        Marks.Clear();
        _steps = 0;
    }

    /// <summary>Counts one visited value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step()
    {
        if (++_steps > SchemaLimits.Steps) throw TooMany();
    }

    private static SchemaStop TooMany() => new(InstanceFindings.TooMuch, 0, new Text("步骤过多", "too many steps"));

    /// <summary>The text or name that was read last without escapes; valid until the next one.</summary>
    public ReadOnlySpan<byte> Text(scoped in JsonCursor cursor) => cursor.IsEscaped ? Unescaped(cursor) : cursor.Written;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ReadOnlySpan<byte> Unescaped(scoped in JsonCursor cursor)
    {
        if (_text.Length < cursor.Written.Length) _text = new byte[cursor.Written.Length * 2];
        return _text.AsSpan(0, cursor.Unescaped(_text));
    }

    /// <summary>The same in UTF-16; valid until the next one.</summary>
    public ReadOnlySpan<char> Chars(ReadOnlySpan<byte> utf8)
    {
        if (_chars.Length < utf8.Length) _chars = new char[utf8.Length * 2];
        return _chars.AsSpan(0, Encoding.UTF8.GetChars(utf8, _chars));
    }

    public Span<(int Hash, int Start)> MarksFrom(int from) => CollectionsMarshal.AsSpan(Marks)[from..];
}
