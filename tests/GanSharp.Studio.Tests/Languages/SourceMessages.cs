using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GanSharp.Studio.Tests.Languages;

/// <summary>The messages of the errors that the sources make.</summary>
internal static class SourceMessages
{
    /// <summary>The exceptions whose messages people read, by themselves or as a part of another.</summary>
    private static readonly HashSet<string> Exceptions =
    [
        "GanSharpException", "NotFoundException", "InvalidDataException", "InsufficientMemoryException",
        "MirrorException", "NotFiniteException",
    ];

    /// <summary>The methods that make such an exception of their arguments.</summary>
    private static readonly HashSet<string> Makers =
        ["Require", "Damaged", "Failure", "Refused", "Error", "AllDamaged", "TrialDamaged"];

    /// <summary>Every message of a file, with its place. Unknown values are <c>Q0</c>, <c>Q1</c> and so on.</summary>
    public static IEnumerable<(string Place, string Message)> In(string path)
    {
        var code = File.ReadAllText(path);
        return Exceptions.Concat(Makers).Any(code.Contains)
            ? Of(code).Select(error => ($"{Path.GetFileName(path)}:{error.Line}", error.Message))
            : [];
    }

    /// <summary>Every message of a program, with its line.</summary>
    public static IEnumerable<(int Line, string Message)> Of(string code)
    {
        var file = CSharpSyntaxTree.ParseText(code).GetCompilationUnitRoot();
        var texts = new SourceText(file);
        return file.DescendantNodes().SelectMany(Arguments).SelectMany(argument => texts.Of(argument.Expression)
            .Where(message => message.Any(char.IsAsciiLetterLower))
            .Select(message => (
                argument.GetLocation().GetLineSpan().StartLinePosition.Line + 1, message)));
    }

    private static IEnumerable<ArgumentSyntax> Arguments(SyntaxNode node) => node switch
    {
        ObjectCreationExpressionSyntax { ArgumentList: { } arguments } made
            when Exceptions.Contains(made.Type.ToString()) => arguments.Arguments,
        InvocationExpressionSyntax call when Makers.Contains(NameOf(call)) => call.ArgumentList.Arguments,
        _ => [],
    };

    private static string NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        IdentifierNameSyntax name => name.Identifier.Text,
        MemberAccessExpressionSyntax member => member.Name.Identifier.Text,
        _ => "",
    };
}
