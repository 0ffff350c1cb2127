namespace EppoTyped.Generator.Tests;

/// <summary>Generated code at work, without a client: FlagClient.Shared answers with the manifest's defaults.</summary>
public class BehaviourTests
{
    private const string Rich =
        """
        {
          "subjects": { "user": { "attributes": {
            "tier": { "type": "string", "values": ["basic", "gold"] },
            "plan": { "type": "string", "values": ["free", "paid"], "required": true },
            "score": { "type": "number" }, "age": { "type": "integer" }, "country": { "type": "string" }, "beta": { "type": "boolean" }
          } } },
          "flags": {
            "checkout": { "flagType": "string", "defaultValue": "fast", "variations": ["standard", "fast"], "subject": "user" },
            "checkout.express": { "flagType": "boolean", "defaultValue": true, "subject": "user" },
            "limits.size": { "flagType": "integer", "defaultValue": -9223372036854775808 },
            "price": { "flagType": "float", "defaultValue": 1e-7 },
            "shoes": { "flagType": "string", "defaultValue": "control", "variations": ["control", "bandit"], "subject": "user",
              "bandit": { "actionAttributes": { "price": { "type": "number" }, "color": { "type": "string", "values": ["red"] }, "key": { "type": "string" } } } },
            "shoes.sale": { "flagType": "boolean", "defaultValue": false, "subject": "user" },
            "greeting": { "flagType": "string", "defaultValue": "He said \"hi\"\n\u20ac" },
            "raw": { "flagType": "object", "defaultValue": { "a": [1, "\u20ac"] } },
            "page": { "flagType": "object", "subject": "user",
              "defaultValue": { "hero": { "title": "Hi" }, "rows": [{ "cells": [1, 2] }], "note": null },
              "schema": { "hero": { "title": "string" }, "rows": [{ "cells": ["integer"] }], "note": "string?" } }
          }
        }
        """;

    [Theory]
    [InlineData("user.ToString()", "User { Key = u-1 }")]
    [InlineData("new User(\"\") { Plan = UserPlan.Free }.Key.Length", "0")]
    [InlineData("Attribute(user, \"country\")", "True US")]
    [InlineData("Attribute(user, \"tier\")", "True gold")]
    [InlineData("Attribute(user, \"plan\")", "True paid")]
    [InlineData("Attribute(user, \"score\")", "True 0.5")]
    [InlineData("Attribute(user, \"age\")", "False ")]
    [InlineData("Attribute(user, \"Country\")", "False ")]
    [InlineData("Attribute(user with { Tier = (UserTier)7 }, \"tier\")", "False ")]
    [InlineData("Attribute(user with { Beta = false }, \"beta\")", "True false")]
    [InlineData("Copied(user)", "country=US, plan=paid, score=0.5, tier=gold")]
    [InlineData("user == new User(\"u-1\") { Country = \"US\", Tier = UserTier.Gold, Plan = UserPlan.Paid, Score = 0.5 }", "True")]
    [InlineData("Throws<ArgumentNullException>(() => new User(null!) { Plan = UserPlan.Free })", "key")]
    [InlineData("Throws<ArgumentNullException>(() => new FlagSet(null!))", "client")]
    [InlineData("CheckoutVariant.Fast.ToValue()", "fast")]
    [InlineData("Throws<ArgumentOutOfRangeException>(() => default(CheckoutVariant).ToValue())", "value")]
    [InlineData("Enum.IsDefined(default(CheckoutVariant))", "False")]
    [InlineData("CheckoutVariants.TryParse(\"standard\", out var v) + \" \" + v", "True Standard")]
    [InlineData("CheckoutVariants.TryParse(\"Standard\", out var v) + \" \" + (int)v", "False 0")]
    [InlineData("CheckoutVariants.TryParse(null, out _)", "False")]
    [InlineData("CheckoutVariants.All", "[Standard, Fast]")]
    [InlineData("CheckoutFlag.Key + CheckoutFlag.Default + CheckoutFlag.Flag.Default", "checkoutFastFast")]
    [InlineData("Flags.Checkout.Variant(user)", "Fast")]
    [InlineData("Flags.Checkout.Variant(user, CheckoutVariant.Standard)", "Standard")]
    [InlineData("Flags.Checkout.Details(user).Value", "Fast")]
    [InlineData("Flags.Checkout.Details(user, CheckoutVariant.Standard).Value", "Standard")]
    [InlineData("Flags.Checkout.Express.IsEnabled(user)", "True")]
    [InlineData("Flags.Limits.Size.Value(user)", "-9223372036854775808")]
    [InlineData("Flags.Price.Value(user)", "1E-07")]
    [InlineData("Flags.Shoes.Action(user, [new ShoesAction(\"nike\") { Price = 2, Color = ShoesActionColor.Red, KeyAttribute = \"k\" }])", "BanditResult { Variation = Control, Action =  }")]
    [InlineData("Flags.Shoes.Action(user, [], ShoesVariant.Bandit).Variation", "Bandit")]
    [InlineData("Flags.Shoes.ActionDetails(user, []).Code", "ConfigurationMissing")]
    [InlineData("Flags.For(user).Shoes.Action([new ShoesAction(\"nike\")]).Variation", "Control")]
    [InlineData("Flags.For(user).Shoes.ActionDetails([new ShoesAction(\"nike\")], ShoesVariant.Bandit).Value.Variation", "Bandit")]
    [InlineData("Flags.For(user).Shoes.Sale.IsEnabled()", "False")]
    [InlineData("new ShoesAction(\"nike\") { Price = 2 }.ToString()", "ShoesAction { Key = nike }")]
    [InlineData("Flags.Greeting.Value(user)", "He said \"hi\"\n\u20ac")]
    [InlineData("Flags.Raw.Value(user).GetProperty(\"a\")[1].GetString()", "\u20ac")]
    [InlineData("Flags.Page.Value(user)", "Page { Hero = HeroObject { Title = Hi }, Rows = [RowsItem { Cells = [1, 2] }], Note =  }")]
    [InlineData("ReferenceEquals(Flags.Page.Value(user), PageFlag.Default)", "True")]
    [InlineData("Flags.Page.Value(user) == new Page()", "True")]
    [InlineData("new Page() == new Page() with { Rows = [] }", "False")]
    [InlineData("Flags.For(user).Checkout.Variant()", "Fast")]
    [InlineData("Flags.For(user).Checkout.Variant(CheckoutVariant.Standard)", "Standard")]
    [InlineData("Flags.For(user).Checkout.Express.IsEnabled()", "True")]
    [InlineData("Flags.For(user).Limits.Size.Details().Value", "-9223372036854775808")]
    [InlineData("Flags.For(user).Page.Value().Hero.Title", "Hi")]
    [InlineData("Flags.For(new EppoTyped.Subject(\"x\")).Price.Value(2)", "2")]
    [InlineData("new FlagSet(EppoTyped.FlagClient.Shared).Checkout.Express.IsEnabled(user, false)", "False")]
    [InlineData("new FlagSet(EppoTyped.FlagClient.Shared).For(user).Greeting.Value(\"x\")", "x")]
    [InlineData("default(FlagsForUser).Checkout.Variant()", "Fast")]
    [InlineData("Flags.Checkout.Variant(null!)", "Fast")]
    [InlineData("string.Join(\" \", ((EppoTyped.CompilerServices.FlagKeysAttribute)typeof(Flags).Assembly.GetCustomAttributes(typeof(EppoTyped.CompilerServices.FlagKeysAttribute), false)[0]).Keys)", "checkout checkout.express limits.size price shoes shoes.sale greeting raw page")]
    public void It_does_what_the_manifest_says(string expression, string expected) => Assert.Equal(expected, Project.Of(Rich).WithCode(
        $$"""
        #nullable enable
        using System;
        using System.Collections.Generic;
        using System.Globalization;
        using System.Linq;
        using Shop;
        using EppoTyped;

        public static class Probe
        {
            public static string Run()
            {
                CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
                User user = new("u-1") { Country = "US", Tier = UserTier.Gold, Plan = UserPlan.Paid, Score = 0.5 };
                return $"{ {{expression}} }";
            }

            private static string Attribute(ISubject subject, string name) => subject.TryGetAttribute(name, out AttributeValue value) + " " + value;

            private static string Copied(ISubject subject)
            {
                SortedDictionary<string, AttributeValue> all = new(StringComparer.Ordinal);
                subject.CopyAttributesTo(all);
                return string.Join(", ", all.Select(pair => pair.Key + "=" + pair.Value));
            }

            private static string? Throws<T>(Func<object?> action)
                where T : ArgumentException
            {
                try
                {
                    action();
                    return "nothing thrown";
                }
                catch (T exception)
                {
                    return exception.ParamName;
                }
            }
        }
        """).Generate().Run());

