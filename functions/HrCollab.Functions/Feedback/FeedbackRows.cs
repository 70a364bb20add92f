using System.Globalization;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Feedback;

/// <summary>Where rows of feedback lie in the views: one partition per screen.</summary>
internal static class FeedbackRows
{
    private const string OpenFirst = "1-open|", ClosedAfter = "2-closed|";

    /// <summary>All that is open, by definition, the oldest of each first.</summary>
    public const string Open = "feedback-open";

    /// <summary>All that was closed, in order of when.</summary>
    public const string Closed = "feedback-closed";

    /// <summary>What a person gave: what is open first, of each the newest first.</summary>
    public static string Of(string person) => "feedback-of:" + person;

    /// <summary>What a person gave that was answered and not looked at since.</summary>
    public static string News(string person) => "feedback-news:" + person;

    /// <summary>Open feedback of a person, to count it.</summary>
    public static IdRange OwnOpen { get; } = IdRange.Prefix(OpenFirst);

    /// <summary>Open feedback on a kind, or on one definition of it; on everything without a kind.</summary>
    public static IdRange About(string? kind, string? id) => kind is null ? new IdRange() : IdRange.Prefix(id is null ? kind + "|" : $"{kind}|{DocumentIds.Clean(id)}|");

    /// <summary>What was closed at that time or later.</summary>
    public static IdRange ClosedSince(DateTimeOffset at) => new(Stamp(at));

    public static string OpenId(FeedbackItem item) => $"{item.Element.Kind}|{DocumentIds.Clean(item.Element.Id)}|{Stamp(item.At)}|{item.Id}";

    public static string ClosedId(FeedbackItem item) => $"{Stamp(item.Closed!.At)}|{item.Id}";

    public static string OwnOpenId(FeedbackItem item) => $"{OpenFirst}{Newest(item.At)}|{item.Id}";

    public static string OwnClosedId(FeedbackItem item) => $"{ClosedAfter}{Newest(item.At)}|{item.Id}";

    private static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    private static string Newest(DateTimeOffset at) => (long.MaxValue - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);
}
