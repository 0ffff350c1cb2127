namespace EppoTyped;

/// <summary>The declared type of a flag, as in Eppo. A call must use exactly this type: an INTEGER is not a NUMERIC.</summary>
public enum VariationType
{
    /// <summary><c>STRING</c></summary>
    String,

    /// <summary><c>INTEGER</c>, a 64-bit signed whole number</summary>
    Integer,

    /// <summary><c>NUMERIC</c>, a double</summary>
    Numeric,

    /// <summary><c>BOOLEAN</c></summary>
    Boolean,

    /// <summary><c>JSON</c>, a JSON document in a text</summary>
    Json,
}
