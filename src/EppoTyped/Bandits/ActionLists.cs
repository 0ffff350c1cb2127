namespace EppoTyped;

/// <summary>The actions of a call in one of the forms that callers may pass. Implemented by structs, so that no form allocates.</summary>
internal interface IActionList
{
    /// <summary>Adds every action to the candidates. Throws what the caller's objects throw.</summary>
    void AddTo(ref Candidates candidates);
}

/// <summary>Typed actions.</summary>
internal readonly struct TypedActions<TAction>(IReadOnlyList<TAction>? actions) : IActionList
    where TAction : IBanditAction
{
    public void AddTo(ref Candidates candidates)
    {
        int count = actions?.Count ?? 0;
        for (int index = 0; index < count; index++)
        {
            TAction action = actions![index];
            if (action is not null)
            {
                candidates.Add(action.Key, action);
            }
        }
    }
}

/// <summary>Actions without attributes.</summary>
internal readonly struct PlainActions(IEnumerable<string?>? actions) : IActionList
{
    public void AddTo(ref Candidates candidates)
    {
        if (actions is IReadOnlyList<string?> list)
        {
            // By index, because an enumerator would be allocated.
            for (int index = 0; index < list.Count; index++)
            {
                candidates.Add(list[index], null);
            }

            return;
        }

        foreach (string? action in actions ?? [])
        {
            candidates.Add(action, null);
        }
    }
}

/// <summary>Actions by key, each with its attributes.</summary>
internal readonly struct KeyedActions<TAttributes>(IEnumerable<KeyValuePair<string, TAttributes>>? actions) : IActionList
{
    public void AddTo(ref Candidates candidates)
    {
        if (actions is Dictionary<string, TAttributes> dictionary)
        {
            foreach ((string key, TAttributes attributes) in dictionary)
            {
                candidates.Add(key, attributes);
            }

            return;
        }

        foreach ((string key, TAttributes attributes) in actions ?? [])
        {
            candidates.Add(key, attributes);
        }
    }
}
