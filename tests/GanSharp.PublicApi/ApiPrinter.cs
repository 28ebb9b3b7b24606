using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace GanSharp.PublicApi;

/// <summary>Lists the public types of an assembly and their public and protected members as sorted lines.</summary>
internal static class ApiPrinter
{
    private const BindingFlags Declared =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
    };

    public static string[] Lines(Assembly assembly) =>
        [
            .. assembly
                .GetExportedTypes()
                .Where(type => !IsMarkup(type))
                .SelectMany(type => Members(type).Prepend(Declaration(type)))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Whether the Razor compiler made a type public that only pages use.</summary>
    private static bool IsMarkup(Type type) => type.Name == "_Imports" || type.GetInterface("IComponent") is not null;

    private static string Declaration(Type type)
    {
        var kind =
            type.IsEnum ? "enum"
            : type.IsInterface ? "interface"
            : type.IsSubclassOf(typeof(Delegate)) ? "delegate"
            : type.IsValueType ? "struct" : (type.IsAbstract, type.IsSealed) switch
            {
                (true, true) => "static class",
                (true, false) => "abstract class",
                (false, true) => "sealed class",
                _ => "class",
            };
        var bases =
            type.BaseType is { } parent && parent != typeof(object) && type.IsClass ? [parent] : Type.EmptyTypes;
        var interfaces = type.GetInterfaces()
            .Where(face => face.IsPublic && !face.Name.StartsWith("IEquatable", StringComparison.Ordinal));
        var parents = bases.Concat(interfaces).Select(Name).Order(StringComparer.Ordinal);
        return $"{FullName(type)} : {kind} {string.Join(", ", parents)}".TrimEnd();
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => $"{FullName(type)}.{name} = {Enum.Parse(type, name):D}");
        return type.GetMembers(Declared)
            .Where(member => !member.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Select(Member).OfType<string>()
            .Select(member => $"{FullName(type)}.{member}");
    }

    private static string? Member(MemberInfo member) => member switch
    {
        ConstructorInfo constructor when IsVisible(constructor) => $"new({Parameters(constructor)})",
        MethodInfo method
            when IsVisible(method)
                && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) =>
            $"{method.Name}{Generics(method)}({Parameters(method)}) : "
            + $"{Modifiers(method)}{Name(method.ReturnType)}{Null(method.ReturnParameter)}",
        PropertyInfo property when property.GetAccessors(true).Any(IsVisible) => Property(property),
        FieldInfo { IsPublic: true } field =>
            $"{field.Name} : {(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{Name(field.FieldType)}",
        _ => null,
    };

    private static string Property(PropertyInfo property)
    {
        var getter = property.GetAccessors(true).First(IsVisible);
        var index = string.Join(", ", property.GetIndexParameters().Select(Parameter));
        var initOnly =
            property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        var set = property.SetMethod is { } setter && IsVisible(setter) ? initOnly ? " init;" : " set;" : "";
        var isNullable =
            !property.PropertyType.IsValueType
            && new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
        var type = Name(property.PropertyType) + (isNullable ? "?" : "");
        return $"{property.Name}{(index.Length > 0 ? $"[{index}]" : "")} : {Modifiers(getter)}{type} {{ get;{set} }}";
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Modifiers(MethodInfo method) =>
        (method.IsFamily ? "protected " : "")
        + (method.IsStatic ? "static "
            : method.IsAbstract ? "abstract "
            : method.GetBaseDefinition() != method ? "override "
            : method.IsVirtual && !method.IsFinal ? "virtual " : "");

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "")
        + string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var kind = parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref " : "";
        var value = Convert.ToString(parameter.DefaultValue, CultureInfo.InvariantCulture);
        var otherwise = parameter.HasDefaultValue ? $" = {(value is { Length: > 0 } ? value : "default")}" : "";
        return $"{kind}{Name(parameter.ParameterType)}{Null(parameter)} {parameter.Name}{otherwise}";
    }

    private static string Null(ParameterInfo parameter) =>
        !parameter.ParameterType.IsValueType && !parameter.ParameterType.IsByRef
            && new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.Nullable ? "?" : "";

    private static string FullName(Type type) =>
        $"{(type.DeclaringType is { } outer ? FullName(outer) : type.Namespace)}.{Name(type)}";

    private static string Name(Type type) =>
        type.IsByRef || type.IsPointer ? Name(type.GetElementType()!)
        : type.IsArray ? $"{Name(type.GetElementType()!)}[]"
        : Nullable.GetUnderlyingType(type) is { } value ? $"{Name(value)}?"
        : Keywords.TryGetValue(type, out var keyword) ? keyword
        : !type.IsGenericType ? type.Name
        : (type.Name.Split('`')[0], string.Join(", ", type.GetGenericArguments().Select(Name))) switch
        {
            ("ValueTuple", var elements) => $"({elements})",
            var (name, arguments) => $"{name}<{arguments}>",
        };
}
