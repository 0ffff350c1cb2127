namespace EppoTyped;

/// <summary>A test of one attribute.</summary>
internal abstract class Condition
{
    private protected Condition(ConditionSpec spec) => Spec = spec;

    /// <summary>The condition as configured.</summary>
    public ConditionSpec Spec { get; }

    /// <summary>
    /// Reads the attribute it tests. In UFC the key stands in for a missing <c>id</c> attribute; a null <c>id</c> stays null.
    /// </summary>
    public AttributeValue Read(scoped in SubjectView subject)
    {
        if (subject.TryGetAttribute(Spec.Attribute, out AttributeValue value))
        {
            return value;
        }

        return Spec.FallsBackToKey ? AttributeValue.Of(subject.Key)
            : Spec.Hashed ? HashedAttribute.Read(Spec.Attribute, subject, out _)
            : default;
    }

    /// <summary>The attribute's readable name: the subject's where the configuration only has its hash.</summary>
    public string AttributeNameFor(scoped in SubjectView subject)
    {
        string? name = null;
        if (Spec.Hashed)
        {
            HashedAttribute.Read(Spec.Attribute, subject, out name);
        }

        return name ?? Spec.Attribute;
    }

    /// <summary>Whether the condition holds. An attribute that is null, or a list of texts, counts as missing.</summary>
    public abstract bool Holds(in AttributeValue attribute);
}
