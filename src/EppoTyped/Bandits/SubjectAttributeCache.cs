using System.Runtime.CompilerServices;

namespace EppoTyped;

/// <summary>Caches a subject's attributes during one choice: each is read at most once, whatever the number of actions.</summary>
/// <param name="subject">The subject's attributes.</param>
internal struct SubjectAttributeCache(BanditContext subject)
{
    /// <summary>The number of slots: enough for nearly every model. An attribute with a slot beyond them is read each time.</summary>
    public const int Length = 16;

    private Entries _entries;

    /// <summary>As <see cref="BanditContext.TryGetNumber"/>.</summary>
    /// <param name="slot">The attribute's slot; a category of the same name has another one.</param>
    /// <param name="name">The attribute's name.</param>
    /// <param name="number">Its value.</param>
    public bool TryGetNumber(int slot, string name, out double number)
    {
        if ((uint)slot >= Length)
        {
            return subject.TryGetNumber(name, out number);
        }

        ref Entry entry = ref _entries[slot];
        if (!entry.IsRead)
        {
            entry.Found = subject.TryGetNumber(name, out entry.Number);
            entry.IsRead = true;
        }

        number = entry.Number;
        return entry.Found;
    }

    /// <summary>As <see cref="BanditContext.TryGetCategory"/>.</summary>
    /// <inheritdoc cref="TryGetNumber"/>
    public bool TryGetCategory(int slot, string name, out AttributeValue value)
    {
        if ((uint)slot >= Length)
        {
            return subject.TryGetCategory(name, out value);
        }

        ref Entry entry = ref _entries[slot];
        if (!entry.IsRead)
        {
            entry.Found = subject.TryGetCategory(name, out entry.Category);
            entry.IsRead = true;
        }

        value = entry.Category;
        return entry.Found;
    }

    private struct Entry
    {
        public bool IsRead;
        public bool Found;
        public double Number;
        public AttributeValue Category;
    }

    [InlineArray(Length)]
    private struct Entries
    {
        private Entry _first;
    }
}
