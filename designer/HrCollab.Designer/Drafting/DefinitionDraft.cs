using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Merging;

namespace HrCollab.Designer.Drafting;

/// <summary>
/// One file as it is being worked on: its text, what it says, what the engine found, and the way back. Editors change the tree and the
/// source view changes the text; each sees what the other did.
/// </summary>
public sealed class DefinitionDraft
{
    private const int MostSteps = 300;

    /// <summary>Texts to go back to, each with how many merges it knows.</summary>
    private readonly LinkedList<(string Text, int Merges)> _before = new();
    private readonly Stack<(string Text, int Merges)> _after = new();

    /// <summary>What somebody else's changes made of the text while nobody was asked; a step goes through those that came after it, so that it takes back nothing of theirs.</summary>
    private readonly List<(string Before, string Together)> _merges = [];

    /// <summary>Findings by place: a table asks for each of its cells.</summary>
    private ILookup<string, Diagnostic> _found = Enumerable.Empty<Diagnostic>().ToLookup(f => f.Path, StringComparer.Ordinal);

    internal DefinitionDraft(string path, string? text, string version)
    {
        (Path, Kind, Version) = (path, DefinitionKinds.All.FirstOrDefault(k => k.Owns(path)), version);
        (Text, Exists) = (text ?? "", text is not null);
        Root = Parse(Text);
    }

    /// <summary>Path within the definitions folder.</summary>
    public string Path { get; }

    /// <summary>The kind; null for the manifest and for cases.</summary>
    public DefinitionKind? Kind { get; }

    /// <summary>Name of the kind for words and schemas: standard, manifest.</summary>
    public string Suffix => Kind?.Suffix ?? (Path == Manifest.Path ? "manifest" : "cases");

    /// <summary>The schema that says what the file may hold: that of the kind, or of what a subsidiary says otherwise.</summary>
    public string Schema => SubsidiaryNames.OfPath(Path) is not null && TextAt("/inherits").Length > 0 ? $"schema/{Suffix}.subsidiary.schema.json" : $"schema/{Suffix}.schema.json";

    /// <summary>False when the draft holds no such file.</summary>
    public bool Exists { get; private set; }

    /// <summary>The text as it stands.</summary>
    public string Text { get; private set; }

    /// <summary>What the text says, or said when it could last be read. Never change it directly: <see cref="Edit"/>.</summary>
    public JsonNode? Root { get; private set; }

    /// <summary>False while the text is no JSON: editors show the last state and wait, nothing typed is lost.</summary>
    public bool IsReadable { get; private set; }

    /// <summary>Version of the text in the draft that this one started from.</summary>
    public string Version { get; internal set; }

    /// <summary>How it stands towards the draft.</summary>
    public DraftState State { get; internal set; } = new DraftState.Clean();

    /// <summary>What the engine found in this file when it last looked.</summary>
    public ImmutableArray<Diagnostic> Findings
    {
        get;
        internal set => (field, _found) = (value, value.ToLookup(f => f.Path, StringComparer.Ordinal));
    } = [];

    /// <summary>
    /// How an editor whose cells are written otherwise than they read takes a text at a place (a phrase that stands for an object); false when the place is none of
    /// its own. What was typed before a connection was cut comes back through it.
    /// </summary>
    internal Func<string, string, bool>? Retyped { get; set; }

    /// <summary>True when there is a step to take back.</summary>
    public bool CanUndo => _before.Count > 0;

    /// <summary>True when a step was taken back.</summary>
    public bool CanRedo => _after.Count > 0;

    /// <summary>Raised when the text, the findings or the state changed.</summary>
    public event Action? Changed;

    /// <summary>Raised when the text changed; the session saves and checks it.</summary>
    internal event Action<DefinitionDraft>? Edited;

    /// <summary>The value at a place as text.</summary>
    public string TextAt(string pointer) => JsonPlaces.TextAt(Root, pointer);

    /// <summary>The value at a place.</summary>
    public JsonNode? At(string pointer) => JsonPlaces.Find(Root, pointer);

    /// <summary>Findings at a place itself, or at anything within it.</summary>
    public IEnumerable<Diagnostic> FindingsAt(string pointer, bool within = false) =>
        within ? Findings.Where(f => f.Path == pointer || f.Path.StartsWith(pointer + "/", StringComparison.Ordinal)) : _found[pointer];

