using System.Runtime.CompilerServices;

namespace EppoTyped;

/// <summary>A subject's attributes as one choice reads them: each once, and not at all where no action asks, however many actions there are.</summary>
/// <param name="subject">The subject's attributes.</param>
internal struct SubjectReadings(BanditContext subject)
{
    /// <summary>As many places as there are: enough for nearly every model. What has a place behind them is read each time.</summary>
    public const int Length = 16;

    private Readings _readings;

    /// <summary>As <see cref="BanditContext.TryGetNumber"/>.</summary>
    /// <param name="place">The attribute's own place among those that a model reads of subjects; not that of a category of the same name.</param>
    /// <param name="name">The attribute.</param>
    /// <param name="number">Its value.</param>
    public bool TryGetNumber(int place, string name, out double number)
    {
        if ((uint)place >= Length)
        {
            return subject.TryGetNumber(name, out number);
        }

        ref Reading reading = ref _readings[place];
        if (!reading.IsRead)
        {
            reading.Found = subject.TryGetNumber(name, out reading.Number);
            reading.IsRead = true;
        }

        number = reading.Number;
        return reading.Found;
    }

    /// <summary>As <see cref="BanditContext.TryGetCategory"/>.</summary>
    /// <inheritdoc cref="TryGetNumber"/>
    public bool TryGetCategory(int place, string name, out AttributeValue value)
    {
        if ((uint)place >= Length)
        {
            return subject.TryGetCategory(name, out value);
        }

        ref Reading reading = ref _readings[place];
        if (!reading.IsRead)
        {
            reading.Found = subject.TryGetCategory(name, out reading.Category);
            reading.IsRead = true;
        }

        value = reading.Category;
        return reading.Found;
    }

    private struct Reading
    {
        public bool IsRead;
        public bool Found;
        public double Number;
        public AttributeValue Category;
    }

    [InlineArray(Length)]
    private struct Readings
    {
        private Reading _first;
    }
}
