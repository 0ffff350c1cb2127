using System.Composition;
using EppoTyped.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EppoTyped.CodeFixes.Rules;

/// <summary>Puts the nearest variation in place of a misspelt one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EPPO2005UnknownVariationFix))]
[Shared]
public sealed class EPPO2005UnknownVariationFix() : ReplacementFix(EPPO2005UnknownVariation.Id);