    [Fact]
    public void A_deprecated_flag_says_so_where_it_is_used()
    {
        Generated generated = Project.Of(Project.Shop).WithCode("class Use { bool Dark(Shop.User user) => Shop.Flags.DarkMode.IsEnabled(user); }").Generate();

        string message = Assert.Single(generated.Messages());
        Assert.Contains("warning EPPO3000: 'Flags.DarkMode' is obsolete: 'Shipped to all. Its final value is true.'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flag_of_one_subject_does_not_take_another()
    {
        Generated generated = Project.Of(Project.Shop).WithCode("class Use { object Wrong(EppoTyped.Subject subject) => Shop.Flags.Checkout.Variant(subject); }").Generate();

        Assert.Contains("CS1503", Assert.Single(generated.Messages()), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_subjects_of_one_class_share_a_surface() => Assert.Equal("True 3", Project.Of(
        """
        {
          "subjects": { "buyer": { "type": "Acme.Person", "attributes": {} }, "seller": { "type": "Acme.Person", "attributes": {} } },
          "flags": {
            "buy": { "flagType": "boolean", "defaultValue": true, "subject": "buyer" },
            "sell.limit": { "flagType": "integer", "defaultValue": 3, "subject": "seller" }
          }
        }
        """).WithCode(
        """
        namespace Acme
        {
            public sealed class Person : EppoTyped.ISubject
            {
                public string Key => "p";
                public bool TryGetAttribute(string name, out EppoTyped.AttributeValue value) { value = default; return false; }
                public void CopyAttributesTo(System.Collections.Generic.IDictionary<string, EppoTyped.AttributeValue> attributes) { }
            }
        }

        public static class Probe
        {
            public static string Run()
            {
                Shop.FlagsForBuyer bound = Shop.Flags.For(new Acme.Person());
                return bound.Buy.IsEnabled() + " " + bound.Sell.Limit.Value();
            }
        }
        """).Generate().Run());
}
