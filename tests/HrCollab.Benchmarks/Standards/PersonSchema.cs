namespace HrCollab.Benchmarks.Standards;

/// <summary>The schema of <see cref="People"/>. The formats idcard and bankcard are ours; NJsonSchema takes them for remarks and so does less.</summary>
internal static class PersonSchema
{
    public const string Text = """
        { "type": "object", "additionalProperties": false,
          "required": ["employeeNo", "name", "idType", "idNumber", "sex", "birthDate", "mobile", "department", "position", "type", "status", "hireDate", "baseSalary"],
          "properties": {
            "employeeNo": { "type": "string", "pattern": "^E[0-9]{6}$" }, "name": { "type": "string", "minLength": 1, "maxLength": 50 }, "idType": { "type": "string", "enum": ["111", "414", "511", "516", "553", "554"] },
            "idNumber": { "type": "string", "format": "idcard" }, "sex": { "type": "string", "enum": ["0", "1", "2", "9"] }, "birthDate": { "type": "string", "format": "date" },
            "nationality": { "type": "string", "pattern": "^[A-Z]{3}$" }, "ethnicGroup": { "type": "string", "pattern": "^[0-9]{2}$" }, "marital": { "type": "string", "enum": ["10", "20", "30", "40", "90"] },
            "education": { "type": "string", "pattern": "^[0-9]{2}$" }, "mobile": { "type": "string", "pattern": "^1[3-9][0-9]{9}$" },
            "email": { "type": "string", "format": "email" }, "address": { "type": "string", "maxLength": 200 }, "postcode": { "type": "string", "pattern": "^[0-9]{6}$" },
            "emergencyName": { "type": "string", "minLength": 1, "maxLength": 50 }, "emergencyMobile": { "type": "string", "pattern": "^1[3-9][0-9]{9}$" },
            "department": { "type": "string", "pattern": "^d[0-9]{3}$" }, "position": { "type": "string", "pattern": "^p[0-9]{3}$" }, "grade": { "type": "string", "pattern": "^P[1-9]$" },
            "manager": { "type": "string", "pattern": "^E[0-9]{6}$" }, "type": { "type": "string", "enum": ["full-time", "part-time", "intern", "dispatched"] }, "status": { "type": "string", "enum": ["active", "probation", "leave", "left"] },
            "hireDate": { "type": "string", "format": "date" }, "contractKind": { "type": "string", "enum": ["fixed", "open", "task"] }, "contractStart": { "type": "string", "format": "date" },
            "contractEnd": { "type": "string", "format": "date" }, "termMonths": { "type": "integer", "minimum": 1, "maximum": 120 }, "probationMonths": { "type": "integer", "minimum": 0, "maximum": 6 },
            "baseSalary": { "type": "number", "minimum": 0, "maximum": 1000000 }, "bankAccount": { "type": "string", "format": "bankcard" }, "bank": { "type": "string", "maxLength": 60 },
            "workHours": { "type": "integer", "minimum": 1, "maximum": 60 }, "remote": { "type": "boolean" }, "skills": { "type": "array", "maxItems": 20, "items": { "type": "string", "maxLength": 30 } } } }
        """;
}
