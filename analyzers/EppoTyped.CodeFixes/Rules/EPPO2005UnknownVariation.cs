using System.Composition;
using EppoTyped.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EppoTyped.CodeFixes.Rules;

/// <summary>Replaces a misspelled variation with the nearest one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EPPO2005UnknownVariationFix))]
[Shared]
public sealed class EPPO2005UnknownVariationFix() : ReplacementFix(EPPO2005UnknownVariation.Id);
