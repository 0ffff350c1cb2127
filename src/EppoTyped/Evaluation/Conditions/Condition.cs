namespace EppoTyped;

/// <summary>One test of one attribute.</summary>
internal abstract class Condition
{
    private protected Condition(ConditionSpec source) => Source = source;

    /// <summary>The condition as configured.</summary>
    public ConditionSpec Source { get; }

    /// <summary>The attribute it asks for. In UFC a subject without an <c>id</c> attribute has its key for one; a null <c>id</c> stays null.</summary>
    public AttributeValue Read(scoped in SubjectView subject)
    {
        if (subject.TryGetAttribute(Source.Attribute, out AttributeValue value))
        {
            return value;
        }

        return Source.FallsBackToKey ? AttributeValue.Of(subject.Key)
            : Source.Hashed ? HashedAttribute.Read(Source.Attribute, subject, out _)
            : default;
    }

    /// <summary>The attribute's name for people: as the subject has it, where the configuration only has its hash.</summary>
    public string NameFor(scoped in SubjectView subject)
    {
        string? name = null;
        if (Source.Hashed)
        {
            HashedAttribute.Read(Source.Attribute, subject, out name);
        }

        return name ?? Source.Attribute;
    }

    /// <summary>Whether it holds. An attribute that is null, or a list of texts, is a missing one.</summary>
    public abstract bool Holds(in AttributeValue attribute);
}
