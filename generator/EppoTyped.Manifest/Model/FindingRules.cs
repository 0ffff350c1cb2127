namespace EppoTyped.Manifest.Model;

/// <summary>All kinds of mistakes that the reader finds. Ids are a contract: users write them into .globalconfig files.</summary>
public static class FindingRules
{
#pragma warning disable CS1591 // The title of a rule is its documentation.
    public static readonly FindingRule UnreadableJson = Error("EPPO1001", "Manifest is not readable JSON");
    public static readonly FindingRule WrongShape = Error("EPPO1002", "Value has the wrong shape");
    public static readonly FindingRule MissingFlagType = Error("EPPO1003", "Flag has no flagType");
    public static readonly FindingRule UnknownFlagType = Error("EPPO1004", "Unknown flagType");
    public static readonly FindingRule MissingDefault = Error("EPPO1005", "Flag has no defaultValue");
    public static readonly FindingRule WrongDefaultType = Error("EPPO1006", "Default has the wrong type");
    public static readonly FindingRule DefaultNotAVariation = Error("EPPO1007", "Default is not among the variations");
    public static readonly FindingRule DuplicateKey = Error("EPPO1008", "Key is declared twice");
    public static readonly FindingRule AccessorCollision = Error("EPPO1009", "Two keys give one accessor");
    public static readonly FindingRule UnknownSubject = Error("EPPO1010", "Unknown subject");
    public static readonly FindingRule UnknownProperty = Warning("EPPO1011", "Unknown property");
    public static readonly FindingRule BrokenSchema = Error("EPPO1012", "Schema has a mistake");
    public static readonly FindingRule DefaultAgainstSchema = Error("EPPO1013", "Default does not fit its schema");
    public static readonly FindingRule MinimumOverMaximum = Error("EPPO1014", "Minimum is over maximum");
    public static readonly FindingRule DefaultOutOfRange = Error("EPPO1015", "Default is outside minimum and maximum");
    public static readonly FindingRule WrongReplacement = Error("EPPO1016", "replaceWith is not a value of the flag");
    public static readonly FindingRule WrongDate = Warning("EPPO1017", "Expiry is not a date");
    public static readonly FindingRule EmptyKey = Error("EPPO1018", "Key is empty");
    public static readonly FindingRule InvalidName = Error("EPPO1019", "Name is not a C# identifier");
    public static readonly FindingRule RepeatedChoice = Error("EPPO1020", "Variation or value is listed twice");
    public static readonly FindingRule ChoiceCollision = Error("EPPO1021", "Two variations or values give one enum member");
    public static readonly FindingRule PropertyCollision = Error("EPPO1022", "Two keys give one C# property or type");
    public static readonly FindingRule UnfitProperty = Error("EPPO1023", "Property does not fit the type");
    public static readonly FindingRule WrongBandit = Error("EPPO1024", "Bandit has the wrong shape");
    public static readonly FindingRule TooDeep = Error("EPPO1025", "Manifest is nested too deeply");
    public static readonly FindingRule TooLarge = Error("EPPO1026", "Manifest is too large");
    public static readonly FindingRule TakenAccessor = Error("EPPO1027", "Accessor is taken by the flag above it");
    public static readonly FindingRule WrongAttributeType = Error("EPPO1028", "Attribute has no type, or an unknown one");
    public static readonly FindingRule UnclearBoolean = Hint("EPPO1029", "Boolean flag reads as an alternative or a negation");
#pragma warning restore CS1591

    /// <summary>All rules, ordered by id.</summary>
    public static IReadOnlyList<FindingRule> All { get; } =
    [
        UnreadableJson, WrongShape, MissingFlagType, UnknownFlagType, MissingDefault, WrongDefaultType, DefaultNotAVariation,
        DuplicateKey, AccessorCollision, UnknownSubject, UnknownProperty, BrokenSchema, DefaultAgainstSchema, MinimumOverMaximum,
        DefaultOutOfRange, WrongReplacement, WrongDate, EmptyKey, InvalidName, RepeatedChoice, ChoiceCollision, PropertyCollision,
        UnfitProperty, WrongBandit, TooDeep, TooLarge, TakenAccessor, WrongAttributeType, UnclearBoolean,
    ];

    private static FindingRule Error(string id, string title) => new(id, title, FindingSeverity.Error);

    private static FindingRule Warning(string id, string title) => new(id, title, FindingSeverity.Warning);

    private static FindingRule Hint(string id, string title) => new(id, title, FindingSeverity.Hint);
}
