namespace EppoTyped.Amplitude;

/// <summary>
/// <c>context.user.country</c> and the like: a text property of a user; of any other subject its key, or the attribute of that name.
/// </summary>
internal sealed class FieldSelector(string[] path, string name, SubjectKeyUse keyUse) : Selector(path)
{
    private readonly Func<AmplitudeUser, string?> _field = UserField.Getter(name);
    private readonly bool _isKey = SubjectConversion.KeyField(keyUse) == name;

    private protected override TargetValue ReadSubject(scoped in EvaluationTarget target)
    {
        if (target.User is { } user)
        {
            return TargetValue.Of(_field(user));
        }

        if (_isKey)
        {
            return TargetValue.Of(target.Subject.Key);
        }

        // A list is not text, and stays a user property.
        return target.Subject.TryGetAttribute(name, out AttributeValue value) && value.Kind != AttributeKind.StringList
            ? TargetValue.Of(value)
            : default;
    }
}

/// <summary><c>context.user.user_properties.plan</c> and members of it.</summary>
internal sealed class UserPropertySelector(string[] path, string name, string[] within, SubjectKeyUse keyUse) : Selector(path)
{
    private readonly bool _isField = SubjectConversion.IsField(name, SubjectConversion.KeyField(keyUse));

    private protected override TargetValue ReadSubject(scoped in EvaluationTarget target)
    {
        if (target.User is { } user)
        {
            return user.UserProperties is { } properties && properties.TryGetValue(name, out object? property)
                ? Select(TargetValue.Of(property), within)
                : default;
        }

        return target.Subject.TryGetAttribute(name, out AttributeValue value) && (!_isField || value.Kind == AttributeKind.StringList)
            ? Select(TargetValue.Of(value), within)
            : default;
    }
}

/// <summary><c>context.user.cohort_ids</c>: the ids the caller named, or those of cohort synchronization.</summary>
internal sealed class UserCohortsSelector(string[] path, SubjectKeyUse keyUse) : Selector(path)
{
    private readonly bool _keyIsUserId = keyUse == SubjectKeyUse.UserId;

    /// <summary>The user's id among the members of cohorts; null for none.</summary>
    public string? MemberOf(scoped in EvaluationTarget target)
    {
        if (target.User is { } user)
        {
            return user.UserId;
        }

        return _keyIsUserId ? target.Subject.Key
            : target.Subject.TryGetAttribute(UserField.UserId, out AttributeValue value) ? value.AsString
            : null;
    }

    private protected override TargetValue ReadSubject(scoped in EvaluationTarget target) =>
        target.Cohorts is { } cohorts && MemberOf(target) is { } member
            ? TargetValue.Of(cohorts.CohortsOf(CohortReference.User, member))
            : TargetValue.Of(target.User?.CohortIds);
}
