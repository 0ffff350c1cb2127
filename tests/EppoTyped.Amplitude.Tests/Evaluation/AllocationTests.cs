using EppoTyped.CompilerServices;

namespace EppoTyped.Amplitude.Tests.Evaluation;

/// <summary>An evaluation allocates nothing: the four cases that the benchmarks measure, by a user and by any other subject.</summary>
public sealed class AllocationTests
{
    /// <summary>One flag of each case; <c>rich</c> has three segments of which the third takes the user, and <c>child</c> depends on it.</summary>
    private const string Flags = """
        [
          {"key":"static","variants":{"on":{"key":"on","value":"on"}},"segments":[{"variant":"on"}]},
          {"key":"bucket","variants":{"on":{"key":"on","value":"on"},"off":{"key":"off","value":"off"}},"segments":[{"bucket":{"selector":["context","user","user_id"],"salt":"abc123",
            "allocations":[{"range":[0,100],"distributions":[{"variant":"on","range":[0,21474837]},{"variant":"off","range":[21474837,42949673]}]}]},"variant":"off"}]},
          {"key":"typical","variants":{"on":{"key":"on","value":"on"},"off":{"key":"off","value":"off"}},"segments":[
            {"conditions":[[{"selector":["context","user","country"],"op":"is","values":["United States","Canada"]}]],"bucket":{"selector":["context","user","user_id"],"salt":"abc123",
              "allocations":[{"range":[0,100],"distributions":[{"variant":"on","range":[0,21474837]},{"variant":"off","range":[21474837,42949673]}]}]},"variant":"off"},
            {"variant":"off"}]},
          {"key":"rich","variants":{"on":{"key":"on","value":"on"},"off":{"key":"off","value":"off"}},"segments":[
            {"conditions":[[{"selector":["context","user","version"],"op":"version greater or equal","values":["9.0.0"]}]],"variant":"off"},
            {"conditions":[[{"selector":["context","user","user_properties","age"],"op":"less","values":["18"]},{"selector":["context","user","user_properties","email"],"op":"contains","values":["@amplitude.com"]}]],"variant":"off"},
            {"conditions":[[{"selector":["context","user","user_properties","email"],"op":"contains","values":["@Example.org"]},{"selector":["context","user","user_properties","tags"],"op":"set contains any","values":["beta","vip"]},
              {"selector":["context","user","user_properties","age"],"op":"greater or equal","values":["18"]},{"selector":["context","user","user_properties","tags"],"op":"set contains","values":["vip","x","y"]},
              {"selector":["context","user","user_properties","tags"],"op":"set is","values":["x","y","vip"]}]],
              "bucket":{"selector":["context","user","user_id"],"salt":"abc123","allocations":[{"range":[0,100],"distributions":[{"variant":"on","range":[0,42949673]}]}]},"variant":"off"}]},
          {"key":"child","dependencies":["rich"],"variants":{"on":{"key":"on","value":"on"}},"segments":[{"conditions":[[{"selector":["result","rich","key"],"op":"is","values":["on"]}]],
              "bucket":{"selector":["result","rich","key"],"salt":"abc123","allocations":[{"range":[0,100],"distributions":[{"variant":"on","range":[0,42949673]}]}]}}]}
        ]
        """;

    private static readonly ISubject[] Subjects =
    [
        .. Enumerable.Range(0, 64).SelectMany(number => (ISubject[])
        [
            new AmplitudeUser(GuidOf(number))
            {
                Country = "Canada",
                Version = "2.10.1",
                UserProperties = new Dictionary<string, object?> { ["age"] = 40, ["email"] = "somebody@example.org", ["tags"] = new[] { "x", "vip", "y" } },
            },
            new Subject(GuidOf(number))
            {
                ["country"] = "Canada", ["version"] = "2.10.1", ["age"] = 40, ["email"] = "somebody@example.org", ["tags"] = AttributeValue.Of((string[])["x", "vip", "y"]),
            },
        ]),
    ];

    private readonly FlagClient _client = Engine.Of(Flags).ToClient();

    [Theory]
    [InlineData("static", true)]
    [InlineData("bucket", null)]
    [InlineData("typical", null)]
    [InlineData("rich", true)]
    [InlineData("child", true)]
    public void A_call_allocates_nothing(string key, bool? always)
    {
        Flag<bool> flag = GeneratedCodeV1.Boolean(key, false);
        bool[] values = new bool[Subjects.Length];
        void AskAll()
        {
            for (int place = 0; place < values.Length; place++)
            {
                values[place] = _client.GetValue(flag, Subjects[place]);
            }
        }

        AskAll();

        Assert.Equal(0, AllocatedBy(AskAll));
        // And decides: users and subjects alike, both ways where the bucket says so.
        Assert.All(values.Chunk(2), pair => Assert.Equal(pair[0], pair[1]));
        Assert.Equal(always is { } value ? [value] : [false, true], values.Distinct().Order());
    }

    [Fact]
    public void The_first_call_after_a_swap_allocates_nothing()
    {
        Flag<bool> flag = GeneratedCodeV1.Boolean("rich", false);
        _ = _client.GetValue(flag, Subjects[0]);
        _client.Core.Publish(Engine.Of(Flags).Table);

        Assert.Equal(0, AllocatedBy(() => _client.GetValue(flag, Subjects[0])));
    }

    private static long AllocatedBy(Action action)
    {
        // Once for whatever the runtime itself makes on a first call.
        GC.GetAllocatedBytesForCurrentThread();
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string GuidOf(int number) => new Guid(number, 7, 9, 1, 2, 3, 4, 5, 6, 7, 8).ToString();
}
