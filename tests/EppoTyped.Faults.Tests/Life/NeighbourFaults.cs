using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace EppoTyped.Faults.Tests;

/// <summary>
/// Several clients in a process, and unloading the library. Attaches to the shared client, so that other tests that do so must be in this
/// collection.
/// </summary>
[Trait("Category", "Faults")]
[Collection("FlagClient.Shared")]
public sealed class NeighbourFaults
{
    [Fact]
    public async Task F75_Several_clients_and_keys_in_one_process()
    {
        await using FaultScene scene = new();
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(401));
        await using KestrelServer other = await KestrelServer.StartAsync(Answers.Status(500));
        server.Good("red", "\"1\"");
        other.Good("blue", "\"1\"");
        EppoClient shared = await scene.InitializeAsync(scene.Options(server.BaseUrl) with { AttachToShared = true });
        EppoClient elsewhere = await scene.InitializeAsync(scene.Options(other.BaseUrl));
        Assert.DoesNotContain(scene.Log.Lines, line => line.Id == 55);
        EppoClient otherKey = await scene.InitializeAsync(scene.Options(server.BaseUrl) with { SdkKey = "another key" });
        Assert.DoesNotContain(scene.Log.Lines, line => line.Id == 55);

        // The same key and host again: logged once, and allowed.
        EppoClient again = await scene.InitializeAsync(scene.Options(server.BaseUrl));
        await again.RefreshAsync();
        Assert.Single(scene.Log.Lines, line => line.Id == 55);
        scene.Throws<InvalidOperationException>(() => EppoClient.Start(scene.Options(server.BaseUrl) with { AttachToShared = true }));

        // A fault of one client does not affect the others.
        server.Fail();
        Assert.False(await again.RefreshAsync());
        await otherKey.DisposeAsync();
        Assert.Equal(
            (ClientHealthStatus.Healthy, ClientHealthStatus.Healthy, ClientHealthStatus.Unhealthy, ClientHealthStatus.Unhealthy),
            (shared.Health.Status, elsewhere.Health.Status, again.Health.Status, otherKey.Health.Status));
        FaultScene.AssertAnswers(FlagClient.Shared, "red");
        FaultScene.AssertAnswers(elsewhere, "blue");
        FaultScene.AssertDefaults(otherKey);
    }

    [Fact]
    public async Task F76_The_library_is_unloaded_with_its_load_context()
    {
        await using KestrelServer server = await KestrelServer.StartAsync(Answers.Status(500));
        server.Good("red", "\"1\"");
        WeakReference context = await Task.Run(() => UseAndUnload(server.BaseUrl));
        for (int collection = 0; collection < 400 && context.IsAlive; collection++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(50);
        }

        Assert.False(context.IsAlive, "Something still holds the library: a timer, a static handler, a meter.");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference UseAndUnload(string baseUrl)
    {
        AssemblyLoadContext context = new("F76", isCollectible: true);
        Assembly library = context.LoadFromAssemblyPath(typeof(EppoClient).Assembly.Location);
        Type optionsType = library.GetType("EppoTyped.EppoClientOptions", throwOnError: true)!;
        object options = Activator.CreateInstance(optionsType)!;
        optionsType.GetProperty("SdkKey")!.SetValue(options, "key");
        optionsType.GetProperty("BaseUrl")!.SetValue(options, baseUrl);
        Type clientType = library.GetType("EppoTyped.EppoClient", throwOnError: true)!;
        Assert.NotSame(typeof(EppoClient), clientType);
        Task initializing = (Task)clientType.GetMethod("InitializeAsync")!.Invoke(null, [options, null, CancellationToken.None])!;
        initializing.GetAwaiter().GetResult();
        object client = initializing.GetType().GetProperty("Result")!.GetValue(initializing)!;
        Type calls = library.GetType("EppoTyped.FlagClientKeyedExtensions", throwOnError: true)!;
        object? color = calls
            .GetMethod("GetStringAssignment", [clientType.BaseType!, typeof(string), typeof(string), typeof(string)])!
            .Invoke(null, [client, "color", "subject-1", "default"]);
        Assert.Equal("red", color);
        ((IAsyncDisposable)client).DisposeAsync().AsTask().GetAwaiter().GetResult();
        context.Unload();
        return new WeakReference(context);
    }
}
