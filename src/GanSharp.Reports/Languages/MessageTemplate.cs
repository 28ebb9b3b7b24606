using System.Globalization;

namespace GanSharp.Reports.Languages;

/// <summary>
/// A message with places such as <c>{0}</c> for values, in order, and its translation, which may have them in another
/// order.
/// </summary>
internal sealed class MessageTemplate
{
    private readonly string[] _pieces;
    private readonly string _translation;

    public MessageTemplate(string english, string translation)
    {
        var pieces = new List<string>();
        for (var (at, index) = (0, 0); ; index++)
        {
            var place = Place(index);
            var next = english.IndexOf(place, at, StringComparison.Ordinal);
            pieces.Add(next < 0 ? english[at..] : english[at..next]);
            if (next < 0)
                break;
            at = next + place.Length;
        }
        (_pieces, _translation) = ([.. pieces], translation);
    }

    /// <summary>The number of letters that a message must have in common with the template.</summary>
    public int Letters => _pieces.Sum(piece => piece.Length);

    /// <summary>The texts between the places.</summary>
    public IReadOnlyList<string> Pieces => _pieces;

    /// <summary>Returns the values of a message; null if it is not of this kind.</summary>
    public string[]? ValuesIn(string message)
    {
        if (_pieces.Length == 1)
            return message == _pieces[0] ? [] : null;
        if (!message.StartsWith(_pieces[0], StringComparison.Ordinal))
            return null;
        var (values, at) = (new string[_pieces.Length - 1], _pieces[0].Length);
        for (var i = 1; i < _pieces.Length; i++)
        {
            var end = i == _pieces.Length - 1
                ? EndOf(message, at)
                : message.IndexOf(_pieces[i], at, StringComparison.Ordinal);
            if (end < at)
                return null;
            values[i - 1] = message[at..end];
            at = end + _pieces[i].Length;
        }
        return IsCount && !values[0].All(char.IsAsciiDigit) ? null : values;
    }

    /// <summary>Whether a value is in quotes, so that it is what a person wrote.</summary>
    public bool IsQuoted(int index) => _pieces[index].EndsWith('\'') && _pieces[index + 1].StartsWith('\'');

    /// <summary>The translation with values.</summary>
    public string With(IReadOnlyList<string> values)
    {
        var text = _translation;
        for (var i = values.Count - 1; i >= 0; i--)
            text = text.Replace(Place(i), $"\0{i.ToString(CultureInfo.InvariantCulture)}\0", StringComparison.Ordinal);
        for (var i = 0; i < values.Count; i++)
            text = text.Replace($"\0{i.ToString(CultureInfo.InvariantCulture)}\0", values[i], StringComparison.Ordinal);
        return text;
    }

    /// <summary>Whether it is a number and a word, such as <c>{0} files</c>: a name may end in a word, too.</summary>
    private bool IsCount => _pieces is ["", [' ', .. var word]] && word.All(char.IsAsciiLetter);

    private int EndOf(string message, int at) =>
        message.EndsWith(_pieces[^1], StringComparison.Ordinal) && message.Length - _pieces[^1].Length >= at
            ? message.Length - _pieces[^1].Length
            : -1;

    private static string Place(int index) => $"{{{index.ToString(CultureInfo.InvariantCulture)}}}";
}
