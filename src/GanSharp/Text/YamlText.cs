using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GanSharp.Text;

/// <summary>A writer of YAML mappings of texts and lists of texts. Multi-line texts become literal blocks.</summary>
/// <param name="emitter">The emitter to write to.</param>
/// <param name="isFlow">Whether to write lists of single-line texts on one line.</param>
internal sealed class YamlText(IEmitter emitter, bool isFlow = true)
{
    /// <summary>Writes a document that is a mapping.</summary>
    public void Mapping(Action entries)
    {
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart());
        Map(entries);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
    }

    /// <summary>Writes <c>key: value</c>.</summary>
    public void Entry(string key, string value)
    {
        Text(key);
        Text(value);
    }

    /// <summary>Writes a key with a list.</summary>
    public void Entry(string key, IEnumerable<string> values)
    {
        Text(key);
        List(values);
    }

    /// <summary>Writes a key with a nested mapping, or nothing when the mapping is empty.</summary>
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
