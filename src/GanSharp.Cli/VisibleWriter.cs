using System.Text;
using GanSharp.Text;

namespace GanSharp.Cli;

/// <summary>
/// Escapes control characters in all text, so that foreign names cannot control the terminal. See
/// <see cref="Visible"/>.
/// </summary>
internal sealed class VisibleWriter : TextWriter
{
    public VisibleWriter(TextWriter inner) => (Inner, CoreNewLine) = (inner, inner.NewLine.ToCharArray());

    /// <summary>The writer that receives the escaped text.</summary>
    public TextWriter Inner { get; }

    public override Encoding Encoding => Inner.Encoding;

    public override void Write(char value) =>
        Inner.Write(value is '\n' or '\r' || !Visible.IsHidden(value) ? $"{value}" : Visible.Of($"{value}"));

    public override void Write(string? value) => Inner.Write(Visible.Lines(value ?? ""));

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void WriteLine(string? value) => Inner.WriteLine(Visible.Lines(value ?? ""));

    public override void Flush() => Inner.Flush();
}
