namespace GanSharp.Reports.Tests;

/// <summary>The dependencies of the assembly.</summary>
public class ArchitectureTests
{
    [Fact]
    public void Pages_depend_only_on_the_library_and_the_components_of_ASP_NET() =>
        typeof(RunReport).Assembly.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) || name.Contains("CommandLine"))
            .Where(name => !name.StartsWith("Microsoft.AspNetCore.Components", StringComparison.Ordinal))
            .Where(name => !name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal))
            .ShouldBe(["GanSharp", "GanSharp.Tensors"], ignoreOrder: true);
}
