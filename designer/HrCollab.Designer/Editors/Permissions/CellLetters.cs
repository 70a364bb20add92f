using HrCollab.Engine.Kernel;

namespace HrCollab.Designer.Editors.Permissions;

/// <summary>The letters of one cell, operation by operation: allowed, masked, denied, or nothing said.</summary>
/// <param name="Allowed">Letters that are allowed.</param>
/// <param name="Denied">Letters that are denied against every role.</param>
internal sealed record CellLetters(string Allowed, string Denied)
{
    /// <summary>Operations in the order in which they are written.</summary>
    public static readonly (char Letter, Text Title)[] Operations =
    [
        ('r', new Text("查看", "Read")), ('m', new Text("掩码查看", "See masked")), ('u', new Text("修改", "Update")), ('c', new Text("新建时填写", "Fill in on creation")), ('x', new Text("导出", "Export")),
    ];

    /// <summary>Reads a cell; a letter that is no operation is left out here and named by the linter.</summary>
    public static CellLetters Read(string written)
    {
        var (allowed, denied) = ("", "");
        for (var i = 0; i < written.Length; i++)
        {
            var not = written[i] == '!';
            if (not && ++i == written.Length) break;
            if (Operations.All(o => o.Letter != written[i])) continue;
            if (not) denied += written[i];
            else allowed += written[i];
        }

        return new CellLetters(allowed, denied);
    }

    /// <summary>What is said of an operation: allow, deny or nothing.</summary>
    public string this[char letter] => Denied.Contains(letter, StringComparison.Ordinal) ? "deny" : Allowed.Contains(letter, StringComparison.Ordinal) ? "allow" : "";

    /// <summary>The same cell with another word on an operation.</summary>
    public CellLetters With(char letter, string said)
    {
        var (allowed, denied) = (Without(Allowed), Without(Denied));
        return new CellLetters(said == "allow" ? allowed + letter : allowed, said == "deny" ? denied + letter : denied);

        string Without(string letters) => letters.Replace(letter.ToString(), "", StringComparison.Ordinal);
    }

    /// <summary>As it is written: allowed letters in their order, then the denied ones; a dash for nothing.</summary>
    public override string ToString()
    {
        var text = string.Concat(Operations.Where(o => Allowed.Contains(o.Letter, StringComparison.Ordinal)).Select(o => o.Letter))
            + string.Concat(Operations.Where(o => Denied.Contains(o.Letter, StringComparison.Ordinal)).Select(o => $"!{o.Letter}"));
        return text.Length == 0 ? "-" : text;
    }

    /// <summary>In words: "查看、修改;禁止导出".</summary>
    public string Words(Language language)
    {
        var (part, join) = language == Language.English ? (", ", "; ") : ("、", ";");
        var allowed = string.Join(part, Operations.Where(o => Allowed.Contains(o.Letter, StringComparison.Ordinal)).Select(o => o.Title.In(language)));
        var denied = string.Join(part, Operations.Where(o => Denied.Contains(o.Letter, StringComparison.Ordinal)).Select(o => o.Title.In(language)));
        if (denied.Length > 0) denied = new Text($"禁止{denied}", $"never {denied}").In(language);
        return allowed.Length + denied.Length == 0 ? new Text("无权限", "nothing").In(language) : allowed.Length > 0 && denied.Length > 0 ? allowed + join + denied : allowed + denied;
    }
}
