namespace GanSharp.IO;

/// <summary>
/// The size limits of files. Readers refuse larger files, so that foreign bytes cannot exhaust the memory. Writers obey
/// the same limits, so that their files can be read again; a training checks its future files before the first step.
/// </summary>
internal static class Limits
{
    /// <summary>Most pixels per side of a picture.</summary>
    public const int PictureSide = 1 << 20;

    /// <summary>Most pixels of a picture: 72 · 2²⁰, 8 rows and columns of images of 1,024 × 1,024.</summary>
    public const int PicturePixels = 9 << 23;

    /// <summary>Most bytes of a picture file: 256 MiB, enough for all pixels uncompressed.</summary>
    public const int PictureBytes = 1 << 28;

    /// <summary>Most bytes of an event, which may contain one picture.</summary>
    public const int EventBytes = PictureBytes + (1 << 20);

    /// <summary>Most numbers (channels × height × width) of a generated image.</summary>
    public const int ImageNumbers = 1 << 26;

    /// <summary>Most characters of a recipe.</summary>
    public const int RecipeCharacters = 1 << 16;

    /// <summary>Most characters of the plan of a sweep.</summary>
    public const int PlanCharacters = 1 << 20;

    /// <summary>Most bytes per character in a file.</summary>
    public const int BytesPerCharacter = 4;

    /// <summary>Most bytes of a description of a run or a result of a trial: 16 MiB.</summary>
    public const int JsonBytes = 1 << 24;

    /// <summary>
    /// Most bytes of a line of a log: 1 MiB, enough to name all classes. A log can have any number of lines.
    /// </summary>
    public const int LineBytes = 1 << 20;

    /// <summary>Most bytes of the header of a safetensors file: 100 MB, as in the format's own library.</summary>
    public const int HeaderBytes = 100_000_000;

    /// <summary>Most bytes of an array in an IDX file.</summary>
    public const int ArrayBytes = 1 << 30;
}
