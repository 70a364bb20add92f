using System.Collections.Immutable;
using HrCollab.Engine.Calendars;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using ValueType = HrCollab.Engine.Expressions.ValueType;

namespace HrCollab.Engine.Tests.Responsibilities;

/// <summary>S31: work finds its person, a substitute, or nobody with an alert; never silently somebody else.</summary>
public sealed class AssignerTests
{
    private const string Day = "2026-09-18";
    private static readonly Text Title = Text.Same("title");
    private static readonly Party Head = new Party.DepartmentDuty("head", Title, "form.department", Climb: false);
    private static readonly Party Above = new Party.ParentDuty("head", Title);

    [Fact]
    public void HeadPresent_IsFoundForTheDepartment() => Assert.Equal("MK of make", Show(Find(Head, "make")));

    [Fact]
    public void HeadOnLeave_SubstituteActsForTheHead() =>
        Assert.Equal("MD of make for MK", Show(Find(Head, "make", Firm.Away("MK", "2026-09-18", "2026-09-18", "MD"))));

    [Theory]
    [InlineData("2026-09-10", "2026-09-17")]
    [InlineData("2026-09-19", "2026-09-30")]
    public void LeaveOnOtherDays_ChangesNothing(string from, string to) => Assert.Equal("MK of make", Show(Find(Head, "make", Firm.Away("MK", from, to, "MD"))));

    [Fact]
    public void SubstituteAlsoOnLeave_TheirSubstituteActs() => Assert.Equal(
        "LH of make for MK", Show(Find(Head, "make", Firm.Away("MK", Day, Day, "MD"), Firm.Away("MD", Day, Day, "LH"))));

    [Fact]
    public void SubstitutesInARing_Nobody() =>
        Assert.IsType<Assignment.Nobody>(Find(Head, "make", Firm.Away("MK", Day, Day, "MD"), Firm.Away("MD", Day, Day, "MK")));

    [Fact]
    public void HeadOnLeaveWithoutSubstitute_NobodyAndTheReasonSaysSo()
    {
        var nobody = Assert.IsType<Assignment.Nobody>(Find(Head, "make", Firm.Away("MK", Day, Day, null)));
        Assert.Equal("make", nobody.Department);
        Assert.Contains("今天没有可处理的人", nobody.Reason.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void HeadHasLeft_Nobody() => Assert.IsType<Assignment.Nobody>(Find(Head, "make", Firm.Person("MK") with { Left = true }));

    [Fact]
    public void VacantHead_NobodyAndTheDepartmentAboveIsNotAskedByItself() => Assert.Equal("nobody of trade", Show(Find(Head, "trade")));

    [Fact]
    public void VacantHeadWithClimb_HeadAbove() => Assert.Equal("GM of board", Show(Find(new Party.DepartmentDuty("head", Title, "form.department", Climb: true), "trade")));

    [Fact]
    public void UnknownDepartment_Nobody() => Assert.IsType<Assignment.Nobody>(Find(Head, "nowhere"));

    [Fact]
    public void CompanyDutyOfTwo_EitherMayAct() => Assert.Equal("IT1,IT2 of board", Show(Find(new Party.CompanyDuty("it-ops", Title), "make")));

    [Fact]
    public void CompanyDutyOfTwoWithOneAway_TheOtherActs() =>
        Assert.Equal("IT2 of board", Show(Find(new Party.CompanyDuty("it-ops", Title), "make", Firm.Away("IT1", Day, Day, null))));

    [Fact]
    public void DutyThatNobodyHolds_Nobody() => Assert.IsType<Assignment.Nobody>(Find(new Party.CompanyDuty("vacant", Title), "make"));

    [Fact]
    public void RelationsAndNamedPeople_AreFound()
    {
        Assert.Equal("W of make", Show(Find(new Party.Subject(), "make")));
        Assert.Equal("MK of make", Show(Find(new Party.Manager(), "make")));
        Assert.Equal("X of trade", Show(Find(new Party.Submitter(), "make")));
        Assert.Equal("LH of lab", Show(Find(new Party.Person("LH"), "make")));
        Assert.IsType<Assignment.Nobody>(Find(new Party.Named("form.receiver"), "make"));
    }

    [Fact]
    public void OwnRequest_HeadAboveDecides() => Assert.Equal("GM of board", Show(Decide(Head, Above, "make", submitter: "MK")));

    [Fact]
    public void OwnRequestWithoutInstead_NobodyDecides() => Assert.IsType<Assignment.Nobody>(Decide(Head, null, "make", submitter: "MK"));

    [Fact]
    public void OwnRequestAtTheTop_NobodyDecides() => Assert.IsType<Assignment.Nobody>(Decide(Head, Above, "board", submitter: "GM"));

    [Fact]
    public void InsteadIsTheSubmitterToo_NobodyDecides() => Assert.IsType<Assignment.Nobody>(Decide(Head, new Party.Person("MK"), "make", submitter: "MK"));

    [Fact]
    public void OneOfSeveralHoldersSubmits_TheOtherDecides() => Assert.Equal("IT2 of board", Show(Decide(new Party.CompanyDuty("it-ops", Title), null, "make", submitter: "IT1")));

    [Fact]
    public void WorkOfTheSubmitter_StaysWithThem()
    {
        var row = Row(Head, Above);
        Assert.Equal("MK of make", Show(Assigner.Responsible(row, Context("make", "MK"), own: [])));
    }

    private static Assignment Find(Party party, string department, params PersonCard[] instead) => Assigner.Resolve(party, Context(department, "X", instead), null);

    private static Assignment Decide(Party responsible, Party? instead, string department, string submitter) =>
        Assigner.Responsible(Row(responsible, instead), Context(department, submitter), [new OwnMatter(submitter, Title)]);

    private static AssignmentContext Context(string department, string submitter, params PersonCard[] instead) => new(
        Firm.On(Day, instead), submitter, "W", path => path == "form.department" ? FieldValue.Of(ValueType.Reference, department) : FieldValue.Missing);

    private static MatrixRow Row(Party responsible, Party? instead)
    {
        Assert.True(Deadline.TryParse("1 wd", out var deadline));
        return new MatrixRow("row", Title, responsible, instead, [], Title, [], new DeadlineRule(deadline, null, Title), new SourceRef("f", "", 1));
    }

    private static string Show(Assignment assignment) => assignment switch
    {
        Assignment.Found f => $"{string.Join(',', f.People)} of {f.Department}{(f.StandsInFor is { } who ? $" for {who}" : "")}",
        Assignment.Nobody n => $"nobody of {n.Department}",
        _ => "",
    };
}
