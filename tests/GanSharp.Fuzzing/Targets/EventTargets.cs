using System.Buffers.Binary;
using GanSharp.IO.Events;

namespace GanSharp.Fuzzing.Targets;

/// <summary>
/// TensorBoard's event files. An input has records in a simpler frame: two bytes of length, then the data.
/// </summary>
internal static class EventTargets
{
    private static readonly byte[][] Tokens =
    [
        .. FuzzTarget.Split("brain.Event:2   loss"), [10, 0], [42, 4], [58, 2, 8, 1], [11, 11, 11, 11],
        [34, 0x80, 0x80, 0x80, 0x80, 8], [0xFF, 0xFF, 0xFF, 0xFF, 0xF],
    ];

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        Of("events", path => string.Join(' ', EventFile.Read(path).Select(value => value.GetType().Name).Distinct())),
        Of("events-cut", path =>
        {
            EventFile.CutAfter(path, 1);
            return $"{new FileInfo(path).Length / 16}";
        }),
    ];

    private static FuzzTarget Of(string name, Func<string, string> read) =>
        new(name, "events.out.tfevents.1.x", [Seed()], read) { Tokens = Tokens, Pack = Pack };

    private static byte[] Seed()
    {
        var stream = new MemoryStream(Example.FileOf(path =>
        {
            using var file = EventFile.Create(path, restart: 1);
            file.AddScalar("loss", 1, 0.5);
            file.AddImage("samples", 2, new(2, 2, 1, [1, 2, 3, 4]));
        }));
        return FuzzTargets.Written(unpacked =>
        {
            while (Records.Next(stream, "") is { } record)
            {
                unpacked.Write([(byte)record.Length, (byte)(record.Length >> 8)]);
                unpacked.Write(record);
            }
        });
    }

    private static byte[] Pack(byte[] bytes) => FuzzTargets.Written(stream =>
    {
        for (var at = 0; at < bytes.Length;)
        {
            var length = at + 2 <= bytes.Length ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at)) : 0;
            var begin = Math.Min(bytes.Length, at + 2);
            at = Math.Min(bytes.Length, begin + length);
            Records.Write(stream, bytes.AsSpan(begin, at - begin));
        }
    });
}
