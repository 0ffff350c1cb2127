namespace EppoTyped.Generator.Tests;

/// <summary>What generated readers make of live JSON: the whole of it, or the manifest's default.</summary>
public class LiveObjectTests
{
    private const string Page =
        """
        { "flags": { "page": { "flagType": "object",
          "defaultValue": { "hero": { "title": "Hi", "size": 2 }, "rows": [{ "cells": [1] }], "note": "n", "ratio": 0.5, "side": null },
          "schema": { "hero": { "title": "string", "size": "integer" }, "rows": [{ "cells": ["integer?"] }], "note": "string?", "ratio": "number", "side": { "$nullable": true, "wide": "boolean" } } } } }
        """;

    [Theory]
    [InlineData("""{ "hero": { "title": "A", "size": 3.0 }, "rows": [], "note": null, "ratio": 1, "side": { "wide": true } }""", "A 3 [] - 1 True ok")]
    [InlineData("""{}""", "Hi 2 [RowsItem { Cells = [1] }] n 0.5 - ok")]
    [InlineData("""{ "hero": { "title": "A" }, "other": 1 }""", "A 2 [RowsItem { Cells = [1] }] n 0.5 - ok")]
    [InlineData("""{ "hero": null, "ratio": null }""", "Hi 2 [RowsItem { Cells = [1] }] n 0.5 - ok")]
    [InlineData("""{ "rows": [{ "cells": [7, null] }] }""", "Hi 2 [RowsItem { Cells = [7, ] }] n 0.5 - ok")]
    [InlineData("""{ "rows": [{ }] }""", "\"rows[0].cells\" is missing")]
    [InlineData("""{ "hero": { "size": "3" } }""", "\"hero.size\" is a string where an integer is expected")]
    [InlineData("""{ "side": { } }""", "\"side.wide\" is missing")]
    [InlineData("""[]""", "the value is an array where an object is expected")]
    public void It_is_read_by_its_schema(string json, string expected)
    {
        string read = Project.Of(Page).WithCode(
            $$"""""
            #nullable enable
            using System.Globalization;
            using System.Reflection;
            using System.Text.Json;
            using EppoTyped.CompilerServices;
            using Shop;

            public static class Probe
            {
                public static string Run()
                {
                    CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
                    // The root is the runtime's own; only the readers below it are generated.
                    object root = typeof(JsonPlace).GetMethod("Root", BindingFlags.NonPublic | BindingFlags.Static)!.Invoke(null, new object[] { JsonDocument.Parse(""""{{json}}"""").RootElement })!;
                    Page page = ((JsonPlace)root).Object(new Page(), Page.Read);
                    string? problem = (string?)typeof(JsonPlace).GetProperty("Problem", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(root);
                    return problem ?? $"{page.Hero.Title} {page.Hero.Size} {page.Rows} {page.Note ?? "-"} {page.Ratio} {page.Side?.Wide.ToString() ?? "-"} ok";
                }
            }
            """"").Generate().Run();

        Assert.Equal(expected, read);
    }
}
