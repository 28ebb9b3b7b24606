using System.Reflection;
using System.Text.RegularExpressions;
using GanSharp.Models;
using GanSharp.PublicApi;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Terms;

namespace GanSharp.Tests;

/// <summary>Dependencies between the parts of the project.</summary>
[Trait("Instructions", "any")]
public partial class ArchitectureTests
{
    [Fact]
    public void The_engine_needs_nothing_but_the_base_class_library()
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        References(typeof(Tensor))
            .Where(name => !File.Exists(Path.Combine(runtime, $"{name}.dll")))
            .ShouldBe(["System.Numerics.Tensors"]);
    }

    /// <summary>The build checks these assemblies for trimming: nothing in them is found by reflection.</summary>
    [Fact]
    public void Programs_with_the_library_can_be_trimmed()
    {
        foreach (var assembly in (Assembly[])[typeof(GanModel).Assembly, typeof(Tensor).Assembly])
            assembly
                .GetCustomAttributes<AssemblyMetadataAttribute>()
                .ShouldContain(entry => entry.Key == "IsTrimmable" && entry.Value == "True");
    }

    [Fact]
    public void The_library_does_not_depend_on_the_tool() =>
        References(typeof(GanModel))
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) || name.Contains("CommandLine"))
            .ShouldBe(
                [
                    "GanSharp.Tensors", "Google.Protobuf", "MathNet.Numerics",
                    "Microsoft.Extensions.DependencyInjection.Abstractions",
                    "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options", "YamlDotNet",
                ],
                ignoreOrder: true);

    [Fact]
    public void Only_recipes_and_terms_know_a_GAN_by_name()
    {
        var names = RecipeCatalogue
            .Names.Except(TermCatalogue.All.Select(term => term.Name))
            .Except([RecipeCatalogue.Default])
            .ToArray();
        Sources("").Where(file => !IsIn(file, "GanSharp/Recipes") && !IsIn(file, "GanSharp/Terms"))
            .SelectMany(file =>
                names.Where(name => Code(file).Contains($"\"{name}\"")).Select(name => $"{file} names {name}"))
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("GanSharp/IO", "GanSharp/Training")]
    [InlineData("GanSharp/IO", "GanSharp/Models")]
    [InlineData("GanSharp/IO", "GanSharp/Nn")]
    [InlineData("GanSharp/Nn", "GanSharp/Models")]
    [InlineData("GanSharp/Nn", "GanSharp/Training")]
    [InlineData("GanSharp/Models", "GanSharp/Training")]
    [InlineData("GanSharp/Data", "GanSharp/Models")]
    public void A_folder_does_not_use_the_folders_above_it(string user, string used)
    {
        var types = Sources(used)
            .SelectMany(file => Declaration().Matches(Code(file)).Select(match => match.Groups["name"].Value))
            .ToHashSet();
        types.ShouldNotBeEmpty();
        Sources(user)
            .SelectMany(file =>
                Word()
                    .Matches(Code(file))
                    .Select(match => match.Value)
                    .Where(types.Contains)
                    .Distinct()
                    .Select(type => $"{file} uses {type}"))
            .ShouldBeEmpty();
    }

    /// <summary>
    /// Code above the backends must not depend on where the elements are, or on which device computes.
    /// </summary>
    [Theory]
    [InlineData("GanSharp.Tensors/Ops")]
    [InlineData("GanSharp.Tensors/Autograd")]
    [InlineData("GanSharp/Nn")]
    [InlineData("GanSharp/Init")]
    [InlineData("GanSharp/Optim")]
    [InlineData("GanSharp/Models")]
    [InlineData("GanSharp/Networks")]
    [InlineData("GanSharp/Terms")]
    [InlineData("GanSharp/Training")]
    public void Code_above_the_backends_does_not_bypass_them(string folder) =>
        Sources(folder)
            .SelectMany(file => Memory().Matches(Code(file)).Select(match => $"{file}: {match.Value}"))
            .ShouldBeEmpty();

    [Fact]
    public void The_CPU_backend_is_created_in_one_place() =>
        Sources("GanSharp.Tensors")
            .Where(file => !IsIn(file, "GanSharp.Tensors/Backends/Cpu") && Code(file).Contains("Backends.Cpu"))
            .Select(Path.GetFileName).ShouldBe(["Compute.cs", "Device.cs", "TensorMemory.cs"], ignoreOrder: true);

    [Fact]
    public void A_namespace_is_its_folder() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
            .Where(file => Namespace().Match(File.ReadAllText(file)) is { Success: true } match && match.Groups[1].Value
                != Path.GetRelativePath(Path.Combine(Repository.Root, "src"), Path.GetDirectoryName(file)!)
                    .Replace(Path.DirectorySeparatorChar, '.'))
            .ShouldBeEmpty();

    [Fact]
    public void Only_DiskFile_opens_files() =>
        Sources("").Where(file => !file.EndsWith("DiskFile.cs", StringComparison.Ordinal))
            .SelectMany(file => Opening().Matches(Code(file)).Select(match => $"{file}: {match.Value}"))
            .ShouldBeEmpty();

    private static IEnumerable<string> References(Type type) =>
        type.Assembly.GetReferencedAssemblies().Select(name => name.Name!);

    private static bool IsIn(string file, string folder) =>
        file.StartsWith(
            Path.Combine(Repository.Root, "src", folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>Returns the C# files of a folder under <c>src</c>, without generated ones.</summary>
    private static string[] Sources(string folder) => SourceTextTests.FilesIn(Path.Combine("src", folder));

    /// <summary>Returns the text of a file without its comments.</summary>
    private static string Code(string file) => Comment().Replace(File.ReadAllText(file), "");

    [GeneratedRegex(
        @"new FileStream\b|\bFile\.(Open|Create|Read|Write|Append|Copy)\w*|new Stream(Reader|Writer)\([^)]*[pP]ath\b")]
    private static partial Regex Opening();

    /// <summary>Matches pointers, spans of a tensor's memory, and types of the CPU backend.</summary>
    [GeneratedRegex(@"\bunsafe\b|\bPointer<|\.AsSpan<|Backends\.Cpu|\bCpuBackend\b|\.Storage\.Pointer")]
    private static partial Regex Memory();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"//.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b(class|record|struct|interface|enum) (?<name>[A-Z]\w*)")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Word();
}
