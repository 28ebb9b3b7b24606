namespace GanSharp.Data;

/// <summary>The files of a data set, found but not yet read.</summary>
internal interface IDatasetFiles
{
    /// <summary>Reads the selected images.</summary>
    /// <param name="info">The data set.</param>
    /// <param name="selection">The images to load.</param>
    /// <param name="context">Progress, cancellation and memory.</param>
    /// <exception cref="GanSharpException">A file is damaged, or no image matches the selection.</exception>
    ImageDataset Load(DatasetInfo info, ImageSelection selection, LoadContext context);
}
