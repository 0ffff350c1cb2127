using Xunit.Abstractions;
using Xunit.Sdk;

namespace EppoTyped.Tests;

/// <summary>A class fixture that says something which a plain <c>dotnet test</c> shows: the output of a test that passes stays with it, a diagnostic message does not.</summary>
public sealed class CiLog(IMessageSink sink)
{
    public void Say(string text) => sink.OnMessage(new DiagnosticMessage(text));
}
