using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace EppoTyped.Amplitude.Tests;

/// <summary>What one assembly uses of another that is not public there, as its metadata has it.</summary>
internal static class EngineSeam
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The types, each with the members that are used: all of a type that is not public, otherwise those that are not.</summary>
    public static SortedDictionary<string, SortedSet<string>> Of(Assembly user, Assembly used)
    {
        using PEReader file = new(File.OpenRead(user.Location));
        MetadataReader metadata = file.GetMetadataReader();
        SortedDictionary<string, SortedSet<string>> seam = new(StringComparer.Ordinal);
        foreach (TypeReferenceHandle handle in metadata.TypeReferences)
        {
            if (Resolve(metadata, handle, used) is { IsVisible: false } type)
            {
                seam.TryAdd(type.FullName!, new(StringComparer.Ordinal));
            }
        }

        foreach (MemberReferenceHandle handle in metadata.MemberReferences)
        {
            MemberReference member = metadata.GetMemberReference(handle);
            string name = metadata.GetString(member.Name);
            if (Resolve(metadata, member.Parent, used) is { } type && (!type.IsVisible || IsInternal(type, name)))
            {
                string key = type.IsVisible ? $"{type.FullName} (public)" : type.FullName!;
                seam.TryAdd(key, new(StringComparer.Ordinal));
                seam[key].Add(name);
            }
        }

        return seam;
    }

    private static bool IsInternal(Type type, string name)
    {
        MemberInfo[] named = type.GetMember(name, Everything);
        return named.Length > 0 && named.All(member => member switch
        {
            MethodBase method => method.IsAssembly || method.IsFamilyAndAssembly || method.IsFamilyOrAssembly && !method.IsFamily,
            FieldInfo field => field.IsAssembly,
            _ => false,
        });
    }

    private static Type? Resolve(MetadataReader metadata, EntityHandle handle, Assembly used)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeSpecification:
                BlobReader blob = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)handle).Signature);
                if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
                {
                    return null;
                }

                blob.ReadByte();
                return Resolve(metadata, blob.ReadTypeHandle(), used);
            case HandleKind.TypeReference:
                TypeReference reference = metadata.GetTypeReference((TypeReferenceHandle)handle);
                string name = metadata.GetString(reference.Name);
                return reference.ResolutionScope.Kind switch
                {
                    HandleKind.TypeReference => Resolve(metadata, reference.ResolutionScope, used)?.GetNestedType(name, Everything),
                    HandleKind.AssemblyReference when IsNamed(metadata, (AssemblyReferenceHandle)reference.ResolutionScope, used) =>
                        used.GetType($"{metadata.GetString(reference.Namespace)}.{name}", throwOnError: true),
                    _ => null,
                };
            default:
                return null;
        }
    }

    private static bool IsNamed(MetadataReader metadata, AssemblyReferenceHandle handle, Assembly assembly) =>
        metadata.GetString(metadata.GetAssemblyReference(handle).Name) == assembly.GetName().Name;
}
