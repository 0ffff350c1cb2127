namespace EppoTyped;

/// <summary>The declared type of a flag (Eppo UFC, section 2 of the payload).</summary>
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
