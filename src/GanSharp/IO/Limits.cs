namespace GanSharp.IO;

/// <summary>
/// How large files may be. Readers refuse what is larger, so that foreign bytes cannot take all memory. Writers stay
/// within the same limits, so that what is written can be read: what a training will write is looked at before its
/// first step.
/// </summary>
internal static class Limits
{
    /// <summary>Most pixels of a side of a picture.</summary>
    public const int PictureSide = 1 << 20;

    /// <summary>Most pixels of a picture: 72 · 2²⁰, 8 rows and columns of images of 1,024 × 1,024.</summary>
    public const int PicturePixels = 9 << 23;

    /// <summary>Most bytes of a picture: 256 MiB, which are enough for all pixels as they are.</summary>
    public const int PictureBytes = 1 << 28;

    /// <summary>Most bytes of an event, which can be one picture.</summary>
    public const int EventBytes = PictureBytes + (1 << 20);

    /// <summary>Most numbers of an image that a generator makes.</summary>
    public const int ImageNumbers = 1 << 26;

    /// <summary>Most characters of a recipe.</summary>
    public const int RecipeCharacters = 1 << 16;

    /// <summary>Most characters of the plan of a sweep.</summary>
    public const int PlanCharacters = 1 << 20;

    /// <summary>Most bytes that a character takes in a file.</summary>
    public const int BytesPerCharacter = 4;

    /// <summary>Most bytes of a description of a run or a result of a trial: 16 MiB.</summary>
    public const int JsonBytes = 1 << 24;

    /// <summary>
    /// Most bytes of a line of a log, which can name all classes: 1 MiB. A log can have any number of lines.
    /// </summary>
    public const int LineBytes = 1 << 20;

    /// <summary>Most bytes of the header of a safetensors file: 100 MB, as in the format's own library.</summary>
    public const int HeaderBytes = 100_000_000;

    /// <summary>Most bytes of an array in an IDX file.</summary>
    public const int ArrayBytes = 1 << 30;
}
