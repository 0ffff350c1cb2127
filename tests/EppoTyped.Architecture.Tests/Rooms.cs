namespace EppoTyped.Architecture.Tests;

/// <summary>
/// The table of rooms, each project from the bottom up: a room knows only rooms above its own line, and the projects that its line names.
/// A new arrow is a change of this table and of its copy in CONTRIBUTING.
/// </summary>
internal static class Rooms
{
    public const string Heading = "| room | what it is | may know |";

    public static IReadOnlyList<Room> All { get; } =
    [
        new("EppoTyped/Json", "reading JSON text: pooled strings, sanitized escapes, lazy elements"),
        new("EppoTyped/Diagnostics", "every log message, and text made safe for a log line"),
        new("EppoTyped/Http", "what answers over HTTP mean, for sources and sinks"),
        new("EppoTyped/Subjects", "subjects and their attributes"),
        new("EppoTyped/Evaluation", "flags as a call needs them: compiled flags, conditions, sharding, details", "Subjects Json Diagnostics"),
        new("EppoTyped/Bandits", "bandit models, scores and the choice of an action", "Subjects Evaluation Diagnostics"),
        new("EppoTyped/Configuration", "what arrives (UFC, RAC, wire, bandit models) becomes a `FlagTable`: immutable data", "Json Diagnostics Evaluation Bandits"),
        new("EppoTyped/Binding", "`Flag<T>`, and every variation of a table as a `T`", "Json Diagnostics Evaluation Configuration"),
        new("EppoTyped/Polling", "sources, the poller, the last good configuration on disk", "Diagnostics Http Evaluation Bandits Configuration"),
        new("EppoTyped/Assignments", "events, deduplication, delivery; batches in `Sinks`, files in `Spool`", "Diagnostics Http Subjects Evaluation"),
        new("EppoTyped/Overrides", "values laid over a table, and scopes of them", "Json Subjects Evaluation Binding"),
        new("EppoTyped/Client", "what a client does with a call, and what keeps its table up to date", "Diagnostics Subjects Evaluation Bandits Configuration Binding Polling Assignments Overrides"),
        new("EppoTyped/Health", "what a client reports about itself: health and meter", "Diagnostics Evaluation Configuration Polling Assignments Client"),
        new("EppoTyped/.", "the clients and their options: what an application calls", "Diagnostics Subjects Evaluation Bandits Configuration Binding Polling Assignments Overrides Client Health"),
        new("EppoTyped/CompilerServices", "the only members that generated code calls; they never change", "Subjects Evaluation Bandits Binding ."),
        new("EppoTyped.Amplitude/Telemetry", "every log message of this package", "EppoTyped"),
        new("EppoTyped.Amplitude/Requests", "keys, hosts and requests to Amplitude", "EppoTyped"),
        new("EppoTyped.Amplitude/Users", "users, and their values as Amplitude writes them", "EppoTyped"),
        new("EppoTyped.Amplitude/Variants", "variants as they are served, and as typed values", "Telemetry Users EppoTyped"),
        new("EppoTyped.Amplitude/Evaluation", "flags as a call needs them: segments, conditions, buckets", "Users Variants EppoTyped"),
        new("EppoTyped.Amplitude/Configuration", "what arrives becomes a table of flags", "Telemetry Users Variants Evaluation EppoTyped"),
        new("EppoTyped.Amplitude/Cohorts", "cohorts, and keeping them up to date", "Telemetry Requests Evaluation EppoTyped"),
        new("EppoTyped.Amplitude/Tracking", "exposure and assignment events", "Telemetry Requests Users Variants EppoTyped"),
        new("EppoTyped.Amplitude/Local", "the client that evaluates here, its poller and its stream", "Telemetry Requests Users Variants Evaluation Configuration Cohorts Tracking EppoTyped"),
        new("EppoTyped.Amplitude/Remote", "the client that asks Amplitude", "Telemetry Requests Users Variants EppoTyped"),
        new("EppoTyped.Amplitude/.", "the way in: one client a key, and the cookie", "Telemetry Requests Users Local Remote"),
        new("EppoTyped.Testing/.", "what the tests of an application need", "EppoTyped"),
        new("EppoTyped.Cli/Evaluate", "`eppo evaluate`", "EppoTyped EppoTyped.Amplitude"),
        new("EppoTyped.Cli/.", "the command line", "Evaluate"),
        new("EppoTyped.Manifest/Text", "places in a text, days, and the wording of messages"),
        new("EppoTyped.Manifest/Model", "what a manifest declares, and what is wrong with it", "Text"),
        new("EppoTyped.Manifest/Json", "a JSON reader that knows places and corrects what people mistype", "Text Model"),
        new("EppoTyped.Manifest/Naming", "one name: Pascal form, key segments, reserved and nearest names"),
        new("EppoTyped.Manifest/Tree", "flags and subjects of all manifests of a project, by accessor", "Text Model Naming"),
        new("EppoTyped.Manifest/Plan", "all names that are generated, settled once for generator and analyzers", "Text Model Naming Tree"),
        new("EppoTyped.Manifest/Reading", "a reader for each part of a manifest", "Text Model Json Naming"),
        new("EppoTyped.Manifest/Live", "the pulled snapshot of the live configuration", "Model Json"),
        new("EppoTyped.Manifest/.", "reading a manifest: the way in", "Text Model Json Reading"),
        new("EppoTyped.Generator/CSharp", "names and literals of C#"),
        new("EppoTyped.Generator/Models", "what is emitted, as records that compare by value", "CSharp EppoTyped.Manifest"),
        new("EppoTyped.Generator/Emit", "the source text, one emitter a file", "CSharp Models EppoTyped.Manifest"),
        new("EppoTyped.Generator/.", "the incremental pipeline and nothing else", "Models Emit EppoTyped.Manifest"),
        new("EppoTyped.Analyzers/Manifests", "the manifests of a project, parsed once for all rules", "EppoTyped.Manifest"),
        new("EppoTyped.Analyzers/Calls", "what a call asks for, and what becomes of the value", "Manifests EppoTyped.Manifest"),
        new("EppoTyped.Analyzers/Clients", "how clients are made and how long they live", "Calls"),
        new("EppoTyped.Analyzers/Uses", "which flags the code uses", "Manifests Calls EppoTyped.Manifest"),
        new("EppoTyped.Analyzers/Rules", "one rule, one class", "Manifests Calls Clients Uses EppoTyped.Manifest"),
        new("EppoTyped.Analyzers/Suppressors", "messages of the compiler that a rule of ours answers better", "Manifests Calls Rules EppoTyped.Manifest"),
        new("EppoTyped.Analyzers/.", "the one analyzer that runs all rules", "Manifests Calls Rules"),
        new("EppoTyped.CodeFixes/Manifests", "edits of a manifest's text", "EppoTyped.Manifest EppoTyped.Analyzers"),
        new("EppoTyped.CodeFixes/FixAll", "fixing all messages of a document, project or solution at once", "Manifests"),
        new("EppoTyped.CodeFixes/.", "replacing a piece of text or an expression", "FixAll EppoTyped.Analyzers"),
        new("EppoTyped.CodeFixes/Effects", "the side effects of an expression", "EppoTyped.Analyzers"),
        new("EppoTyped.CodeFixes/Moves", "a string-keyed call becomes a typed accessor", "Effects EppoTyped.Manifest EppoTyped.Analyzers"),
        new("EppoTyped.CodeFixes/Retirement", "a flag leaves code and manifest", "Manifests FixAll Effects EppoTyped.Manifest EppoTyped.Analyzers"),
        new("EppoTyped.CodeFixes/Rules", "the fix of a rule, in a file of the rule's name", "Manifests FixAll . Moves Retirement EppoTyped.Manifest EppoTyped.Analyzers"),
    ];
}
