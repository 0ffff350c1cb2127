namespace EppoTyped.CompilerServices;

/// <summary>Converts the text of a variation into a member of a generated enum.</summary>
/// <param name="text">The variation's text on the wire.</param>
/// <param name="value">The member of the enum.</param>
public delegate bool ChoiceParser<T>(string text, out T value);
