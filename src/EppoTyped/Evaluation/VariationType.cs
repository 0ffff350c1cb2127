namespace EppoTyped;

/// <summary>The declared type of a flag, in Eppo's words. A call must name it exactly: an INTEGER is no NUMERIC.</summary>
public enum VariationType
{
    /// <summary><c>STRING</c></summary>
    String,

    /// <summary><c>INTEGER</c>, 64 bits</summary>
    Integer,

    /// <summary><c>NUMERIC</c>, a double</summary>
    Numeric,

    /// <summary><c>BOOLEAN</c></summary>
    Boolean,

    /// <summary><c>JSON</c></summary>
    Json,
}
