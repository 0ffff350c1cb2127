using EppoTyped.Snapshots;

namespace EppoTyped.Generator.Tests;

public class SnapshotTests
{
    [Fact]
    public void Shop() => Verifier.VerifySources(Project.Of(Project.Shop).Generate().AssertCompiles().Sources);

    [Fact]
    public void FlagThatIsAGroup() => Verifier.VerifySources(Project.Of(
        """
        {
          "subjects": { "user": { "attributes": {} }, "company": { "type": "Acme.Company", "attributes": {} } },
          "flags": {
            "checkout": { "flagType": "boolean", "defaultValue": true, "subject": "user" },
            "checkout.express-pay": { "flagType": "integer", "defaultValue": 3, "minimum": 1 },
            "search/page.size": { "flagType": "float", "defaultValue": 0.1, "minimum": 0, "maximum": 1e3, "subject": "company", "deprecated": true }
          }
        }
        """).WithCode("namespace Acme { public abstract class Company : EppoTyped.ISubject { public abstract string Key { get; } public abstract bool TryGetAttribute(string name, out EppoTyped.AttributeValue value); public abstract void CopyAttributesTo(System.Collections.Generic.IDictionary<string, EppoTyped.AttributeValue> attributes); } }").Generate().Sources);

    [Fact]
    public void NestedObject() => Verifier.VerifySources(Project.Of(
        """
        {
          "flags": {
            "page": {
              "flagType": "object",
              "defaultValue": { "hero": { "title": "Hi", "link": null }, "rows": [ { "cells": [1, 2.0], "note": null }, { "cells": [] } ], "grid": [["a"], []], "ratio": 1, "maybe": null },
              "schema": {
                "hero": { "title": "string", "link": { "$nullable": true, "url": "string" } },
                "rows": [ { "cells": ["integer"], "note": "string?" } ],
                "grid": [["string"]],
                "ratio": "number",
                "maybe": "boolean?"
              }
            },
            "raw": { "flagType": "object", "defaultValue": { "a": [1, "x\n\u20ac"] } }
          }
        }
        """).Generate().AssertCompiles().Sources);

    [Fact]
    public void LibraryWithItsOwnClassAndNamespace() => Verifier.VerifySources(Project.Of("""{ "flags": { "on": { "flagType": "boolean", "defaultValue": false, "name": "class" } } }""")
        .WithProperty("OutputType", "Library").WithProperty("EppoFlagsClass", "ShopFlags").WithProperty("EppoFlagsNamespace", "Shop.record.Flags").Generate().AssertCompiles().Sources);

    /// <summary>A bandit that is a group, asked for a subject of the project's own class, from two manifests: what the bound surface nests.</summary>
    [Fact]
    public void BanditWithFlagsBelow() => Verifier.VerifySources(Project.Of(
        """
        {
          "subjects": { "shopper": { "type": "Acme.Shopper", "attributes": {} } },
          "flags": {
            "banner": { "flagType": "string", "defaultValue": "control", "variations": ["control", "bandit"], "subject": "shopper", "deprecated": "The banner goes.",
              "bandit": { "actionAttributes": { "price": { "type": "number", "required": true }, "size": { "type": "string", "values": ["s", "l"] } } } }
          }
        }
        """).With("/shop/more.flags.json", """{ "flags": { "banner.color": { "flagType": "string", "defaultValue": "red", "subject": "shopper" } } }""")
        .WithCode("namespace Acme { public abstract class Shopper : EppoTyped.ISubject { public abstract string Key { get; } public abstract bool TryGetAttribute(string name, out EppoTyped.AttributeValue value); public abstract void CopyAttributesTo(System.Collections.Generic.IDictionary<string, EppoTyped.AttributeValue> attributes); } }").Generate().Sources);
}
