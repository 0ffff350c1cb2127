using System.Runtime.InteropServices;

namespace EppoTyped;

/// <summary>
/// Builds one array in a list that is shared with other arrays of the same type, also with the array that contains this one.
/// </summary>
/// <param name="list">The shared list; its present items belong to other arrays.</param>
internal readonly ref struct ArrayBuilderScope<T>(List<T> list)
{
    private readonly int _start = list.Count;

    public void Add(T item) => list.Add(item);

    /// <summary>Returns the items as an array and removes them from the list.</summary>
    public T[] ToArray()
    {
        if (list.Count == _start)
        {
            return [];
        }

        T[] items = CollectionsMarshal.AsSpan(list)[_start..].ToArray();
        list.RemoveRange(_start, list.Count - _start);
        return items;
    }
}
