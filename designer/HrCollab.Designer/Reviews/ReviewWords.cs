using HrCollab.Engine.CodeLists;
using HrCollab.Engine.Kernel;

namespace HrCollab.Designer.Reviews;

/// <summary>Words of a review.</summary>
internal static class ReviewWords
{
    public static Text Of(string kind) => kind switch
    {
        "requested" => new Text("请求审核", "asked for review"),
        "approved" => new Text("批准", "approved"),
        "withdrawn" => new Text("撤回", "withdrew the request"),
        "merged" => new Text("发布", "published"),
        _ => new Text("评论", "commented"),
    };

    /// <summary>A duty by its title.</summary>
    public static Func<string, string> Duty(DefinitionSet? set, Language language)
    {
        var titles = set?.Find<CodeList>("duties");
        return duty => titles?.Find(duty)?.Title.In(language) ?? duty;
    }
}
