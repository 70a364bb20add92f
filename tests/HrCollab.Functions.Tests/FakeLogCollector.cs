using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace HrCollab.Functions.Tests;

/// <summary>Keeps what is logged.</summary>
internal sealed class FakeLogCollector : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Category, string Text)> _lines = new();

    public IReadOnlyCollection<(LogLevel Level, string Category, string Text)> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Line(categoryName, _lines);

    public void Dispose()
    {
    }

    private sealed class Line(string category, ConcurrentQueue<(LogLevel, string, string)> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue((logLevel, category, $"{formatter(state, exception)}{(exception is null ? "" : $"\n{exception}")}"));
    }
}
