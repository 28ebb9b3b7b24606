namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// The layout in memory of the filters that a product reads as B, whose neighbouring columns are contiguous. The depths
/// are (row, column, channel) of a window, with <paramref name="Columns"/> × <paramref name="Channels"/> to a row;
/// neighbouring rows, columns and channels are <paramref name="RowStep"/>, <paramref name="ColumnStep"/> and
/// <paramref name="ChannelStride"/> elements apart.
/// </summary>
internal readonly record struct FilterLayout(
    int RowStep, int ColumnStep, int ChannelStride, int Columns, int Channels);
