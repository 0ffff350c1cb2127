using System.Globalization;
using System.Text;
using System.Text.Json;
using EppoTyped;

namespace QuickStart;

/// <summary>Appends every assignment to a CSV file, quoted as in RFC 4180, with a header where the file is new.</summary>
internal sealed class CsvAssignmentLogger : IAssignmentLogger, IDisposable
{
    private static readonly string[] Header =
    [
        "timestamp", "featureFlag", "allocation", "experiment", "subject",
        "subjectAttributes", "variation", "extraLogging", "metaData", "entityId",
    ];

    private readonly Lock _writing = new();
    private readonly StreamWriter _file;

    public CsvAssignmentLogger(string path)
    {
        _file = new StreamWriter(path, append: true, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\r\n" };
        if (_file.BaseStream.Length == 0)
        {
            Write(Header);
        }
    }

    /// <summary>The number of assignments written.</summary>
    public int Count { get; private set; }

    public void LogAssignment(AssignmentEvent assignment)
    {
        lock (_writing)
        {
            Count++;
            Write(
                assignment.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                assignment.FeatureFlag,
                assignment.Allocation,
                assignment.Experiment,
                assignment.Subject ?? "",
                Json(assignment.SubjectAttributes.ToDictionary(attribute => attribute.Key, attribute => attribute.Value.ToObject())),
                assignment.Variation,
                Json(assignment.ExtraLogging),
                Json(assignment.MetaData),
                assignment.EntityId?.ToString(CultureInfo.InvariantCulture) ?? "");
        }
    }

    public void Dispose() => _file.Dispose();

    private static string Json<T>(IReadOnlyDictionary<string, T> values) => JsonSerializer.Serialize(values);

    private static string Quote(string field) =>
        field.AsSpan().ContainsAny(",\"\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    private void Write(params IEnumerable<string> fields)
    {
        _file.WriteLine(string.Join(',', fields.Select(Quote)));
        _file.Flush();
    }
}
