using System.Text.Json;

namespace EppoTyped;

/// <summary>Names of JSON kinds for messages: "an array", "a string".</summary>
internal static class JsonKindNames
{
    public static string Of(JsonTokenType token) => token switch
    {
        JsonTokenType.StartArray => "an array",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "a boolean",
    };

    public static string Of(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => Of(JsonTokenType.StartArray),
        JsonValueKind.Object => Of(JsonTokenType.StartObject),
        JsonValueKind.String => Of(JsonTokenType.String),
        JsonValueKind.Number => Of(JsonTokenType.Number),
        JsonValueKind.Null => Of(JsonTokenType.Null),
        _ => Of(JsonTokenType.True),
    };
}
