using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Tests.Storage;

public sealed class DocumentIdsTests
{
    [Fact]
    public void TextOfPeople_BecomesAnIdThatEveryStoreTakes()
    {
        Assert.Equal("张_三_", DocumentIds.Clean("张/三\u0007"));
        Assert.Equal(new string('x', 99), DocumentIds.Clean(new string('x', 99) + "𠀀"));
        foreach (var text in (string[])["a\\b?c#d", "half \uD840", "\uDC00", new('岗', 300), string.Concat(Enumerable.Repeat("𠀀", 60))])
            Assert.True(DocumentLimits.IsId(DocumentIds.Clean(text)), text);
    }
}
