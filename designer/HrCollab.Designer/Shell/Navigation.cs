using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Designer.Shell;

/// <summary>Pages of the side navigation besides the kinds of definition. A new page is a line here.</summary>
internal static class Navigation
{
    public static ImmutableArray<(string Address, Text Title)> Pages { get; } =
    [
        ("/", new Text("首页", "Home")),
        ("/work", new Text("我的改动", "My changes")),
        ("/reviews", new Text("审核与发布", "Review and publish")),
        ("/revisions", new Text("已发布的版本", "Published revisions")),
    ];

    /// <summary>Pages at the foot.</summary>
    public static ImmutableArray<(string Address, Text Title)> Last { get; } =
    [
        ("/manifest", new Text("公司与负责人", "Company and owners")),
        ("/help", new Text("键盘与帮助", "Keyboard and help")),
    ];
}
