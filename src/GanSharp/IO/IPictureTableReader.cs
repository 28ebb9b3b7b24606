namespace GanSharp.IO;

/// <summary>A reader of tables that hold pictures and labels, such as Parquet files.</summary>
public interface IPictureTableReader
{
    /// <summary>The extension of the files that it reads, in lower case.</summary>
    string Extension { get; }

    /// <summary>Opens a table and reads its labels, but no picture yet.</summary>
    /// <exception cref="GanSharpException">The file is damaged, or has no column of pictures.</exception>
    IPictureTable Open(string path);
}

/// <summary>A table whose rows are encoded pictures.</summary>
/// <remarks>Implementations are safe for use by several threads at once.</remarks>
public interface IPictureTable
{
    /// <summary>Number of rows.</summary>
    int Count { get; }

    /// <summary>The label of every row, as text; null when the table has no labels.</summary>
    IReadOnlyList<string>? Labels { get; }

    /// <summary>The names of the classes in the order of the file; empty when it does not list them.</summary>
    IReadOnlyList<string> ClassNames { get; }

    /// <summary>Reads the encoded picture of a row. Rows are cheapest in their order.</summary>
    /// <exception cref="GanSharpException">The file is damaged, or the row has no picture.</exception>
    byte[] Read(int row);
}
