using System.Composition;
using EppoTyped.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EppoTyped.CodeFixes.Rules;

/// <summary>Replaces a misspelled attribute with the nearest one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EPPO2006UnknownAttributeFix))]
[Shared]
public sealed class EPPO2006UnknownAttributeFix() : ReplacementFix(EPPO2006UnknownAttribute.Id);
