using System.Globalization;
using System.Text;

namespace EppoTyped;

/// <summary>Configurations that writer and reader both know, each of another length and letter, so that a mixture of two shows.</summary>
internal static class KillPayload
{
    public static EppoConfiguration Of(int index)
    {
        string filling = new((char)('a' + index), 60_000 + (index * 30_000));
        return new EppoConfiguration(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"flags\":{{}},\"index\":{index},\"filling\":\"{filling}\"}}")));
    }
}
