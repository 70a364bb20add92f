namespace HrCollab.Engine.Standards.Schemas;

/// <summary>What a JSON Schema and a value judged by it may cost at most; beyond that they are refused, never judged in part.</summary>
public static class SchemaLimits
{
    /// <summary>Bytes of a schema.</summary>
    public const int SchemaBytes = 512 * 1024;

    /// <summary>Subschemas of a schema.</summary>
    public const int Parts = 2_000;

    /// <summary>Subschemas that apply to one value through each other ($ref, allOf, if ...).</summary>
    public const int Chain = 32;

    /// <summary>Characters of a pattern.</summary>
    public const int Pattern = 1_000;

    /// <summary>Bytes of a value.</summary>
    public const int InstanceBytes = 4 * 1024 * 1024;

    /// <summary>Nesting of a schema, or of a value.</summary>
    public const int Depth = 64;

    /// <summary>Members of one object, or items of one array.</summary>
    public const int Elements = 4_096;

    /// <summary>Values visited in one check, each as often as the schema makes it visited.</summary>
    public const int Steps = 1_000_000;

    /// <summary>Findings listed for one value.</summary>
    public const int Errors = 200;
}
