namespace HrCollab.Engine.Permissions;

/// <summary>What may be done with a field.</summary>
[Flags]
public enum FieldOperations : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>See that there is something; the value masked.</summary>
    Masked = 1,

    /// <summary>See the value.</summary>
    Read = 2,

    /// <summary>Change the value.</summary>
    Update = 4,

    /// <summary>Take the value out in bulk.</summary>
    Export = 8,

    /// <summary>Fill the field in when the record is created, but not change it later.</summary>
    Fill = 16,
}
