using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GanSharp.Text;

/// <summary>Writes mappings of texts and lists of texts. Texts of several lines stand as they are.</summary>
/// <param name="emitter">What it is written with.</param>
/// <param name="isFlow">Whether lists of short texts stand in one line.</param>
internal sealed class YamlText(IEmitter emitter, bool isFlow = true)
{
    /// <summary>A document that is a mapping.</summary>
    public void Mapping(Action entries)
    {
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart());
        Map(entries);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
    }

    /// <summary><c>key: value</c></summary>
    public void Entry(string key, string value)
    {
        Text(key);
        Text(value);
    }

    /// <summary>A key with a list.</summary>
    public void Entry(string key, IEnumerable<string> values)
    {
        Text(key);
        List(values);
    }

    /// <summary>A key with keys of its own below it; nothing where there are none.</summary>
    public void Entry(string key, IEnumerable<(string Key, IReadOnlyList<string> Values)> entries, bool isSingle)
    {
        if (!entries.Any())
            return;
        Text(key);
        Map(() =>
        {
            foreach (var (name, values) in entries)
            {
                Text(name);
                if (isSingle)
                    Text(values[0]);
                else
                    List(values);
            }
        });
    }

    private void Map(Action entries)
    {
        emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Block));
        entries();
        emitter.Emit(new MappingEnd());
    }

    private void List(IEnumerable<string> values)
    {
        var isShort = isFlow && values.All(value => !value.Contains('\n', StringComparison.Ordinal));
        emitter.Emit(
            new SequenceStart(
                AnchorName.Empty, TagName.Empty, isImplicit: true, isShort ? SequenceStyle.Flow : SequenceStyle.Block));
        foreach (var value in values)
            Text(value);
        emitter.Emit(new SequenceEnd());
    }

    private void Text(string text) => emitter.Emit(new Scalar(
        AnchorName.Empty, TagName.Empty, text,
        text.Contains('\n', StringComparison.Ordinal) ? ScalarStyle.Literal : ScalarStyle.Any, true, true));
}
