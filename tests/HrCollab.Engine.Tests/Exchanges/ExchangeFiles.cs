namespace HrCollab.Engine.Tests.Exchanges;

/// <summary>A small standard with its matrix, and exchanges over it.</summary>
internal static class ExchangeFiles
{
    public static readonly (string Path, string Json) Colours = ("codeLists/colours.codeList.json", """
        { "id": "colours", "title": { "zh": "颜色", "en": "Colours" }, "status": "company", "source": { "title": { "zh": "本公司", "en": "Own" } },
          "values": [{ "code": "1", "title": { "zh": "红", "en": "Red" } }, { "code": "2", "title": { "zh": "蓝", "en": "Blue" } }] }
        """);

    public static readonly (string Path, string Json) Duties = ("codeLists/duties.codeList.json", """
        { "id": "duties", "title": { "zh": "职责", "en": "Duties" }, "status": "company", "source": { "title": { "zh": "本公司", "en": "Own" } },
          "values": [{ "code": "stock", "title": { "zh": "仓库", "en": "Stock" } }, { "code": "clerk", "title": { "zh": "文员", "en": "Clerk" } }, { "code": "office", "title": { "zh": "办公室", "en": "Office" } }, { "code": "sales", "title": { "zh": "销售", "en": "Sales" } }] }
        """);

    public static readonly (string Path, string Json) Standard = ("standards/thing.standard.json", """
        { "id": "thing", "title": { "zh": "物品", "en": "Thing" }, "key": "basic.code", "label": "basic.name", "groups": [
          { "id": "basic", "title": { "zh": "基本", "en": "Basics" }, "owner": "stock", "fields": [
            { "id": "code", "title": { "zh": "编码", "en": "Code" }, "type": "text", "format": "key", "required": true, "normalize": ["upper"] },
            { "id": "name", "title": { "zh": "名称", "en": "Name" }, "type": "text", "maxLength": 20, "required": true },
            { "id": "colour", "title": { "zh": "颜色", "en": "Colour" }, "type": "code", "codes": "colours" } ] },
          { "id": "price", "title": { "zh": "价格", "en": "Price" }, "owner": "sales", "fields": [
            { "id": "net", "title": { "zh": "净价", "en": "Net" }, "type": "decimal", "min": 0 },
            { "id": "currency", "title": { "zh": "币种", "en": "Currency" }, "type": "text" } ] } ] }
        """);

    public static readonly (string Path, string Json) Permissions = ("permissions/thing.permissions.json", """
        { "id": "thing", "title": { "zh": "权限", "en": "Permissions" }, "standard": "thing",
          "roles": [{ "id": "keeper", "title": { "zh": "保管", "en": "Keeper" }, "duty": "stock", "scope": "all" },
                    { "id": "clerk", "title": { "zh": "文员", "en": "Clerk" }, "duty": "clerk", "scope": "all" },
                    { "id": "anyone", "title": { "zh": "所有人", "en": "Anyone" }, "relation": "anyone" }],
          "matrix": [{ "role": "keeper", "allow": { "basic": "ru", "price": "ru" }, "create": true }, { "role": "clerk", "allow": { "basic": "ru", "price": "r" } }, { "role": "anyone", "allow": { "basic": "ru", "price": "ru" } }] }
        """);

    public const string Columns = """
        "columns": [{ "to": "basic.code", "from": "no", "prefix": "T-" }, { "to": "basic.name", "template": "{make} {model}" },
                    { "to": "basic.colour", "from": "colours", "split": "|", "take": "last", "map": { "red": "1", "blue": "2" } },
                    { "to": "price.net", "from": "price" }, { "to": "price.currency", "constant": "CNY" }]
        """;

    /// <summary>An exchange with the usual columns and what the test writes.</summary>
    public static (string Path, string Json)[] With(string members = "", string columns = Columns, string importers = "\"keeper\"", string formats = "\"csv\"") =>
        [Colours, Duties, Standard, Permissions, ("exchanges/things.exchange.json", $$"""
            { "id": "things", "title": { "zh": "物品表", "en": "Things" }, "standard": "thing", "formats": [{{formats}}], "importers": [{{importers}}], {{columns}} {{members}} }
            """)];
}
