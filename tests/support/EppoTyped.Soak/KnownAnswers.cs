using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EppoTyped.Soak;

/// <summary>Each version of the configuration, and what it must answer to each subject, worked out apart from the code under test.</summary>
internal static class KnownAnswers
{
    public const string Default = "default";
    public const int Subjects = 64;
    private const int Adult = 18;

    /// <summary>The subjects, with their attributes.</summary>
    public static IReadOnlyList<Subject> Everybody { get; } = [.. Enumerable.Range(0, Subjects).Select(number => new Subject(KeyOf(number))
    {
        ["country"] = CountryOf(number), ["email"] = EmailOf(number), ["age"] = AgeOf(number),
    })];

    /// <summary>The same as string-keyed callers have them.</summary>
    public static IReadOnlyList<Dictionary<string, object?>> Bags { get; } = [.. Enumerable.Range(0, Subjects).Select(number => new Dictionary<string, object?>
    {
        ["country"] = CountryOf(number), ["email"] = EmailOf(number), ["age"] = AgeOf(number),
    })];

    public static string Configuration(int version) =>
        $$"""
        { "createdAt": "2026-11-01T00:00:00.000Z", "environment": { "name": "Soak" }, "flags": {
          "version": { "key": "version", "enabled": true, "variationType": "INTEGER", "totalShards": 10000, "variations": { "v": { "key": "v", "value": {{version}} } },
            "allocations": [{ "key": "all", "doLog": false, "splits": [{ "variationKey": "v", "shards": [] }] }] },
          "even": { "key": "even", "enabled": true, "variationType": "BOOLEAN", "totalShards": 10000, "variations": { "v": { "key": "v", "value": {{(IsEven(version) ? "true" : "false")}} } },
            "allocations": [{ "key": "all", "doLog": false, "splits": [{ "variationKey": "v", "shards": [] }] }] },
          "split": { "key": "split", "enabled": true, "variationType": "STRING", "totalShards": 10000,
            "variations": { "a": { "key": "a", "value": "{{version}}:a" }, "b": { "key": "b", "value": "{{version}}:b" } },
            "allocations": [{ "key": "experiment-{{version % 50}}", "doLog": true, "splits": [
              { "variationKey": "a", "shards": [{ "salt": "salt-{{version}}", "ranges": [{ "start": 0, "end": 5000 }] }] }, { "variationKey": "b", "shards": [] }] }] },
          "rules": { "key": "rules", "enabled": true, "variationType": "STRING", "totalShards": 10000,
            "variations": { "us": { "key": "us", "value": "{{version}}:us" }, "adult": { "key": "adult", "value": "{{version}}:adult" }, "rest": { "key": "rest", "value": "{{version}}:rest" } },
            "allocations": [
              { "key": "us", "doLog": true, "rules": [{ "conditions": [{ "attribute": "country", "operator": "ONE_OF", "value": ["US", "CA"] }, { "attribute": "email", "operator": "MATCHES", "value": "^[a-z]+@example\\.com$" }] }],
                "splits": [{ "variationKey": "us", "shards": [] }] },
              { "key": "adult", "doLog": true, "rules": [{ "conditions": [{ "attribute": "age", "operator": "GTE", "value": {{Adult + (version % 10)}} }] }], "splits": [{ "variationKey": "adult", "shards": [] }] },
              { "key": "rest", "doLog": true, "splits": [{ "variationKey": "rest", "shards": [] }] }] }
        } }
        """;

    public static bool IsEven(int version) => version % 2 == 0;

    public static string Split(int version, int subject) => $"{Text(version)}:{(Shard($"salt-{Text(version)}", KeyOf(subject)) < 5000 ? "a" : "b")}";

    public static string Rules(int version, int subject) =>
        $"{Text(version)}:{(CountryOf(subject) == "US" && EmailOf(subject) == "u@example.com" ? "us" : AgeOf(subject) >= Adult + (version % 10) ? "adult" : "rest")}";

    /// <summary>The version that a text names; 0 for none.</summary>
    public static int VersionIn(string answer) =>
        int.TryParse(answer.AsSpan(0, Math.Max(0, answer.IndexOf(':', StringComparison.Ordinal))), NumberStyles.None, CultureInfo.InvariantCulture, out int version) ? version : 0;

    private static string Text(int version) => version.ToString(CultureInfo.InvariantCulture);

    private static string KeyOf(int number) => $"user-{number.ToString(CultureInfo.InvariantCulture)}";

    private static string CountryOf(int number) => number % 3 == 0 ? "US" : "DE";

    private static string EmailOf(int number) => number % 2 == 0 ? "u@example.com" : "u@test.org";

    private static long AgeOf(int number) => number % 40;

    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "Eppo's buckets are made of it.")]
    private static uint Shard(string salt, string subject) => BinaryPrimitives.ReadUInt32BigEndian(MD5.HashData(Encoding.UTF8.GetBytes($"{salt}-{subject}"))) % 10000;
}
