using System.Collections.Concurrent;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Nodes;
using EppoTyped.Amplitude;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BookShop;

/// <summary>Amplitude's servers on loopback: serves the flags of a deployment, evaluates them for a user, and receives events.</summary>
internal sealed class AmplitudeServer : IAsyncDisposable
{
    private readonly string _flags = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "served", "deployment.json"));
    private readonly AmplitudeLocalClient _engine;
    private readonly ConcurrentQueue<JsonNode> _events = [];
    private readonly WebApplication _app;

    private AmplitudeServer()
    {
        _engine = new AmplitudeLocalClient("your-deployment-key", new AmplitudeLocalOptions { Bootstrap = _flags });
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapGet("/sdk/v2/flags", () => Results.Text(_flags, MediaTypeNames.Application.Json));
        _app.MapPost("/sdk/v2/vardata", EvaluateAsync);
        _app.MapPost("/2/httpapi", ReceiveEventsAsync);
    }

    public string Url => _app.Urls.First();

    /// <summary>The events received so far.</summary>
    public IReadOnlyCollection<JsonNode> Events => _events;

    public static async Task<AmplitudeServer> StartAsync()
    {
        AmplitudeServer server = new();
        await server._app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _engine.DisposeAsync();
    }

    private async Task<IResult> EvaluateAsync(Stream body)
    {
        using JsonDocument user = await JsonDocument.ParseAsync(body);
        using MemoryStream variants = new();
        using (Utf8JsonWriter writer = new(variants))
        {
            writer.WriteStartObject();
            foreach ((string flag, Variant variant) in _engine.Evaluate(AmplitudeUser.FromJson(user.RootElement)))
            {
                writer.WritePropertyName(flag);
                variant.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return Results.Bytes(variants.ToArray(), MediaTypeNames.Application.Json);
    }

    private async Task<IResult> ReceiveEventsAsync(Stream body)
    {
        JsonArray events = (await JsonNode.ParseAsync(body))!["events"]!.AsArray();
        foreach (JsonNode? received in events)
        {
            _events.Enqueue(received!);
        }

        return Results.Text($$"""{"code":200,"events_ingested":{{events.Count}}}""", MediaTypeNames.Application.Json);
    }
}
