using System.Runtime.InteropServices;

namespace EppoTyped;

/// <summary>Items of one array of the document while it is read, in a list that serves every array of the kind, also one inside another.</summary>
/// <param name="list">The list; what lies in it already is another's.</param>
internal readonly ref struct ArrayBuilderScope<T>(List<T> list)
{
    private readonly int _start = list.Count;

    public void Add(T item) => list.Add(item);

    /// <summary>The items as an array of their own; the list is as it was.</summary>
    public T[] Take()
    {
        if (list.Count == _start)
        {
            return [];
        }

        T[] taken = CollectionsMarshal.AsSpan(list)[_start..].ToArray();
        list.RemoveRange(_start, list.Count - _start);
        return taken;
    }
}
