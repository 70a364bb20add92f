using Bunit;
using HrCollab.Designer.Drafting;
using HrCollab.Designer.Pages;

namespace HrCollab.Designer.Tests.Designer;

public sealed class StaleMessageTests
{
    private const string Matrix = "responsibilities/transfer.responsibilities.json";

    /// <summary>X18: an answer is to the question that was asked: the next one about the same place begins without any.</summary>
    [Fact]
    public async Task X18_AnswersOfOneConflict_AreNoneOfTheNext()
    {
        using var context = new DesignerContext("E0003");
        context.Box.Save("E0003", "both", "manifest.json", "北辰科技", "南辰科技");
        await context.Studio.Choose("both");
        var draft = context.Studio.Open(Matrix);
        var message = context.Render<StaleMessage>(p => p.Add(m => m.Draft, draft));
        await Ask("\"2 wd\"", "3 wd", "4 wd");
        foreach (var i in Enumerable.Range(0, message.FindAll("fieldset").Count)) await message.InvokeAsync(() => message.FindAll("fieldset")[i].QuerySelectorAll("input")[1].Change("on"));
        Assert.False(message.Find(".actions button").HasAttribute("disabled"));
        Assert.All(message.FindAll("fieldset"), f => Assert.True(f.QuerySelectorAll("input")[1].HasAttribute("checked")));
        await message.InvokeAsync(() => message.FindAll(".actions button")[1].Click()); // mine everywhere
        await message.InvokeAsync(context.Studio.Save); // waits for what the button began
        Assert.IsType<DraftState.Saved>(draft.State);

        await Ask("\"3 wd\"", "5 wd", "6 wd");
        Assert.True(message.Find(".actions button").HasAttribute("disabled"));
        Assert.Empty(message.FindAll("input[checked]"));

        async Task Ask(string was, string mine, string theirs)
        {
            await message.InvokeAsync(() => draft.Replace(draft.Text.Replace(was, $"\"{mine}\"", StringComparison.Ordinal)));
            context.Box.Save("E0003", "both", Matrix, was, $"\"{theirs}\"");
            await message.InvokeAsync(context.Studio.Save);
            Assert.IsType<DraftState.Stale>(draft.State);
            message.WaitForAssertion(() => Assert.NotEmpty(message.FindAll("fieldset")), DesignerContext.Patience);
        }
    }
}
