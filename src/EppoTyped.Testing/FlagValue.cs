namespace EppoTyped.Testing;

/// <summary>A flag and one of its values.</summary>
internal abstract class FlagValue(string key)
{
    public string Key => key;

    public abstract void AddTo(FlagScope scope);
}

/// <inheritdoc/>
internal sealed class FlagValue<T>(Flag<T> flag, T value) : FlagValue(flag.Key)
{
    public T Value => value;

    public override void AddTo(FlagScope scope) => scope.With(flag, value);

    public override string ToString() => $"{flag.Key} = {WireForm.Show(flag, value)}";
}