    /// <summary>Puts a value at a place; null takes it away.</summary>
    public void Set(string pointer, JsonNode? value) => Edit(root => JsonPlaces.Set(root, pointer, value));

    /// <summary>Changes the tree in one step that can be taken back. Nothing happens while the text cannot be read.</summary>
    public void Edit(Action<JsonNode> change)
    {
        if (!IsReadable || Root is null) return;
        var tree = Root.DeepClone();
        change(tree);
        Become(Written(tree));
    }

    /// <summary>Takes a text as somebody typed it.</summary>
    public void Replace(string text) => Become(text.ReplaceLineEndings("\n"));

    /// <summary>
    /// Takes a text that somebody went on typing from what was there before: put together with what it says by now. Where both changed the same, what was typed stands here, and
    /// when that came of somebody else's changes, saving it asks.
    /// </summary>
    internal void Replace(string text, string began)
    {
        var (typed, theirs) = (Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")), State is DraftState.Saved { Together: true });
        var merged = SemanticMerge.Files(Path, Encoding.UTF8.GetBytes(began), typed, Encoding.UTF8.GetBytes(Text));
        Become(Encoding.UTF8.GetString((merged.Conflicts.IsEmpty ? merged.Utf8 ?? typed : typed).Span));
        if (theirs && !merged.Conflicts.IsEmpty) From = began;
    }

    /// <summary>The text that this one started from when that is another than its version says; null when it is that one.</summary>
    internal string? From { get; set; }

    /// <summary>Takes the last step back.</summary>
    public void Undo()
    {
        while (_before.Last is { } last)
        {
            _before.RemoveLast();
            if (Merged(last.Value) is not { } text || text == Text) continue;
            _after.Push((Text, _merges.Count));
            Take(text);
            return;
        }

        Tell();
    }

    /// <summary>Does it again.</summary>
    public void Redo()
    {
        while (_after.TryPop(out var next))
        {
            if (Merged(next) is not { } text || text == Text) continue;
            _before.AddLast((Text, _merges.Count));
            Take(text);
            return;
        }

        Tell();
    }

    /// <summary>Takes what was saved together with somebody else's changes. Whoever was asked about them takes that back in one step; else steps back leave them in.</summary>
    internal void Join(string text, string version, bool asked)
    {
        if (asked)
        {
            Become(text);
        }
        else if (text != Text)
        {
            _merges.Add((Text, text));
            Take(text);
        }

        (Version, State) = (version, new DraftState.Saved(Together: true));
    }

    internal void Tell() => Changed?.Invoke();

    private void Become(string text)
    {
        if (text == Text) return;
        if (Exists) _before.AddLast((Text, _merges.Count)); // a file that was just begun has nothing to go back to
        if (_before.Count > MostSteps) _before.RemoveFirst();
        _after.Clear();
        Take(text);
    }

    /// <summary>A step's text with what others changed since it was left; null when they changed the same.</summary>
    private string? Merged((string Text, int Merges) step)
    {
        var text = step.Text;
        foreach (var (before, together) in _merges.Skip(step.Merges))
        {
            var merged = SemanticMerge.Files(Path, Encoding.UTF8.GetBytes(before), Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(together));
            if (!merged.Conflicts.IsEmpty || merged.Utf8 is not { } utf8) return null;
            text = Encoding.UTF8.GetString(utf8.Span);
        }

        return text;
    }

    private void Take(string text)
    {
        (Text, Exists, State) = (text, true, State is DraftState.Stale ? State : new DraftState.Dirty());
        Root = Parse(text);
        Edited?.Invoke(this);
        Tell();
    }

    private JsonNode? Parse(string text)
    {
        try
        {
            var tree = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
            IsReadable = tree is JsonObject or JsonArray;
            if (!IsReadable) return Root;
            JsonPlaces.Unfold(tree);
            return tree;
        }
        catch (JsonException)
        {
            IsReadable = false;
            return Root;
        }
    }

    /// <summary>The canonical text; the layout alone when the engine cannot read it strictly.</summary>
    private string Written(JsonNode tree)
    {
        var utf8 = CanonicalJson.Write(JsonSerializer.SerializeToElement(tree));
        return Encoding.UTF8.GetString(Workspace.DefinitionsRepository.Canonical(new DefinitionFile(Path, utf8)).Span);
    }
}
