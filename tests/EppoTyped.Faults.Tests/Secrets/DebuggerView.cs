using System.Collections;
using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace EppoTyped.Faults.Tests;

/// <summary>
/// What a debugger shows of an object: every field of this library, recursively, except for members that are marked as hidden.
/// </summary>
internal static class DebuggerView
{
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Every text that is shown.</summary>
    public static IReadOnlyList<string> Of(object root)
    {
        List<string> texts = [];
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        Stack<object?> waiting = new([root]);
        while (waiting.TryPop(out object? one))
        {
            if (one is null || (!one.GetType().IsValueType && !seen.Add(one)))
            {
                continue;
            }

            switch (one)
            {
                case string or Uri or StringBuilder:
                    texts.Add(one.ToString()!);
                    break;
                case byte[] bytes:
                    texts.Add(Encoding.UTF8.GetString(bytes));
                    break;
                case Delegate call:
                    waiting.Push(call.Target);
                    break;
                default:
                    if (one is IEnumerable many && !IsOurs(one.GetType()))
                    {
                        foreach (object? item in many)
                        {
                            waiting.Push(item);
                        }
                    }
                    else if (IsOurs(one.GetType()))
                    {
                        texts.Add(one.ToString() ?? "");
                        Fields(one).ToList().ForEach(waiting.Push);
                    }

                    break;
            }
        }

        return texts;
    }

    private static bool IsOurs(Type type) => type.Assembly == typeof(EppoClient).Assembly;

    private static IEnumerable<object?> Fields(object one)
    {
        for (Type? type = one.GetType(); type is not null && IsOurs(type); type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(All))
            {
                // The field of a property is shown by the property.
                string? property = field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : null;
                MemberInfo shown = (property is { Length: > 0 } ? type.GetProperty(property, All) : null) ?? (MemberInfo)field;
                if (shown.GetCustomAttribute<DebuggerBrowsableAttribute>()?.State != DebuggerBrowsableState.Never
                    && !field.FieldType.IsByRefLike && !field.FieldType.IsPointer)
                {
                    yield return field.GetValue(one);
                }
            }
        }
    }
}
