using System.Composition;
using EppoTyped.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EppoTyped.CodeFixes.Rules;

/// <summary>Replaces a misspelled value of an attribute with the nearest one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EPPO2007WrongAttributeTypeFix))]
[Shared]
public sealed class EPPO2007WrongAttributeTypeFix() : ReplacementFix(EPPO2007WrongAttributeType.Id);
