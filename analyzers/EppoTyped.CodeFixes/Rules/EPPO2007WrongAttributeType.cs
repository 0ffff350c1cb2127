using System.Composition;
using EppoTyped.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EppoTyped.CodeFixes.Rules;

/// <summary>Puts the nearest of an attribute's values in place of a misspelt one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EPPO2007WrongAttributeTypeFix))]
[Shared]
public sealed class EPPO2007WrongAttributeTypeFix() : ReplacementFix(EPPO2007WrongAttributeType.Id);
