namespace GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

/// <summary>
/// Bands of whole rows of tiles into which images are cut, so that a band's copies and values stay in the cache. A band
/// has about <paramref name="enoughTiles"/> tiles, but at least two rows of them, as neighbouring bands share pixels.
/// </summary>
internal readonly struct WinogradBands(in WinogradTiles tiles, int enoughTiles)
{
    private const int LeastRows = 2;

    private readonly WinogradTiles _tiles = tiles;

    /// <summary>Bands of an image.</summary>
    public int Count => Integers.CeilDiv(_tiles.Down, Rows);

    /// <summary>Tiles of a band; the last one of an image may have fewer.</summary>
    public int Tiles => Rows * _tiles.Across;

    /// <summary>Most rows of pixels that the tiles of a band reach into.</summary>
    public int InputHeight => Math.Max(this[0].InputHeight, this[Count - 1].InputHeight);

    /// <summary>Most rows of outputs, extended to whole tiles.</summary>
    public int OutputHeight => this[0].OutputHeight;

    public WinogradBand this[int index] => new(_tiles, index * Rows, Math.Min(Rows, _tiles.Down - index * Rows));

    /// <summary>Rows of tiles of all bands but the last.</summary>
    private int Rows => Math.Min(_tiles.Down, Math.Max(LeastRows, enoughTiles / _tiles.Across));
}

/// <summary>Some rows of tiles of an image.</summary>
internal readonly struct WinogradBand(in WinogradTiles tiles, int row, int rows)
{
    private readonly WinogradTiles _tiles = tiles;

    public bool IsFirst => row == 0;

    public int FirstTile => row * _tiles.Across;

    /// <summary>Number of tiles.</summary>
    public int Tiles => rows * _tiles.Across;

    /// <summary>First row of pixels, those of the padding included.</summary>
    public int FirstInput => row * _tiles.Step;

    /// <summary>Rows of pixels that the tiles reach into, and for the last band all that follow.</summary>
    public int InputHeight => IsLast ? _tiles.PaddedHeight - FirstInput : OwnInputs + _tiles.Overlap;

    /// <summary>Rows of pixels that no later band reaches into.</summary>
    public int FinishedInputs => IsLast ? InputHeight : OwnInputs;

    public int FirstOutput => row * WinogradTiles.Outputs;

    public int OutputHeight => rows * WinogradTiles.Outputs;

    private bool IsLast => row + rows == _tiles.Down;

    private int OwnInputs => rows * _tiles.Step;
}
