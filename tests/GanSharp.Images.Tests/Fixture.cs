using System.Text.Json;

namespace GanSharp.Images.Tests;

/// <summary>Pictures of several formats, and the pixels that Pillow reads from them; fixtures.py makes both.</summary>
internal static class Fixture
{
    private static readonly Lazy<JsonDocument> Expected = new(() => JsonDocument.Parse(Bytes("pixels.json")));

    public static byte[] Bytes(string name)
    {
        using var stream = typeof(Fixture).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public static (int Width, int Height, int Channels, byte[] Pixels) Pixels(string name)
    {
        var picture = Expected.Value.RootElement.GetProperty(name);
        return (
            picture.GetProperty("width").GetInt32(), picture.GetProperty("height").GetInt32(),
            picture.GetProperty("channels").GetInt32(),
            Convert.FromHexString(picture.GetProperty("pixels").GetString()!));
    }
}
