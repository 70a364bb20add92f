namespace HrCollab.Functions.Storage;

/// <summary>Of a route that no person waits for: the store is asked with the patience of background work.</summary>
internal sealed class NobodyWaits;
