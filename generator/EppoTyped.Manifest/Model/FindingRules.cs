namespace EppoTyped.Manifest.Model;

/// <summary>Every kind of mistake the reader knows. Ids are a contract: they stand in .globalconfig files.</summary>
public static class FindingRules
{
    /// <summary>EPPO1001</summary>
    public static readonly FindingRule UnreadableJson = Error("EPPO1001", "Manifest is not readable JSON");

    /// <summary>EPPO1002</summary>
    public static readonly FindingRule WrongShape = Error("EPPO1002", "Value has the wrong shape");

    /// <summary>EPPO1003</summary>
    public static readonly FindingRule MissingFlagType = Error("EPPO1003", "Flag has no flagType");

    /// <summary>EPPO1004</summary>
    public static readonly FindingRule UnknownFlagType = Error("EPPO1004", "Unknown flagType");

    /// <summary>EPPO1005</summary>
    public static readonly FindingRule MissingDefault = Error("EPPO1005", "Flag has no defaultValue");

    /// <summary>EPPO1006</summary>
    public static readonly FindingRule WrongDefaultType = Error("EPPO1006", "Default has the wrong type");

    /// <summary>EPPO1007</summary>
    public static readonly FindingRule DefaultNotAVariation = Error("EPPO1007", "Default is not among the variations");

    /// <summary>EPPO1008</summary>
    public static readonly FindingRule DuplicateKey = Error("EPPO1008", "Key is declared twice");

    /// <summary>EPPO1009</summary>
    public static readonly FindingRule AccessorCollision = Error("EPPO1009", "Two keys give one accessor");

    /// <summary>EPPO1010</summary>
    public static readonly FindingRule UnknownSubject = Error("EPPO1010", "Unknown subject");

    /// <summary>EPPO1011</summary>
    public static readonly FindingRule UnknownProperty = Warning("EPPO1011", "Unknown property");

    /// <summary>EPPO1012</summary>
    public static readonly FindingRule BrokenSchema = Error("EPPO1012", "Schema has a mistake");

    /// <summary>EPPO1013</summary>
    public static readonly FindingRule DefaultAgainstSchema = Error("EPPO1013", "Default does not fit its schema");

    /// <summary>EPPO1014</summary>
    public static readonly FindingRule MinimumOverMaximum = Error("EPPO1014", "Minimum is over maximum");

    /// <summary>EPPO1015</summary>
    public static readonly FindingRule DefaultOutOfRange = Error("EPPO1015", "Default is outside minimum and maximum");

    /// <summary>EPPO1016</summary>
    public static readonly FindingRule WrongReplacement = Error("EPPO1016", "replaceWith is no value of the flag");

    /// <summary>EPPO1017</summary>
    public static readonly FindingRule WrongDate = Warning("EPPO1017", "Expiry is not a date");

    /// <summary>EPPO1018</summary>
    public static readonly FindingRule EmptyKey = Error("EPPO1018", "Key is empty");

    /// <summary>EPPO1019</summary>
    public static readonly FindingRule InvalidName = Error("EPPO1019", "Name is not a C# identifier");

    /// <summary>EPPO1020</summary>
    public static readonly FindingRule RepeatedChoice = Error("EPPO1020", "Variation or value is listed twice");

    /// <summary>EPPO1021</summary>
    public static readonly FindingRule ChoiceCollision = Error("EPPO1021", "Two variations or values give one enum member");

    /// <summary>EPPO1022</summary>
    public static readonly FindingRule PropertyCollision = Error("EPPO1022", "Two keys give one C# property or type");

    /// <summary>EPPO1023</summary>
    public static readonly FindingRule UnfitProperty = Error("EPPO1023", "Property does not fit the type");

    /// <summary>EPPO1024</summary>
    public static readonly FindingRule WrongBandit = Error("EPPO1024", "Bandit has the wrong shape");

    /// <summary>EPPO1025</summary>
    public static readonly FindingRule TooDeep = Error("EPPO1025", "Manifest is nested too deeply");

    /// <summary>EPPO1026</summary>
    public static readonly FindingRule TooLarge = Error("EPPO1026", "Manifest is too large");

    /// <summary>EPPO1027</summary>
    public static readonly FindingRule TakenAccessor = Error("EPPO1027", "Accessor is taken by the flag above it");

    /// <summary>EPPO1028</summary>
    public static readonly FindingRule WrongAttributeType = Error("EPPO1028", "Attribute has no type, or an unknown one");

    /// <summary>EPPO1029</summary>
    public static readonly FindingRule UnclearBoolean = Hint("EPPO1029", "Boolean flag reads as an alternative or a negation");

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
