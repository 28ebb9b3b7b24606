namespace GanSharp.Data;

/// <summary>The files of a data set, which were found and not yet read.</summary>
internal interface IDatasetFiles
{
    /// <summary>Reads the images that are wanted.</summary>
    /// <param name="info">The data set.</param>
    /// <param name="selection">The images that are wanted.</param>
    /// <param name="progress">Told the share that is read, from several threads; where reading takes long.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="GanSharpException">A file is damaged, or what is wanted is not there.</exception>
    ImageDataset Load(
        DatasetInfo info, ImageSelection selection, IProgress<double>? progress, CancellationToken cancellation);
}
