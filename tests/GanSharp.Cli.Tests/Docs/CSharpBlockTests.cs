using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace GanSharp.Cli.Tests.Docs;

/// <summary>Programs in the docs (<c>csharp</c>) compile; excerpts are marked <c>cs</c>.</summary>
public sealed class CSharpBlockTests
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        """;

    private static readonly Lazy<MetadataReference[]> References = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    public static TheoryData<string, int> Blocks =>
        new(MarkdownFiles.All.SelectMany(MarkdownFiles.Blocks).Where(block => block.Language == "csharp")
            .Select(block => (block.File, block.Line)));

    [Theory]
    [MemberData(nameof(Blocks))]
    public void A_block_compiles(string file, int line)
    {
        var block = MarkdownFiles.Blocks(file).Single(block => block.Line == line);
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var compilation = CSharpCompilation.Create(
            "block",
            [CSharpSyntaxTree.ParseText(Usings, options), CSharpSyntaxTree.ParseText(block.Text, options)],
            References.Value,
            new(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));

        compilation.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error)
            .Select(found => $"{found.Location.GetLineSpan().StartLinePosition.Line + line}: {found.GetMessage()}")
            .ShouldBeEmpty($"{block} does not compile");
    }
}
