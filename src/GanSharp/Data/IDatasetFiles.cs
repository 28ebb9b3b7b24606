namespace GanSharp.Data;

/// <summary>The files of a data set, found but not yet read.</summary>
internal interface IDatasetFiles
{
    /// <summary>Reads the selected images.</summary>
    /// <param name="info">The data set.</param>
    /// <param name="selection">The images to load.</param>
    /// <param name="progress">Receives the fraction that is read, from several threads, if there are many.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="GanSharpException">A file is damaged, or no image matches the selection.</exception>
    ImageDataset Load(
        DatasetInfo info, ImageSelection selection, IProgress<double>? progress, CancellationToken cancellation);
}
