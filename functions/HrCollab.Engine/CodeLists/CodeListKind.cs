using System.Collections.Frozen;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.CodeLists;

/// <summary>Kind of code lists.</summary>
internal sealed class CodeListKind()
    : DefinitionKind<CodeListDefinition, CodeList>("codeLists", "codeList", KindTitle, CodeListJson.Default.CodeListDefinition)
{
    private static readonly Text KindTitle = new("代码表", "code list");

    private const string InForce = "in-force";
    private const string Replaced = "replaced";

    private static readonly FrozenDictionary<string, CodeListStatus> Statuses = new Dictionary<string, CodeListStatus>(StringComparer.Ordinal)
    {
        ["corroborated"] = CodeListStatus.Corroborated,
        ["single-source"] = CodeListStatus.SingleSource,
        ["unverified"] = CodeListStatus.Unverified,
        ["company"] = CodeListStatus.Company,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public override TryOutcome? Try(DefinitionSet set, string id, TryQuestion question) => CodeListTry.Answer(this, set, id, question);

    private protected override IEnumerable<Dependency> DependsOn(CodeListDefinition definition) =>
        definition.Extends is { } list ? [new Dependency(list, "/extends")] : [];

    private protected override CodeList? Compile(CodeListDefinition definition, CompileScope scope)
    {
        scope.Complete(definition.Title, "/title");
        scope.Complete(definition.Source.Title, "/source/title");
        if (!Statuses.TryGetValue(definition.Status, out var status))
            scope.Report(CodeListFindings.UnknownStatus, "/status", definition.Status, DidYouMean.Hint(definition.Status, Statuses.Keys));
        else if (status is CodeListStatus.SingleSource or CodeListStatus.Unverified)
            scope.Report(CodeListFindings.ToBeConfirmed, "/status", definition.Status);

        switch (definition.Standing)
        {
            case null or InForce: break;
            case Replaced: scope.Report(CodeListFindings.StandardReplaced, "/standing", definition.Standard ?? definition.Id, definition.ReplacedBy ?? "?"); break;
            case var word: scope.Report(CodeListFindings.UnknownStanding, "/standing", word, DidYouMean.Hint(word, [InForce, Replaced])); break;
        }

        var extended = definition.Extends is { } list ? scope.Find<CodeList>(list, "/extends", KindTitle) : null;
        var values = new CodeValues(scope, extended);
        if (!definition.Values.IsDefault) values.Add(definition.Values);
        if (definition.Values.IsDefaultOrEmpty && definition.Extends is null) scope.Report(CodeListFindings.Empty, "/values");
        return scope.Failed ? null : new CodeList(definition, status, values.InOrder, values.Aliases);
    }
}
