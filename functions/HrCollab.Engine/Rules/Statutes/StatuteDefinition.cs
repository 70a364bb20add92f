using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Rules.Statutes;

/// <summary>Makes a decision table a limit set by law: no table of the company may go beyond it, and no form either.</summary>
/// <param name="Law">The law, such as 劳动合同法.</param>
/// <param name="Article">Where in it, such as 第十九条.</param>
/// <param name="Limits">What it limits: a field of the subject, such as contract.probationMonths, or a word that tables of the company name.</param>
/// <param name="Output">The output that is the limit.</param>
/// <param name="Bound">atMost or atLeast.</param>
/// <param name="Url">Where the law can be read.</param>
public sealed record StatuteDefinition(Text Law, Text Article, string Limits, string Output, string Bound, string? Url = null);
