using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.CodeLists;

/// <summary>Collects and checks the values of one list on top of those it extends.</summary>
internal sealed class CodeValues
{
    private const int LongestCode = 32;

    private static readonly Text ParentTitle = new("上级代码", "parent code");

    private readonly CompileScope _scope;
    private readonly List<string> _order = [];
    private readonly Dictionary<string, CodeValue> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _aliases = new(StringComparer.OrdinalIgnoreCase);

    public CodeValues(CompileScope scope, CodeList? extended)
    {
        _scope = scope;
        if (extended is null) return;
        foreach (var value in extended.Values) Keep(value);
        foreach (var (alias, code) in extended.Aliases) _aliases[alias] = code;
    }

    public ImmutableArray<CodeValue> InOrder => [.. _order.Select(code => _values[code])];

    public ImmutableArray<(string Alias, string Code)> Aliases => [.. _aliases.Select(a => (a.Key, a.Value)).OrderBy(a => a.Key, StringComparer.Ordinal)];

    public void Add(ImmutableArray<CodeValueDefinition> written)
    {
        var own = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < written.Length; i++)
        {
            var value = written[i];
            var at = $"/values/{i}";
            _scope.Complete(value.Title, $"{at}/title");
            if (!IsCode(value.Code)) _scope.Report(CodeListFindings.BadCode, $"{at}/code", value.Code);
            if (!own.Add(value.Code)) _scope.Report(CodeListFindings.DuplicateCode, $"{at}/code", value.Code);
            if (value.From > value.To) _scope.Report(CodeListFindings.BackwardValidity, at, value.Code);
            Keep(new CodeValue(value.Code, value.Title, value.Parent, value.From, value.To));
            for (var k = 0; !value.Aliases.IsDefault && k < value.Aliases.Length; k++)
            {
                if (!_aliases.TryAdd(value.Aliases[k].Trim(), value.Code) && _aliases[value.Aliases[k].Trim()] is var code && code != value.Code)
                    _scope.Report(CodeListFindings.AmbiguousAlias, $"{at}/aliases/{k}", value.Aliases[k], code);
            }
        }

        for (var i = 0; i < written.Length; i++) CheckParents(written[i], $"/values/{i}/parent");
    }

    private void Keep(CodeValue value)
    {
        if (_values.TryAdd(value.Code, value)) _order.Add(value.Code);
        else _values[value.Code] = value;
    }

    private void CheckParents(CodeValueDefinition value, string at)
    {
        if (value.Parent is null) return;
        if (!_values.ContainsKey(value.Parent)) _scope.Unknown(ParentTitle, value.Parent, at, _values.Keys);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var code = value.Code; code is not null; code = _values.GetValueOrDefault(code)?.Parent)
        {
            if (seen.Add(code)) continue;
            if (code == value.Code) _scope.Report(CodeListFindings.CyclicParent, at, value.Code);
            return;
        }
    }

    private static bool IsCode(string code) =>
        code.Length is >= 1 and <= LongestCode && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
