using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace HrCollab.Engine.Kernel;

/// <summary>
/// Reads a definition file strictly and reports everything that is wrong with its form at once: the serializer alone stops at the
/// first unknown member and cannot say what was meant.
/// </summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = Limits.JsonDepth, AllowDuplicateProperties = true };

    /// <summary>The definition, or null after reporting why not.</summary>
    public static T? Read<T>(DefinitionFile file, JsonTypeInfo<T> json, Action<Diagnostic> report)
        where T : class
    {
        T? read = null;
        return Walk(file, json, partial: false, report, root => read = root.Deserialize(json)) ? read : null;
    }

    /// <summary>True for a file that is sound as far as it goes: it may leave out what it inherits, and write null for what it does not want.</summary>
    public static bool Partial(DefinitionFile file, JsonTypeInfo json, Action<Diagnostic> report) => Walk(file, json, partial: true, report, Texts);

    private static bool Walk(DefinitionFile file, JsonTypeInfo json, bool partial, Action<Diagnostic> report, Action<JsonElement> sound)
    {
        if (file.Utf8.Length > Limits.DefinitionFileBytes)
        {
            report(KernelFindings.TooLarge.At(file, "", file.Utf8.Length, Limits.DefinitionFileBytes));
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(file.Utf8, Options);
            var found = 0;
            new Walker(file, partial, d =>
            {
                found++;
                report(d);
            }).Check(document.RootElement, json, "", nullable: false);
            if (found == 0) sound(document.RootElement);
            return found == 0;
        }
        catch (JsonException e) when (e.Message.Contains("maximum configured depth", StringComparison.Ordinal))
        {
            report(KernelFindings.TooDeep.At(file, "", Limits.JsonDepth) with { Line = (int)(e.LineNumber ?? 0) + 1 });
            return false;
        }
        catch (JsonException e)
        {
            report(KernelFindings.NotJson.At(file, e.Path is { Length: > 1 } path ? "/" + path[2..].Replace('.', '/') : "", Reason(e)) with { Line = (int)(e.LineNumber ?? 0) + 1 });
            return false;
        }
        catch (InvalidOperationException e)
        {
            report(KernelFindings.NotJson.At(file, "", e.Message)); // bytes that are no UTF-8, or half a surrogate pair as an escape
            return false;
        }
    }

    /// <summary>The members a file may have; ignored properties have no getter here.</summary>
    public static IEnumerable<JsonPropertyInfo> Members(JsonTypeInfo type) => type.Properties.Where(p => p.Get is not null);

    /// <summary>Reads every text: one that is no text is found here, as the serializer finds it in a whole file.</summary>
    private static void Texts(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    _ = member.Name;
                    Texts(member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray()) Texts(item);
                break;
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            default:
                break;
        }
    }

    /// <summary>The serializer's own words without the position, which the finding carries.</summary>
    private static string Reason(JsonException e)
    {
        var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end > 0 ? e.Message[..end] : e.Message;
    }

    private sealed class Walker(DefinitionFile file, bool partial, Action<Diagnostic> found)
    {
        public void Check(JsonElement element, JsonTypeInfo type, string pointer, bool nullable)
        {
            if (element.ValueKind == JsonValueKind.Null && nullable) return;
            if (Nullable.GetUnderlyingType(type.Type) is { } underlying) type = type.Options.GetTypeInfo(underlying);
            if (type.Type == typeof(JsonElement)) return;
            if (!Fits(element, type))
            {
                found(KernelFindings.WrongType.At(file, pointer, Expected(type), Found(element)));
                return;
            }

            switch (type.Kind)
            {
                case JsonTypeInfoKind.Object:
                    Members(element, type, pointer);
                    break;
                case JsonTypeInfoKind.Enumerable:
                    var items = type.Options.GetTypeInfo(type.ElementType!);
                    var i = 0;
                    foreach (var item in element.EnumerateArray()) Check(item, items, $"{pointer}/{i++}", nullable: false);
                    break;
                case JsonTypeInfoKind.Dictionary:
                    Entries(element, type.Options.GetTypeInfo(type.ElementType!), pointer);
                    break;
                case JsonTypeInfoKind.None:
                default:
                    break;
            }
        }

        private void Members(JsonElement element, JsonTypeInfo type, string pointer)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var member in element.EnumerateObject())
            {
                var at = $"{pointer}/{JsonPointer.Escape(member.Name)}";
                if (!seen.Add(member.Name)) found(KernelFindings.DuplicateMember.At(file, at, member.Name));
                var property = Named(type, member);
                if (property is null && partial && pointer.Length == 0 && Inheritance.Members.Contains(member.Name))
                    Inherited(member, at);
                else if (property is null)
                    found(KernelFindings.UnknownMember.At(file, at, member.Name, DidYouMean.Hint(member.Name, StrictJson.Members(type).Select(p => p.Name))));
                else
                    Check(member.Value, type.Options.GetTypeInfo(property.PropertyType), at, property.IsSetNullable || (partial && !property.IsRequired));
            }

            foreach (var property in type.Properties)
            {
                if (property.IsRequired && !partial && !seen.Contains(property.Name))
                    found(KernelFindings.MissingMember.At(file, pointer, property.Name));
            }
        }

        /// <summary>What is inherited is one id, what is not inherited a list of them.</summary>
        private void Inherited(JsonProperty member, string at)
        {
            var words = member.Value.ValueKind == JsonValueKind.Array;
            if (words != (member.Name != Inheritance.Members[0]) || (!words && member.Value.ValueKind != JsonValueKind.String))
            {
                found(KernelFindings.WrongType.At(file, at, words ? new Text("字符串", "a string") : new Text("数组", "an array"), Found(member.Value)));
                return;
            }

            var i = 0;
            foreach (var word in words ? member.Value.EnumerateArray().ToArray() : [])
            {
                if (word.ValueKind != JsonValueKind.String) found(KernelFindings.WrongType.At(file, $"{at}/{i}", new Text("字符串", "a string"), Found(word)));
                i++;
            }
        }

        private static JsonPropertyInfo? Named(JsonTypeInfo type, JsonProperty member)
        {
            foreach (var property in type.Properties)
            {
                if (member.NameEquals(property.Name) && property.Get is not null) return property;
            }

            return null;
        }

        private void Entries(JsonElement element, JsonTypeInfo values, string pointer)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var entry in element.EnumerateObject())
            {
                var at = $"{pointer}/{JsonPointer.Escape(entry.Name)}";
                if (!seen.Add(entry.Name)) found(KernelFindings.DuplicateMember.At(file, at, entry.Name));
                Check(entry.Value, values, at, nullable: false);
            }
        }

        private static Type Scalar(JsonTypeInfo type) => Nullable.GetUnderlyingType(type.Type) ?? type.Type;

        private static bool Fits(JsonElement element, JsonTypeInfo type) => type.Kind switch
        {
            JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => element.ValueKind == JsonValueKind.Object,
            JsonTypeInfoKind.Enumerable => element.ValueKind == JsonValueKind.Array,
            _ when Scalar(type) == typeof(string) => element.ValueKind == JsonValueKind.String,
            _ when Scalar(type) == typeof(bool) => element.ValueKind is JsonValueKind.True or JsonValueKind.False,
            _ when Scalar(type) == typeof(int) => element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out _),
            _ when Scalar(type) == typeof(decimal) => element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out _),
            _ when Scalar(type) == typeof(DateOnly) => element.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(element.GetString(), "yyyy-MM-dd", out _),
            _ => element.ValueKind != JsonValueKind.Null,
        };

        private static Text Expected(JsonTypeInfo type) => type.Kind switch
        {
            JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => new("对象", "an object"),
            JsonTypeInfoKind.Enumerable => new("数组", "an array"),
            _ when Scalar(type) == typeof(string) => new("字符串", "a string"),
            _ when Scalar(type) == typeof(bool) => new("true 或 false", "true or false"),
            _ when Scalar(type) == typeof(int) => new("整数", "an integer"),
            _ when Scalar(type) == typeof(DateOnly) => new("日期 yyyy-MM-dd", "a date yyyy-MM-dd"),
            _ => new("数字", "a number"),
        };

        private static Text Found(JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.Object => new("对象", "an object"),
            JsonValueKind.Array => new("数组", "an array"),
            JsonValueKind.Null => Text.Same("null"),
            _ => Text.Same(element.GetRawText() is { Length: <= 40 } raw ? raw : "…"),
        };
    }
}
