using EppoTyped.MultiProject.App;
using EppoTyped.MultiProject.Library;

Visitor visitor = new("visitor-1") { Country = "DE" };
Console.WriteLine($"{Flags.Checkout.Variant(visitor)} {Flags.For(visitor).Shipping.FreeFrom.Value()} {Parcels.Limit(visitor)}");
