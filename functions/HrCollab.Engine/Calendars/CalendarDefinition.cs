using System.Collections.Immutable;
using System.Text.Json.Serialization;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Calendars;

/// <summary>
/// calendars/*.calendar.json. Two forms: a calendar (hours, weekend) and one published year of it (of, year, source, holidays, makeup),
/// so that a new year is exactly one new file.
/// </summary>
/// <param name="Id">A word; years are called after their calendar, such as cn-2026.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Hours">Calendar: working hours of a day, such as "09:00-12:00"; in order, without overlap.</param>
/// <param name="Weekend">Calendar: days off in an ordinary week, in English and lower case.</param>
/// <param name="Of">Year: the calendar it belongs to.</param>
/// <param name="Year">Year: which one.</param>
/// <param name="Source">Year: the notice that says so.</param>
/// <param name="Holidays">Year: days off, whatever day of the week.</param>
/// <param name="Makeup">Year: weekend days that are worked in exchange (调休).</param>
/// <param name="Schema">For editors only; stands first in the file.</param>
public sealed record CalendarDefinition(
    string Id,
    Text Title,
    ImmutableArray<string> Hours = default,
    ImmutableArray<string> Weekend = default,
    string? Of = null,
    int? Year = null,
    Citation? Source = null,
    ImmutableArray<HolidayDefinition> Holidays = default,
    ImmutableArray<DateOnly> Makeup = default,
    [property: JsonPropertyName("$schema"), JsonPropertyOrder(-1)] string? Schema = null) : IDefinition;

/// <summary>Days off in a row, both ends included.</summary>
public sealed record HolidayDefinition(Text Title, DateOnly From, DateOnly To);

/// <summary>JSON form of calendars.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(CalendarDefinition))]
internal sealed partial class CalendarJson : JsonSerializerContext;
