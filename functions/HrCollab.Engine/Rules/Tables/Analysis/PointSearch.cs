namespace HrCollab.Engine.Rules.Tables.Analysis;

/// <summary>
/// Looks for somebody in a box whom none of some rows is about. A row is a clause "outside on one of its axes": rows with one way out are
/// followed at once, then the row with the fewest ways is split (Davis, Putnam, Logemann, Loveland, 1962). Complete until its work is used up.
/// </summary>
internal sealed class PointSearch(TableSpace space)
{
    /// <summary>Rows compared with boxes, all searches together: a fraction of a second.</summary>
    private int _work = 2_000_000;

    /// <summary>True when the work is used up: nothing found then proves nothing.</summary>
    public bool GaveUp => _work <= 0;

    /// <summary>A part of the box that is outside of every row, or null.</summary>
    public ulong[]? Find(ulong[] box, IEnumerable<ulong[]> rows) => space.IsEmpty(box) ? null : Search([.. box], [.. rows]);

    private ulong[]? Search(ulong[] box, List<ulong[]> rows)
    {
        if (!Follow(box, ref rows, out var split) || GaveUp) return null;
        if (split is null) return box;
        for (var axis = 0; axis < space.Axes; axis++)
        {
            if (Relation(axis, box, split) != Way.Partly) continue;
            var outside = (ulong[])box.Clone();
            Remove(axis, outside, split);
            if (Search(outside, rows) is { } found) return found;
            Keep(axis, box, split); // the other branches agree with the row here, so that none looks twice
        }

        return null;
    }

    /// <summary>False when a row is about the whole box. Else the rows still open, and the one among them with the fewest ways out.</summary>
    private bool Follow(ulong[] box, ref List<ulong[]> rows, out ulong[]? split)
    {
        bool narrowed;
        do
        {
            narrowed = false;
            split = null;
            var (open, fewest) = (new List<ulong[]>(rows.Count), int.MaxValue);
            _work -= rows.Count;
            foreach (var row in rows)
            {
                var (ways, way) = Ways(box, row);
                if (ways < 0) continue;
                if (ways == 0) return false;
                if (ways == 1)
                {
                    Remove(way, box, row);
                    narrowed = true;
                    continue;
                }

                open.Add(row);
                if (ways < fewest) (fewest, split) = (ways, row);
            }

            rows = open;
        }
        while (narrowed);
        return true;
    }

    /// <summary>On how many axes the box leaves the row, and the last of them; -1 when it is outside already.</summary>
    private (int Count, int Last) Ways(ulong[] box, ulong[] row)
    {
        var (count, last) = (0, -1);
        for (var axis = 0; axis < space.Axes; axis++)
        {
            switch (Relation(axis, box, row))
            {
                case Way.Outside:
                    return (-1, -1);
                case Way.Partly:
                    (count, last) = (count + 1, axis);
                    break;
            }
        }

        return (count, last);
    }

    private Way Relation(int axis, ulong[] box, ulong[] row)
    {
        var (common, rest) = (0UL, 0UL);
        var a = space.On(axis, box);
        var b = space.On(axis, row);
        for (var word = 0; word < a.Length; word++)
        {
            common |= a[word] & b[word];
            rest |= a[word] & ~b[word];
        }

        return common == 0 ? Way.Outside : rest == 0 ? Way.Inside : Way.Partly;
    }

    private void Remove(int axis, ulong[] box, ulong[] row)
    {
        var a = space.On(axis, box);
        var b = space.On(axis, row);
        for (var word = 0; word < a.Length; word++) a[word] &= ~b[word];
    }

    private void Keep(int axis, ulong[] box, ulong[] row) => Bits.And(space.On(axis, box), space.On(axis, row));

    private enum Way
    {
        Outside,
        Partly,
        Inside,
    }
}
