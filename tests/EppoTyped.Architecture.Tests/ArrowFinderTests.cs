using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EppoTyped.Architecture.Tests;

/// <summary>What the finder sees of a small program of two rooms: each use below is one that a search for names would miss, or would take for one.</summary>
public sealed class ArrowFinderTests
{
    private const string Lower =
        """
        namespace P;
        public class Leaf { public int Size; public static implicit operator Leaf(int size) => new(); public static Leaf operator +(Leaf a, Leaf b) => a; public int this[int at] => at; }
        public class Box<T> { public T? Content; }
        public static class LeafExtensions { public static int Doubled(this int value) => value * 2; }
        public class Marked : System.Attribute;
        public class Source { public static Box<Leaf> Boxed() => new(); public static System.Collections.Generic.IEnumerable<Leaf> Many() => []; }
        """;

    [Theory]
    [InlineData("Leaf? field;")]
    [InlineData("int M() => 2.Doubled();")]
    [InlineData("object M(Middle middle) => middle.Leaf.Size;")]
    [InlineData("void M(Middle middle) => middle.Take(5);")]
    [InlineData("void M(Middle middle) => middle.Take(new());")]
    [InlineData("void M(Middle middle) { var leaf = middle.Leaf; }")]
    [InlineData("object M(Middle middle) => middle.Leaf + middle.Leaf;")]
    [InlineData("object M(Middle middle) => middle.Leaf[3];")]
    [InlineData("string M() => nameof(Leaf);")]
    [InlineData("System.Collections.Generic.List<Leaf>? field;")]
    [InlineData("[Marked] void M() { }")]
    [InlineData("void M(Middle middle) { foreach (var leaf in middle.Many()) { } }")]
    [InlineData("bool M(object value) => value is Leaf;")]
    public void A_use_is_an_arrow(string member) => Assert.Contains(ArrowsOf(member), arrow => arrow is { From: "Upper", To: "Lower" });

    [Theory]
    [InlineData("int Leaf;")]
    [InlineData("/// <summary>As <see cref=\"Leaf\"/>.</summary> void M() { }")]
    [InlineData("string M() => \"Leaf\";")]
    [InlineData("int M(int Leaf) => Leaf;")]
    public void What_only_looks_like_a_use_is_not(string member) => Assert.Empty(ArrowsOf(member));

    [Fact]
    public void An_arrow_names_its_place()
    {
        Arrow arrow = ArrowsOf("\n\nLeaf? field;").First();

        Assert.Equal(("Leaf", "Upper.cs:3"), (arrow.Symbol, Path.GetFileName(arrow.Place)));
    }

    private static IEnumerable<Arrow> ArrowsOf(string member)
    {
        const string middle = "namespace P; public class Middle { public Leaf Leaf = new(); public void Take(Leaf leaf) { } public System.Collections.Generic.IEnumerable<Leaf> Many() => []; }";
        SyntaxTree upper = CSharpSyntaxTree.ParseText($"namespace P; class Upper {{ {member} }}", path: Path.Combine(RepositoryRoot.Path, "Upper.cs"));
        CSharpCompilation compilation = CSharpCompilation.Create(
            "P",
            [CSharpSyntaxTree.ParseText(Lower, path: "Lower.cs"), CSharpSyntaxTree.ParseText(middle, path: "Middle.cs"), upper],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        return new ArrowFinder(compilation.GetSemanticModel(upper), file => Path.GetFileName(file) switch { "Lower.cs" => "Lower", "Upper.cs" => "Upper", _ => null }).Find();
    }
}
