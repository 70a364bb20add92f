using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using HrCollab.Designer.Feedback;
using HrCollab.Designer.Identity;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace;
using HrCollab.Workspace.Drafts;
using HrCollab.Workspace.Merging;

namespace HrCollab.Designer.Drafting;

/// <summary>One person's session in one window: the draft they work on, the files they opened, and what the engine says about all of it.</summary>
public sealed class Studio : IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(600);
    private static readonly Text SignInFirst = new("请先登录:没有登录不能起草。", "Sign in first: nobody drafts without it.");

    private readonly Dictionary<string, DefinitionDraft> _open = new(StringComparer.Ordinal);

    /// <summary>Files of the draft that were read without being opened.</summary>
    private readonly Dictionary<string, JsonNode?> _parsed = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _saving = new(1, 1);
    private readonly CancellationTokenSource _over = new();
    private readonly DefinitionsRepository _repository;
    private readonly CurrentWork _work;
    private readonly TimeProvider _time;
    private readonly DraftDesk _desk;
    private ImmutableDictionary<string, DefinitionFile> _base = ImmutableDictionary<string, DefinitionFile>.Empty;

    /// <summary>The commit that <see cref="_base"/> was read from: text and version of what is opened are of the same one.</summary>
    private string? _from;

    /// <summary>A session before anybody is known.</summary>
    public Studio(DefinitionsRepository repository, CurrentWork work, TimeProvider time, Checking checking) =>
        (_repository, _work, _time, Checking, _desk) = (repository, work, time, checking, new DraftDesk(repository));

    /// <summary>Language of all texts.</summary>
    public Language Language { get; internal set; }

    /// <summary>Who works here.</summary>
    public Member Member { get; private set; } = new("", "", []);

    /// <summary>True once the sign-in this window began with is over: it does nothing any more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>What the draft is about; null until something is changed.</summary>
    public string? Topic { get; private set; }

    /// <summary>What the engine says.</summary>
    public Checking Checking { get; }

    /// <summary>What people said of elements of the definitions, as far as this person reads it.</summary>
    public FeedbackNotes Feedback { get; } = new();

    /// <summary>The repository.</summary>
    public DefinitionsRepository Repository => _repository;

    /// <summary>Now, where the company is.</summary>
    public DateTimeOffset Now => TimeZoneInfo.ConvertTime(_time.GetUtcNow(), Zone);

    /// <summary>The time zone of the company; the machine's while no set is sound.</summary>
    public TimeZoneInfo Zone => Checking.Set?.Manifest.Zone ?? TimeZoneInfo.Local;

    /// <summary>Raised when anything of the session changed; it may come from another thread.</summary>
    public event Action? Changed;

    /// <summary>The files as they stand: the draft with what was typed since.</summary>
    public ImmutableArray<DefinitionFile> Files()
    {
        lock (_open)
        {
            var typed = _open.Values.Where(d => d.Exists).Select(d => KeyValuePair.Create(d.Path, new DefinitionFile(d.Path, Encoding.UTF8.GetBytes(d.Text))));
            return [.. _base.SetItems(typed).Values.OrderBy(f => f.Path, StringComparer.Ordinal)];
        }
    }

    /// <summary>What a file says as it stands, or null. Never change it.</summary>
    public JsonNode? Read(string path)
    {
        lock (_open)
        {
            if (_open.TryGetValue(path, out var draft) && draft.Exists) return draft.Root;
            if (_parsed.TryGetValue(path, out var known)) return known;
            return _parsed[path] = _base.TryGetValue(path, out var file) ? JsonPlaces.Parsed(file.Utf8.Span) : null;
        }
    }

    /// <summary>True when there is such a file, also one that cannot be read.</summary>
    public bool Has(string path)
    {
        lock (_open) return _base.ContainsKey(path) || (_open.TryGetValue(path, out var draft) && draft.Exists);
    }

    /// <summary>Opens a file of the draft; a path that is not there yet opens as an empty one.</summary>
    public DefinitionDraft Open(string path)
    {
        lock (_open)
        {
            if (_open.TryGetValue(path, out var open)) return open;
            var file = _base.GetValueOrDefault(path);
            var draft = new DefinitionDraft(path, file is null ? null : Encoding.UTF8.GetString(file.Utf8.Span), _from is { } from ? _repository.Version(from, path) : "") { Findings = Of(path) };
            draft.Edited += Take;
            return _open[path] = draft;
        }
    }

    /// <summary>Adds a file, such as one made from a template.</summary>
    public DefinitionDraft Create(DefinitionFile file)
    {
        var draft = Open(file.Path);
        draft.Replace(Encoding.UTF8.GetString(file.Utf8.Span));
        return draft;
    }

    /// <summary>Takes a definition and its cases away in the draft; the branch keeps them until that is merged. Null when done, else why not.</summary>
    public async Task<Text?> Remove(string path)
    {
        if (Member.Person.Length == 0) return SignInFirst;
        await Save();
        if (Unsaved() is { } unsaved) return unsaved;
        var by = Member.Signature(Now);
        var topic = Topic ??= Begun(Open(path));
        foreach (var file in new[] { path[..^".json".Length] + ".cases.json", path })
        {
            if (!Has(file)) continue;
            var outcome = await Task.Run(() => _desk.Save(topic, file, null, Open(file).Version, by));
            if (outcome is SaveOutcome.Refused refused) return refused.Why;
            if (outcome is SaveOutcome.Stale or SaveOutcome.Merged { Text: not null }) return new Text("别处刚改过它,请刷新后再删除。", "It was changed elsewhere a moment ago; look at it again first.");
        }

        await Reload();
        return null;
    }

    /// <summary>How the open files stand: the one that most needs attention.</summary>
    public DraftState Standing => Opened().Select(d => d.State).OrderBy(s => s switch
    {
        DraftState.Stale => 0,
        DraftState.Failed => 1,
        DraftState.Dirty => 2,
        DraftState.Saving => 3,
        DraftState.Saved => 4,
        _ => 5,
    }).FirstOrDefault() ?? new DraftState.Clean();

    /// <summary>True for a file that was changed in this session: what is wrong with it is told before what that breaks elsewhere.</summary>
    public bool IsTouched(string path) => Opened().Any(d => d.Path == path && d.State is not DraftState.Clean);

    /// <summary>The place somebody asked to see: what is folded away on the way to it opens.</summary>
    public (string Path, string Pointer)? Target { get; private set; }

    /// <summary>Asks for a place of a file.</summary>
    public void Seek(string path, string pointer)
    {
        Target = (path, pointer);
        Sought++;
        Changed?.Invoke();
    }

    /// <summary>How often a place was asked for: the same place twice is focused twice.</summary>
    public int Sought { get; private set; }

    /// <summary>The place was seen, or the reader folded it away.</summary>
    public void Arrive() => Target = null;

    /// <summary>True when the place that was asked for is this one or lies within it.</summary>
    public bool Leads(DefinitionDraft draft, string pointer) => Target is var (path, asked) && path == draft.Path && (asked == pointer || asked.StartsWith(pointer + "/", StringComparison.Ordinal));

    /// <summary>The draft as it is kept; null while nothing was saved.</summary>
    public Draft? Draft => Topic is { } topic ? _desk.Find(Member.Person, topic) : null;

    /// <summary>Works on another draft, or on a new one; what was typed is saved first. Null when done, else why not: something could not be saved and would be lost.</summary>
    public async Task<Text?> Choose(string? topic)
    {
        await Save();
        if (topic != Topic && Unsaved() is { } unsaved) return unsaved;
        _work.Choose(Member.Person, topic);
        Topic = topic;
        await Reload();
        return null;
    }

    /// <summary>Goes back to the branch after the draft was given up; what was typed goes with it.</summary>
    public Task Drop()
    {
        lock (_open)
        {
            foreach (var draft in _open.Values) draft.Edited -= Take;
            _open.Clear();
        }

        return Landed();
    }

    /// <summary>Goes back to the branch after the draft became part of it; what is not saved yet stays and begins a draft of its own.</summary>
    public Task Landed()
    {
        _work.Choose(Member.Person, null);
        Topic = null;
        return Reload();
    }

    /// <summary>Saves everything now; what is being saved is waited for.</summary>
    public async Task Save()
    {
        foreach (var draft in Opened().Where(d => d.State is DraftState.Dirty or DraftState.Failed or DraftState.Saving)) await Save(draft);
    }

    /// <summary>After a stale save: where both changed the same, what is here stands; what they changed elsewhere stays.</summary>
    public Task KeepMine(DefinitionDraft draft) => Settle(draft, Side.Ours);

    /// <summary>After a stale save: where both changed the same, what they wrote stands; what is changed here elsewhere stays. Taking that back is one undo.</summary>
    public Task TakeTheirs(DefinitionDraft draft) => Settle(draft, Side.Theirs);

    /// <summary>After a stale save: one answer for each place that both changed.</summary>
    public Task Settle(DefinitionDraft draft, IReadOnlyDictionary<string, Side> decided)
    {
        if (draft.State is not DraftState.Stale) return Task.CompletedTask;
        draft.State = new DraftState.Dirty();
        return Save(draft, decided);
    }

    private Task Settle(DefinitionDraft draft, Side side) =>
        draft.State is DraftState.Stale stale ? Settle(draft, stale.Conflicts.ToDictionary(c => c.Place, _ => side, StringComparer.Ordinal)) : Task.CompletedTask;

    /// <summary>Reads the draft again, after something outside this window changed it (a merge, a review, a publication). What is not saved stays as it is.</summary>
    public async Task Reload()
    {
        var from = await Task.Run(() => Tip() ?? _repository.Head);
        var files = await Task.Run(() => _repository.Files(from));
        lock (_open)
        {
            (_from, _base) = (from, files.ToImmutableDictionary(f => f.Path, StringComparer.Ordinal));
            foreach (var draft in _open.Values.Where(d => d.State is DraftState.Clean or DraftState.Saved).ToList())
            {
                draft.Edited -= Take;
                _open.Remove(draft.Path);
            }

            _parsed.Clear();
        }

        Checking.Look(Files, Told, now: true);
        Changed?.Invoke();
    }

    /// <summary>Asks the host what people said since.</summary>
    internal async Task Listen(HostAnswers host)
    {
        await Feedback.Ask(host, Member, Language);
        Changed?.Invoke();
    }

    internal Task Begin(Member member)
    {
        (Member, Topic) = (member, _work.Of(member.Person));
        return Reload();
    }

    /// <summary>Ends what waits.</summary>
    public void Dispose()
    {
        _over.Cancel();
        _over.Dispose();
        _saving.Dispose();
    }

    /// <summary>A window that closes with something unsaved saves it.</summary>
    public async ValueTask DisposeAsync()
    {
        await Save();
        Dispose();
    }

    /// <summary>Ends the window's work; what it has taken is saved.</summary>
    internal void End()
    {
        if (IsOver) return;
        IsOver = true;
        Changed?.Invoke();
    }

    private string? Tip() => Topic is { } topic ? _desk.Find(Member.Person, topic)?.Commit : null;

    /// <summary>Why the draft cannot be left: the first file that is not saved; null when all are.</summary>
    private Text? Unsaved() => Opened().Select(d => d.State switch
    {
        DraftState.Stale => new Text("“{0}”在别处也改过,请先选择保留哪一个。", "'{0}' was changed elsewhere too; choose first which stands.").With(d.Path),
        DraftState.Failed failed => new Text("“{0}”还没有保存:{1}", "'{0}' is not saved yet: {1}").With(d.Path, failed.Why),
        _ => null,
    }).FirstOrDefault(why => why is not null);

    private List<DefinitionDraft> Opened()
    {
        lock (_open) return [.. _open.Values];
    }

    private void Take(DefinitionDraft draft)
    {
        Checking.Look(Files, Told);
        Changed?.Invoke();
        _ = SaveSoon(draft, draft.Text);
    }

    private void Told()
    {
        foreach (var draft in Opened())
        {
            draft.Findings = Of(draft.Path);
            draft.Tell();
        }

        Changed?.Invoke();
    }

    private ImmutableArray<Diagnostic> Of(string path) => [.. Checking.All.Where(f => f.File == path)];

    private async Task SaveSoon(DefinitionDraft draft, string text)
    {
        try
        {
            await Task.Delay(Quiet, _time, _over.Token);
            if (draft.Text == text) await Save(draft);
        }
        catch (OperationCanceledException)
        {
            // The window was closed; it saved by itself.
        }
    }

    private async Task Save(DefinitionDraft draft, IReadOnlyDictionary<string, Side>? decided = null)
    {
        var gone = false;
        await _saving.WaitAsync();
        try
        {
            if (draft.State is not (DraftState.Dirty or DraftState.Failed)) return;
            if (Member.Person.Length == 0)
            {
                draft.State = new DraftState.Failed(SignInFirst.In(Language));
                return;
            }

            var text = draft.Text;
            var topic = Topic ??= Begun(draft);
            draft.State = new DraftState.Saving();
            Changed?.Invoke();
            var by = Member.Signature(Now);
            var began = draft.From is { } from ? new DefinitionFile(draft.Path, Encoding.UTF8.GetBytes(from)) : null;
            var outcome = await Task.Run(() => _desk.Save(topic, draft.Path, text, began is null ? draft.Version : _repository.Keep(began), by, decided));
            draft.State = outcome switch
            {
                SaveOutcome.Stale stale => new DraftState.Stale(stale.Theirs, stale.Conflicts),
                SaveOutcome.Refused refused => new DraftState.Failed(refused.Why.In(Language)),
                _ => draft.Text == text ? new DraftState.Saved() : new DraftState.Dirty(),
            };
            draft.Version = outcome switch { SaveOutcome.Saved saved => saved.Version, SaveOutcome.Unchanged same => same.Version, _ => draft.Version };
            if (outcome is SaveOutcome.Saved or SaveOutcome.Unchanged) draft.From = null;

            // What was typed meanwhile is merged by the next save, which starts from what this one has put together with theirs.
            if (outcome is SaveOutcome.Merged) draft.From = draft.Text == text ? null : text;
            if (outcome is SaveOutcome.Merged { Text: { } together } merged && draft.Text == text) draft.Join(together, merged.Version, asked: decided is not null);
            gone = outcome is SaveOutcome.Merged { Text: null };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            draft.State = new DraftState.Failed(e.Message);
        }
        finally
        {
            _saving.Release();
        }

        if (gone) await Reload();
        draft.Tell();
        Changed?.Invoke();
    }

    /// <summary>The topic of a change that begins: what the definition is called.</summary>
    private string Begun(DefinitionDraft draft)
    {
        var title = draft.TextAt(draft.Path == Manifest.Path ? "/company/zh" : "/title/zh");
        // A draft of that name holds other work, which this change did not start from.
        var topic = _desk.NewTopic(Member.Person, title.Length > 0 ? title : Path.GetFileName(draft.Path).Split('.')[0]);
        _work.Choose(Member.Person, topic);
        return topic;
    }
}
