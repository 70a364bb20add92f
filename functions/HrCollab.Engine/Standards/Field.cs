using System.Collections.Immutable;
using HrCollab.Engine.CodeLists;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards.Schemas.Patterns;

namespace HrCollab.Engine.Standards;

/// <summary>A compiled field: its shape, its limits and how it is protected.</summary>
public sealed class Field
{
    internal Field(FieldShape shape, FieldDefinition definition, SourceRef place) =>
        (Shape, Definition, Place, Pointer, Group) = (shape, definition, place, "/" + shape.Path.Replace('.', '/'), shape.Path.Split('.')[0]);

    /// <summary>Slot, path, type and title.</summary>
    public FieldShape Shape { get; }

    /// <summary>Where the field is defined.</summary>
    public SourceRef Place { get; }

    /// <summary>The field as written.</summary>
    public FieldDefinition Definition { get; }

    /// <summary>What people call it.</summary>
    public Text Title => Definition.Title;

    /// <summary>Path within its standard or form.</summary>
    public string Path => Shape.Path;

    /// <summary>The group of its standard that it stands in.</summary>
    public string Group { get; }

    /// <summary>JSON Pointer within the nested form of a record.</summary>
    public string Pointer { get; }

    /// <summary>A record without it is refused.</summary>
    public bool Required => Definition.Required;

    /// <summary>It follows from other fields; nobody can write it.</summary>
    public bool IsComputed => Definition.Compute is not null;

    /// <summary>True for sensitive personal information (PIPL Art. 28 and HR practice).</summary>
    public bool IsSensitive => Definition.Sensitivity == "sensitive";

    /// <summary>What one row holds, for a repeating group; else null.</summary>
    public RowFields? Rows { get; internal init; }

    /// <summary>Its code list, for codes.</summary>
    public CodeList? Codes { get; internal init; }

    /// <summary>What it is taken from when two values disagree, by its own word or that of its group; null when neither says.</summary>
    public CodeValue? SourceOfTruth { get; internal init; }

    internal Format? Format { get; init; }

    internal EcmaPattern? Pattern { get; init; }

    internal ImmutableArray<Normalisation> Normalisations { get; init; } = [];

    internal Mask Mask { get; init; } = Mask.All;
}
