using HrCollab.Engine.Kernel;

namespace HrCollab.Functions.Storage;

/// <summary>The store cannot be used as it is; the message says what to do, in both languages.</summary>
internal sealed class StoreRefusedException(Text reason, Exception? inner = null) : InvalidOperationException($"{reason.Zh}\n{reason.En}", inner)
{
    /// <summary>Why, and what to do.</summary>
    public Text Reason { get; } = reason;
}
