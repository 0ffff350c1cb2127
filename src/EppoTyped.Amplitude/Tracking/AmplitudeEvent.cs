using System.Diagnostics;
using System.Text;

namespace EppoTyped.Amplitude;

/// <summary>An event for Amplitude's analytics.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class AmplitudeEvent
{
    private readonly object _making = new();
    private Func<byte[]>? _make;
    private byte[]? _json;

    /// <summary>An event whose JSON is written on first use: by the sender, not by the evaluation.</summary>
    internal AmplitudeEvent(string? userId, string? deviceId, Func<byte[]> make) => (UserId, DeviceId, _make) = (userId, deviceId, make);

    internal AmplitudeEvent(string? userId, string? deviceId, byte[] json) => (UserId, DeviceId, _json) = (userId, deviceId, json);

    /// <summary>The id of the user; null for none.</summary>
    public string? UserId { get; }

    /// <summary>The id of the device; null for none.</summary>
    public string? DeviceId { get; }

    /// <summary>The event as it is sent, one JSON object in UTF-8; see docs/protocols/amplitude.md, sections 9.2 and 9.3.</summary>
    public ReadOnlyMemory<byte> Json
    {
        get
        {
            lock (_making)
            {
                if (_json is null)
                {
                    (_json, _make) = (_make!(), null);
                }

                return _json;
            }
        }
    }

    /// <summary>The event as it is sent, as text.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Json.Span);
}
