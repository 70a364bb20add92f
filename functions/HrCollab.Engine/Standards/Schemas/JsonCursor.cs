using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text.Json;

namespace HrCollab.Engine.Standards.Schemas;

/// <summary>
/// Goes through one JSON text as RFC 8259 has it: no comments, no comma too many, nothing deeper than <see cref="SchemaLimits.Depth"/>. It says what Utf8JsonReader
/// says, which is held against it in tests; whoever calls knows whether a member, an item or a value comes next, so that it is small to copy and keeps no state
/// for that. The bytes must be UTF-8. What is no JSON stops the run.
/// </summary>
internal ref struct JsonCursor
{
    private readonly ReadOnlySpan<byte> _utf8;
    private int _next;
    private int _depth;
    private int _length;

    /// <summary>Before a value that begins at that byte, or before it after white space.</summary>
    public JsonCursor(ReadOnlySpan<byte> utf8, int at = 0)
    {
        _utf8 = utf8;
        _next = at;
    }

    /// <summary>What was read last; nothing yet is <see cref="JsonTokenType.None"/>.</summary>
    public JsonTokenType TokenType { get; private set; }

    /// <summary>Offset of its first byte.</summary>
    public int Start { get; private set; }

    /// <summary>True when the text or name is written with escapes.</summary>
    public bool IsEscaped { get; private set; }

    /// <summary>The characters of a text or name as written, or those of a number.</summary>
    public readonly ReadOnlySpan<byte> Written => _utf8.Slice(TokenType == JsonTokenType.Number ? Start : Start + 1, _length);

    /// <summary>A text or name without its escapes; its length.</summary>
    public readonly int Unescaped(Span<byte> into) => Reader().CopyString(into); // throws InvalidOperationException for half a surrogate pair

    /// <summary>The same as a string.</summary>
    public readonly string Text() => Reader().GetString()!;

    /// <summary>True when a text or name without its escapes is that one.</summary>
    public readonly bool Is(ReadOnlySpan<byte> text) => IsEscaped ? Reader().ValueTextEquals(text) : Written.SequenceEqual(text);

    /// <summary>To the name of the next member of the object that was entered; false at its end.</summary>
    public bool ReadName() => ReadName(default, out _);

    /// <summary>The same where a name with its quotes and colon probably comes next; says whether it did.</summary>
    public bool ReadName(ReadOnlySpan<byte> expected, out bool came)
    {
        came = false;
        var at = Begin(_next);
        var c = At(at);
        if (TokenType != JsonTokenType.StartObject && c == ',')
        {
            at = Begin(at + 1);
            c = At(at);
        }
        else if (c == '}')
        {
            Leave(at, JsonTokenType.EndObject);
            return false;
        }
        else if (TokenType != JsonTokenType.StartObject)
        {
            throw NoJson();
        }

        if (c != '"') throw NoJson();
        if (!expected.IsEmpty && _utf8[at..].StartsWith(expected))
        {
            came = true;
            (Start, TokenType, IsEscaped, _length, _next) = (at, JsonTokenType.PropertyName, false, expected.Length - 3, at + expected.Length);
            return true;
        }

        Quoted(at, JsonTokenType.PropertyName);
        at = Begin(_next);
        if (At(at) != ':') throw NoJson();
        _next = at + 1;
        return true;
    }

    /// <summary>To the first token of the next item of the array that was entered; false at its end.</summary>
    public bool ReadItem()
    {
        var at = Begin(_next);
        var c = At(at);
        if (TokenType != JsonTokenType.StartArray && c == ',')
        {
            at = Begin(at + 1);
        }
        else if (c == ']')
        {
            Leave(at, JsonTokenType.EndArray);
            return false;
        }
        else if (TokenType != JsonTokenType.StartArray)
        {
            throw NoJson();
        }

        Value(at);
        return true;
    }

    /// <summary>To the first token of the value of the member whose name was read, or of the whole text.</summary>
    public void ReadValue()
    {
        var at = Begin(_next);
        if (At(at) == '"') Quoted(at, JsonTokenType.String);
        else Value(at);
    }

    /// <summary>Nothing but white space may follow.</summary>
    public readonly void End()
    {
        if (Begin(_next) < _utf8.Length) throw NoJson();
    }

    /// <summary>To the last token of the value on which it stands.</summary>
    public void Skip()
    {
        if (TokenType == JsonTokenType.StartObject)
        {
            while (ReadName())
            {
                ReadValue();
                Skip();
            }
        }
        else if (TokenType == JsonTokenType.StartArray)
        {
            while (ReadItem()) Skip();
        }
    }

    /// <summary>Escapes are rare and read by the reader of the runtime.</summary>
    private readonly Utf8JsonReader Reader()
    {
        var reader = new Utf8JsonReader(_utf8.Slice(Start, _length + 2));
        reader.Read();
        return reader;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Value(int at)
    {
        switch (At(at))
        {
            case (byte)'"':
                Quoted(at, JsonTokenType.String);
                break;
            case (byte)'{':
                Enter(at, JsonTokenType.StartObject);
                break;
            case (byte)'[':
                Enter(at, JsonTokenType.StartArray);
                break;
            case (byte)'t':
                Word(at, "true"u8, JsonTokenType.True);
                break;
            case (byte)'f':
                Word(at, "false"u8, JsonTokenType.False);
                break;
            case (byte)'n':
                Word(at, "null"u8, JsonTokenType.Null);
                break;
            default:
                Number(at);
                break;
        }
    }

    private void Enter(int at, JsonTokenType type)
    {
        if (++_depth > SchemaLimits.Depth) throw SchemaStop.TooDeep();
        (Start, TokenType, _next) = (at, type, at + 1);
    }

    private void Leave(int at, JsonTokenType type)
    {
        _depth--;
        (Start, TokenType, _next) = (at, type, at + 1);
    }

    private void Word(int at, ReadOnlySpan<byte> word, JsonTokenType type)
    {
        if (!_utf8[at..].StartsWith(word)) throw NoJson();
        (Start, TokenType, _next) = (at, type, at + word.Length);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Quoted(int at, JsonTokenType type)
    {
        (Start, TokenType, IsEscaped) = (at, type, false);
        var end = Plain(at + 1);
        if (At(end) != '"') end = Escapes(end);
        _length = end - at - 1;
        _next = end + 1;
    }

    /// <summary>The closing quote of a text that has something else before it than plain characters.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Escapes(int at)
    {
        while (true)
        {
            var c = At(at);
            if (c == '"') return at;
            if (c != '\\') throw NoJson(); // a control character
            IsEscaped = true;
            switch (At(at + 1))
            {
                case (byte)'u':
                    for (var i = 2; i < 6; i++)
                    {
                        if (!char.IsAsciiHexDigit((char)At(at + i))) throw NoJson();
                    }

                    at += 6;
                    break;
                case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                    at += 2;
                    break;
                default:
                    throw NoJson();
            }

            at = Plain(at);
        }
    }

    /// <summary>The first quote, backslash or control character from a place on, or the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int Plain(int at)
    {
        while (_utf8.Length - at >= Vector128<byte>.Count)
        {
            var bytes = Vector128.Create(_utf8.Slice(at, Vector128<byte>.Count));
            var ends = (Vector128.Equals(bytes, Vector128.Create((byte)'"')) | Vector128.Equals(bytes, Vector128.Create((byte)'\\')) | Vector128.LessThan(bytes, Vector128.Create((byte)' '))).ExtractMostSignificantBits();
            if (ends != 0) return at + BitOperations.TrailingZeroCount(ends);
            at += Vector128<byte>.Count;
        }

        while (at < _utf8.Length && _utf8[at] is not ((byte)'"' or (byte)'\\' or < (byte)' ')) at++;
        return at;
    }

    private void Number(int from)
    {
        var at = At(from) == '-' ? from + 1 : from;
        if (At(at) == '0') at++;
        else at = Digits(at);
        if (at < _utf8.Length && _utf8[at] == '.') at = Digits(at + 1);
        if (at < _utf8.Length && (_utf8[at] | 0x20) == 'e') at = Digits(at + (At(at + 1) is (byte)'+' or (byte)'-' ? 2 : 1));

        // what follows ends a number, and within an object or array something follows
        if (at < _utf8.Length ? _utf8[at] is not ((byte)',' or (byte)'}' or (byte)']' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)'/') : _depth > 0) throw NoJson();
        (Start, TokenType, _next, _length) = (from, JsonTokenType.Number, at, at - from);
    }

    /// <summary>The end of digits, of which there is one at least.</summary>
    private readonly int Digits(int from)
    {
        var at = from;
        while (at < _utf8.Length && (uint)(_utf8[at] - '0') <= 9) at++;
        return at > from ? at : throw NoJson();
    }

    /// <summary>The first byte from a place on that is no white space.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int Begin(int at) => (uint)at < (uint)_utf8.Length && _utf8[at] > ' ' ? at : Blank(at);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly int Blank(int at)
    {
        while (at < _utf8.Length && _utf8[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') at++;
        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly byte At(int at) => (uint)at < (uint)_utf8.Length ? _utf8[at] : throw NoJson();

    private static SchemaStop NoJson() => new(InstanceFindings.NotJson, 0);
}
