using HrCollab.Tests;
using YamlDotNet.Serialization;

namespace HrCollab.Designer.Tests.Workflows;

/// <summary>A file of .github/workflows, as GitHub reads it.</summary>
internal sealed class WorkflowFile
{
    private readonly Dictionary<object, object> _root;

    private WorkflowFile(string name, string text) => (Name, Text, _root) = (name, text, new DeserializerBuilder().WithDuplicateKeyChecking().Build().Deserialize<Dictionary<object, object>>(text));

    public string Name { get; }

    public string Text { get; }

    public IEnumerable<object> Triggers => Map(_root["on"]).Keys;

    public IEnumerable<string> Jobs => Map(_root["jobs"]).Keys.Cast<string>();

    public static IEnumerable<WorkflowFile> All() => Directory.EnumerateFiles(Path.Combine(Repository.Root, ".github", "workflows"), "*.yml").Order(StringComparer.Ordinal).Select(f => new WorkflowFile(Path.GetFileName(f), File.ReadAllText(f)));

    public static WorkflowFile Of(string name) => All().Single(w => w.Name == name);

    /// <summary>A member of a job: if, needs, environment; null when it is not written.</summary>
    public object? Job(string job, string member) => Map(Map(_root["jobs"])[job]).GetValueOrDefault(member);

    /// <summary>Rights of the token in a job: its own, or those of the file.</summary>
    public IReadOnlyDictionary<string, string> Rights(string job) => Map(Job(job, "permissions") ?? _root["permissions"]).ToDictionary(p => (string)p.Key, p => (string)p.Value, StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Environment(string job) => Job(job, "env") is { } env ? Map(env).ToDictionary(e => (string)e.Key, e => (string)e.Value, StringComparer.Ordinal) : new Dictionary<string, string>();

    public IReadOnlyList<Step> Steps(string job) => [.. ((List<object>)Job(job, "steps")!).Select(s => Step.Of(Map(s)))];

    private static Dictionary<object, object> Map(object node) => (Dictionary<object, object>)node;

    /// <summary>One step: an action, or a script for bash.</summary>
    internal sealed record Step(string? Uses, string? Run, string? If)
    {
        public static Step Of(Dictionary<object, object> step) => new(step.GetValueOrDefault("uses") as string, step.GetValueOrDefault("run") as string, step.GetValueOrDefault("if") as string);
    }
}
