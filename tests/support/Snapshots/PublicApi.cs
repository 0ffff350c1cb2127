using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace EppoTyped.Snapshots;

/// <summary>Every public member of an assembly, a line each, so that a change of them is seen.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
    private static readonly NullabilityInfoContext Nullability = new();

    public static string Of(Assembly assembly)
    {
        StringBuilder text = new();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(text.Length == 0 ? "" : "\n").Append(Header(type)).Append('\n');
            foreach (string member in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Header(Type type)
    {
        string kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } when type.GetMethod("PrintMembers", Declared) is not null => "record struct",
            { IsValueType: true } => "struct",
            _ when typeof(Delegate).IsAssignableFrom(type) => "delegate",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } when type.GetMethod("<Clone>$") is not null => "sealed record",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        IEnumerable<string> bases = new[] { type.BaseType }
            .Where(@base => @base is not null && @base != typeof(object) && @base != typeof(ValueType) && @base != typeof(Enum) && @base != typeof(MulticastDelegate))
            .Concat(type.IsEnum || typeof(Delegate).IsAssignableFrom(type) ? [] : type.GetInterfaces().Where(contract => contract.IsPublic).OrderBy(contract => contract.ToString(), StringComparer.Ordinal))
            .Select(@base => Name(@base!));
        string inherited = string.Join(", ", bases);
        return $"{kind} {type.Namespace}.{Name(type)}{(inherited.Length > 0 ? $" : {inherited}" : "")}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name => string.Create(CultureInfo.InvariantCulture, $"{name} = {Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}"));
        }

        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return [Line(type.GetMethod("Invoke")!)!];
        }

        // What the compiler writes for a record says nothing that the word "record" does not.
        return type.GetMembers(Declared).Where(member => member is PropertyInfo || !member.IsDefined(typeof(CompilerGeneratedAttribute))).Select(Line).OfType<string>();
    }

    private static string? Line(MemberInfo member) => member switch
    {
        ConstructorInfo constructor when IsSeen(constructor) => $"ctor({Parameters(constructor)})",
        MethodInfo method when IsSeen(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) =>
            $"{Modifier(method)}{Name(method.ReturnType, Nullability.Create(method.ReturnParameter))} {method.Name}{Generics(method)}({Parameters(method)})",
        PropertyInfo property when property.GetMethod is { } getter && IsSeen(getter) =>
            $"{Modifier(getter)}{(property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "")}{Name(property.PropertyType, Nullability.Create(property))} {property.Name}{Index(property)} {{ get; {Setter(property)}}}",
        FieldInfo { IsPublic: true, IsLiteral: true } field => $"const {Name(field.FieldType)} {field.Name} = {field.GetRawConstantValue()}",
        FieldInfo { IsPublic: true } field => $"{(field.IsStatic ? "static " : "")}{Name(field.FieldType, Nullability.Create(field))} {field.Name}",
        EventInfo { AddMethod: { } adder } @event when IsSeen(adder) => $"event {Name(@event.EventHandlerType!)} {@event.Name}",
        _ => null,
    };

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Modifier(MethodInfo method) => method switch
    {
        { IsStatic: true } => "static ",
        { IsAbstract: true } => "abstract ",
        { IsVirtual: true, IsFinal: false } when method.GetBaseDefinition() == method => "virtual ",
        { IsVirtual: true, IsFinal: false } => "override ",
        _ => "",
    };

    private static string Setter(PropertyInfo property)
    {
        if (property.SetMethod is not { } setter || !IsSeen(setter))
        {
            return "";
        }

        bool isInit = setter.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit");
        return isInit ? "init; " : "set; ";
    }

    private static string Index(PropertyInfo property) =>
        property.GetIndexParameters() is { Length: > 0 } index ? $"[{string.Join(", ", index.Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}"))}]" : "";

    private static string Generics(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
    {
        string passing = parameter switch { { IsOut: true } => "out ", { IsIn: true } => "in ", { ParameterType.IsByRef: true } => "ref ", _ => "" };
        string fallback = parameter.HasDefaultValue ? $" = {Convert.ToString(parameter.DefaultValue ?? (parameter.ParameterType.IsValueType ? "default" : "null"), CultureInfo.InvariantCulture)}" : "";
        return $"{passing}{Name(parameter.ParameterType, Nullability.Create(parameter))} {parameter.Name}{fallback}";
    }));

    private static string Name(Type type, NullabilityInfo? nullability = null)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!, nullability?.ElementType);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Name(underlying) + "?";
        }

        string mark = nullability is { ReadState: NullabilityState.Nullable } && !type.IsValueType && !type.IsGenericParameter ? "?" : "";
        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!)}[]{mark}";
        }

        if (!type.IsGenericType)
        {
            return Keyword(type) + mark;
        }

        NullabilityInfo[]? states = nullability?.GenericTypeArguments;
        IEnumerable<string> arguments = type.GetGenericArguments().Select((argument, place) => Name(argument, states?.ElementAtOrDefault(place)));
        return $"{Keyword(type).Split('`')[0]}<{string.Join(", ", arguments)}>{mark}";
    }

    private static string Keyword(Type type) => type switch
    {
        _ when type == typeof(void) => "void",
        _ when type == typeof(string) => "string",
        _ when type == typeof(bool) => "bool",
        _ when type == typeof(int) => "int",
        _ when type == typeof(long) => "long",
        _ when type == typeof(double) => "double",
        _ when type == typeof(object) => "object",
        { IsNested: true, IsGenericParameter: false } => $"{type.DeclaringType!.Name}.{type.Name}",
        _ => type.Name,
    };
}
