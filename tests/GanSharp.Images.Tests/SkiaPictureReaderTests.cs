using System.Buffers.Binary;
using GanSharp.IO;

namespace GanSharp.Images.Tests;

public sealed class SkiaPictureReaderTests
{
    private readonly SkiaPictureReader _reader = new();

    [Theory]
    [InlineData("lossless.webp")]
    [InlineData("transparent.webp", 1)]
    [InlineData("colour.bmp")]
    [InlineData("colour.gif")]
    [InlineData("frames.gif")]
    [InlineData("grey.jpg", 2)]
    [InlineData("baseline.jpg", 4)]
    [InlineData("progressive.jpg", 4)]
    [InlineData("cmyk.jpg", 4)]
    [InlineData("lossy.webp", 8)]
    public void Pixels_are_those_that_Pillow_reads(string name, int tolerance = 0)
    {
        var picture = _reader.Read(Fixture.Bytes(name), name, DecodeOptions.Default);
        var (width, height, channels, pixels) = Fixture.Pixels(name);
        (picture.Width, picture.Height, picture.Channels).ShouldBe((width, height, channels));
        for (var i = 0; i < pixels.Length; i++)
            Math.Abs(picture.Pixels[i] - pixels[i]).ShouldBeLessThanOrEqualTo(tolerance, $"byte {i}");
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    [InlineData(5), InlineData(6), InlineData(7), InlineData(8)]
    public void A_picture_is_turned_as_its_camera_was(int orientation) =>
        Pixels_are_those_that_Pillow_reads($"orientation-{orientation}.jpg", 4);

    [Fact]
    public void A_JPEG_is_scaled_while_it_is_decoded_but_not_below_the_size_that_is_needed()
    {
        var picture = _reader.Read(Fixture.Bytes("baseline.jpg"), "a.jpg", new() { SmallestSide = 8 });
        Math.Min(picture.Width, picture.Height).ShouldBeInRange(8, 10);
        _reader.Read(Fixture.Bytes("baseline.jpg"), "a.jpg", new() { SmallestSide = 17 }).Height.ShouldBe(17);
        _reader.Read(Fixture.Bytes("lossless.webp"), "a.webp", new() { SmallestSide = 8 }).Height.ShouldBe(17);
    }

    [Theory]
    [InlineData("baseline.jpg"), InlineData("progressive.jpg"), InlineData("cmyk.jpg"), InlineData("grey.jpg")]
    [InlineData("lossless.webp"), InlineData("lossy.webp"), InlineData("colour.gif"), InlineData("colour.bmp")]
    public void A_picture_that_was_cut_off_is_refused(string name)
    {
        var file = Fixture.Bytes(name);
        foreach (var length in new[] { 0, 1, 2, file.Length / 4, file.Length / 2, file.Length - 20 })
        {
            Should.Throw<GanSharpException>(
                    () => _reader.Read(file.AsMemory(0, length), "cut", DecodeOptions.Default), $"{length} bytes")
                .Message.ShouldStartWith("cut: ");
        }
    }

    [Fact]
    public void Another_format_is_refused()
    {
        byte[] png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, .. new byte[64]];
        Should.Throw<GanSharpException>(() => _reader.Read(png, "a.jpg", DecodeOptions.Default)).Message
            .ShouldBe("a.jpg: is not a JPEG, WebP, GIF or BMP picture; is it damaged?");
    }

    [Fact]
    public void A_header_that_claims_too_many_pixels_is_refused_before_they_are_decoded()
    {
        var file = Fixture.Bytes("colour.bmp");
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), 60_000);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), 60_000);
        Should.Throw<GanSharpException>(() => _reader.Read(file, "bomb.bmp", DecodeOptions.Default)).Message
            .ShouldBe(
                "bomb.bmp: 60000×60000 pixels are too many (at most 1048576 per side and 75497472 in total); "
                + "scale it down");
    }

    [Fact]
    public void A_small_file_that_claims_many_pixels_is_refused_before_they_are_decoded()
    {
        var file = Fixture.Bytes("baseline.jpg");
        var size = file.AsSpan(file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]) + 5);
        BinaryPrimitives.WriteInt16BigEndian(size, 8000);
        BinaryPrimitives.WriteInt16BigEndian(size[2..], 8000);
        Should.Throw<GanSharpException>(() => _reader.Read(file, "bomb.jpg", DecodeOptions.Default)).Message
            .ShouldBe($"bomb.jpg: {file.Length} bytes cannot hold a picture of 8000×8000 pixels; is it damaged?");
    }

    [Theory]
    [InlineData("#102030", 16, 32, 48)]
    [InlineData("black", 0, 0, 0)]
    public void Transparent_pixels_lie_on_the_background(string colour, byte red, byte green, byte blue)
    {
        var picture = _reader.Read(
            Fixture.Bytes("transparent.webp"), "a.webp", new() { Background = PixelColor.Parse(colour) });
        byte[] expected = [red, green, blue];
        for (var c = 0; c < 3; c++)
            Math.Abs(picture.Pixels[c] - expected[c]).ShouldBeLessThanOrEqualTo(8, "the row is almost transparent");
    }

    [Theory]
    [InlineData("baseline.jpg"), InlineData("lossy.webp"), InlineData("colour.gif"), InlineData("colour.bmp")]
    public void Its_formats_are_recognised_by_their_bytes(string name)
    {
        var file = Fixture.Bytes(name);
        _reader.Recognizes(file).ShouldBeTrue();
        _reader.Recognizes(file.AsSpan(0, 1)).ShouldBeFalse();
        _reader.Recognizes("RIFF1234WAVE"u8).ShouldBeFalse();
    }
}
