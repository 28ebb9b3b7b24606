using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GanSharp.Studio.Tests.Languages;

/// <summary>
/// The texts that an expression of the sources can have. A value that is not known there is <c>Q</c> and a digit.
/// Constants, local variables and short methods of the same file are followed.
/// </summary>
internal sealed class SourceText(CompilationUnitSyntax file)
{
    private const int MostTexts = 24, MostNested = 6;

    private int _values;

    /// <summary>The texts of an expression; a single unknown value if it is not made of text.</summary>
    public IReadOnlyList<string> Of(ExpressionSyntax expression)
    {
        _values = 0;
        return Of(expression, 0);
    }

    private IReadOnlyList<string> Of(ExpressionSyntax expression, int depth)
    {
        if (depth > MostNested)
            return [Value()];
        return expression switch
        {
            ParenthesizedExpressionSyntax inner => Of(inner.Expression, depth),
            LiteralExpressionSyntax { Token.Value: string text } => [text],
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum =>
                Joined([Of(sum.Left, depth), Of(sum.Right, depth)]),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } either =>
                [.. Of(either.Left, depth), .. Of(either.Right, depth)],
            ConditionalExpressionSyntax choice => [.. Of(choice.WhenTrue, depth), .. Of(choice.WhenFalse, depth)],
            SwitchExpressionSyntax choice => [.. choice.Arms.SelectMany(arm => Of(arm.Expression, depth))],
            InterpolatedStringExpressionSyntax text => Joined(
                [.. text.Contents.Select(part => part is InterpolationSyntax hole
                    ? Of(hole.Expression, depth + 1)
                    : [((InterpolatedStringTextSyntax)part).TextToken.ValueText])]),
            InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Invariant" } } call =>
                Of(call.ArgumentList.Arguments[0].Expression, depth),
            InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: var name } } =>
                Method(name) is { } body ? Of(body, depth + 1) : [Value()],
            IdentifierNameSyntax { Identifier.Text: var name } =>
                Variable(name, expression) is { } value ? Of(value, depth + 1) : [Value()],
            _ => [Value()],
        };
    }

    private ExpressionSyntax? Method(string name) =>
        file.DescendantNodes().OfType<MethodDeclarationSyntax>()
            .FirstOrDefault(method => method.Identifier.Text == name)?.ExpressionBody?.Expression;

    /// <summary>What a constant, or a variable of the member around an expression, begins with.</summary>
    private ExpressionSyntax? Variable(string name, ExpressionSyntax user)
    {
        var member = user.Ancestors().OfType<MemberDeclarationSyntax>().FirstOrDefault();
        return file.DescendantNodes().OfType<VariableDeclaratorSyntax>()
            .FirstOrDefault(variable => variable.Identifier.Text == name
                && (variable.Parent?.Parent is FieldDeclarationSyntax || member?.Contains(variable) == true))
            ?.Initializer?.Value
            ?? file.DescendantNodes().OfType<PropertyDeclarationSyntax>()
                .FirstOrDefault(property => property.Identifier.Text == name)?.ExpressionBody?.Expression;
    }

    private static string[] Joined(IReadOnlyList<IReadOnlyList<string>> parts)
    {
        string[] texts = [""];
        foreach (var part in parts)
            texts = [.. texts.SelectMany(text => part.Select(more => text + more)).Take(MostTexts)];
        return texts;
    }

    private string Value() => $"Q{_values++ % 10}";
}
