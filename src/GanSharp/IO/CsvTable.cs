using System.Text;

namespace GanSharp.IO;

/// <summary>A table of comma-separated values (RFC 4180) with a header.</summary>
/// <param name="Header">The names of the columns.</param>
/// <param name="Rows">The rows, each with as many fields as the header, and the lines that they start in.</param>
internal sealed record CsvTable(string[] Header, IReadOnlyList<(int Line, string[] Fields)> Rows)
{
    private const int MostBytes = 1 << 28;

    /// <summary>
    /// Parses a text in UTF-8. Fields may be quoted, and a quote in them is doubled. Empty lines are skipped.
    /// </summary>
    /// <exception cref="GanSharpException">
    /// It is empty or not UTF-8, a quote is not closed, or a row has more or fewer fields than the header.
    /// </exception>
    public static CsvTable Parse(byte[] bytes, string name)
    {
        if (bytes.Length > MostBytes)
            throw new GanSharpException($"{name}: {bytes.Length} bytes are too many for a table; split it");
        var rows = new List<(int Line, string[] Fields)>();
        var reader = new RowReader(Decoded(bytes, name), name);
        while (reader.Next() is var (line, fields))
        {
            if (rows.Count > 0 && fields.Length != rows[0].Fields.Length)
                throw new GanSharpException(
                    $"{name}:{line}: has {Plural(fields)}, but the header has {Plural(rows[0].Fields)}; "
                    + (fields.Length > rows[0].Fields.Length
                        ? "quote fields that contain commas"
                        : "write all of them, divided by commas"));
            rows.Add((line, fields));
        }
        return rows.Count > 0
            ? new(rows[0].Fields, rows[1..])
            : throw new GanSharpException($"{name}: is empty; write a header and a line for every picture");

        static string Plural(string[] fields) => Text.Plural.Of(fields.Length, "field");
    }

    /// <summary>Returns the index of the first of these columns that it has, in any letter case; -1 if none.</summary>
    public int ColumnOf(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            var index = Array.FindIndex(
                Header, column => string.Equals(column.Trim(), name, StringComparison.OrdinalIgnoreCase));
            if (index >= 0)
                return index;
        }
        return -1;
    }

    /// <summary>
    /// The character that seems to divide the columns in place of the comma, by its name; null if there is none.
    /// </summary>
    public string? OtherDivider =>
        Header is not [var only] ? null
        : only.Contains(';', StringComparison.Ordinal) ? "semicolons"
        : only.Contains('\t', StringComparison.Ordinal) ? "tabs"
        : null;

    private static string Decoded(byte[] bytes, string name)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException e)
        {
            throw new GanSharpException($"{name}: is not UTF-8; save it as UTF-8", e);
        }
    }

    /// <summary>Splits a text into rows of fields.</summary>
    private sealed class RowReader(string text, string name)
    {
        private int _at, _line = 1;

        /// <summary>Returns the next row that is not empty; null at the end.</summary>
        public (int Line, string[] Fields)? Next()
        {
            while (_at < text.Length)
            {
                var line = _line;
                string[] fields = [.. Fields()];
                if (fields is not [""])
                    return (line, fields);
            }
            return null;
        }

        private IEnumerable<string> Fields()
        {
            do
            {
                yield return _at < text.Length && text[_at] == '"' ? Quoted() : Plain();
            }
            while (Skip(','));
            var isEnded = Skip('\r');
            isEnded |= Skip('\n');
            if (_at < text.Length && !isEnded)
                throw new GanSharpException(
                    $"{name}:{_line}: text follows a closing quote; double quotes inside fields");
            _line++;
        }

        private string Plain()
        {
            var length = text.AsSpan(_at).IndexOfAny(",\r\n");
            return Take(length < 0 ? text.Length - _at : length);
        }

        private string Quoted()
        {
            var (start, field) = (_line, new StringBuilder());
            for (var isFirst = true; Skip('"'); isFirst = false)
            {
                if (!isFirst)
                    field.Append('"');
                var length = text.AsSpan(_at).IndexOf('"');
                if (length < 0)
                    throw new GanSharpException($"{name}:{start}: a quote is not closed; close it");
                var piece = Take(length);
                _line += piece.Count(character => character == '\n');
                field.Append(piece);
                _at++;
            }
            return field.ToString();
        }

        private string Take(int length)
        {
            var piece = text.Substring(_at, length);
            _at += length;
            return piece;
        }

        private bool Skip(char character)
        {
            if (_at >= text.Length || text[_at] != character)
                return false;
            _at++;
            return true;
        }
    }
}
