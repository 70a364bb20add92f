using HrCollab.Functions.Projecting;

namespace HrCollab.Functions.Feedback;

/// <summary>What an event of a feedback changes in the views. Each event says everything, so the same rows are there however often it is seen.</summary>
internal static class FeedbackProjection
{
    public static void Apply(FeedbackEvent happened, ViewBatch views)
    {
        var (item, own, row) = (happened.Item, FeedbackRows.Of(happened.Item.Person), happened.Item.Write());
        if (item.Closed is null)
        {
            views.Put(FeedbackRows.Open, FeedbackRows.OpenId(item), row);
            views.Put(own, FeedbackRows.OwnOpenId(item), row);
            return;
        }

        views.Delete(FeedbackRows.Open, FeedbackRows.OpenId(item));
        views.Delete(own, FeedbackRows.OwnOpenId(item));
        views.Put(own, FeedbackRows.OwnClosedId(item), row);
        views.Put(FeedbackRows.Closed, FeedbackRows.ClosedId(item), row);
        if (item.SeenAt is null) views.Put(FeedbackRows.News(item.Person), FeedbackRows.ClosedId(item), row);
        else views.Delete(FeedbackRows.News(item.Person), FeedbackRows.ClosedId(item));
    }
}
