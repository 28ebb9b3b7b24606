using GanSharp.Sampling;
using GanSharp.Tensors;

namespace GanSharp.Studio.Play;

/// <summary>Draws the pictures of a <see cref="GridView"/>.</summary>
internal static class Drawing
{
    /// <summary>All pictures.</summary>
    public static SampleSet Grid(LoadedGenerator generator, GridView view, CancellationToken cancellation) => Draw(
        generator, view, NoiseOf(generator, view), [.. Enumerable.Range(0, view.Count)], view.Columns, cancellation);

    /// <summary>One of the pictures.</summary>
    public static SampleSet One(
        LoadedGenerator generator, GridView view, int cell, CancellationToken cancellation) =>
        Draw(generator, view, NoiseOf(generator, view, cell), [cell], 1, cancellation);

    /// <summary>
    /// Pictures from noise between that of two of the pictures; share 0 is the first of them, share 1 the second.
    /// </summary>
    public static SampleSet Interpolation(
        LoadedGenerator generator, GridView view, (int From, int To) ends, IReadOnlyList<double> shares,
        CancellationToken cancellation)
    {
        using var scope = new TensorScope();
        using var untracked = Tape.Pause();
        var latent = generator.Sampler.Latent;
        var from = Tensor.From(NoiseOf(generator, view, ends.From), [1, latent.Size]);
        var to = Tensor.From(NoiseOf(generator, view, ends.To), [1, latent.Size]);
        var noise = TensorOps.Concat([.. shares.Select(share => latent.Between(from, to, share))], 0);
        int[] cells = [.. shares.Select(share => share < 0.5 ? ends.From : ends.To)];
        return Draw(generator, view, noise.ToArray<float>(), cells, shares.Count, cancellation);
    }

    /// <summary>All pictures in motion: each walks through other noise and back.</summary>
    public static SampleFilm Film(
        LoadedGenerator generator, GridView view, FilmRequest film, CancellationToken cancellation)
    {
        using var scope = new TensorScope();
        using var untracked = Tape.Pause();
        var latent = generator.Sampler.Latent;
        var keys = Enumerable.Range(0, film.Keys).Select(key => Tensor.From(
            NoiseOf(generator, key == 0 ? view : view.Later(key)), [view.Count, latent.Size]));
        var walk = new ClosedWalk(latent, keys);
        int[] cells = [.. Enumerable.Range(0, view.Count)];
        return new(
            [
                .. Enumerable.Range(0, film.Frames).Select(frame =>
                {
                    using var temporaries = new TensorScope();
                    var noise = TensorOps.Concat(
                        [.. cells.Select(cell => walk.At(cell, (double)frame / film.Frames))], 0);
                    return Draw(generator, view, noise.ToArray<float>(), cells, view.Columns, cancellation);
                }),
            ],
            film.Rate);
    }

    /// <summary>The noise of one picture, before it is moved.</summary>
    public static float[] NoiseOf(LoadedGenerator generator, GridView view, int cell)
    {
        var size = generator.Sampler.Latent.Size;
        return NoiseOf(generator, view)[(cell * size)..((cell + 1) * size)];
    }

    /// <summary>The noise of all pictures, one after the other, before they are moved.</summary>
    private static float[] NoiseOf(LoadedGenerator generator, GridView view)
    {
        var noise = generator.Noise(view.Seed, view.Count).ToArray();
        var size = generator.Sampler.Latent.Size;
        if (view.Start is { } start)
            Approach(generator, noise, start, view.Spread);
        foreach (var (choice, value) in generator.Codes.Zip(view.Codes))
        {
            for (var cell = 0; value is not null && cell < view.Count; cell++)
                choice.Set(noise.AsSpan(cell * size, size), value.Value);
        }
        return noise;
    }

    /// <summary>Replaces noise by the start and its neighbours.</summary>
    private static void Approach(LoadedGenerator generator, float[] noise, float[] start, double spread)
    {
        using var scope = new TensorScope();
        using var untracked = Tape.Pause();
        var latent = generator.Sampler.Latent;
        var centre = Tensor.From(start, [1, latent.Size]);
        start.CopyTo(noise, 0);
        for (var at = latent.Size; at < noise.Length; at += latent.Size)
        {
            var random = Tensor.From(noise[at..(at + latent.Size)], [1, latent.Size]);
            latent.Between(centre, random, spread).ToArray<float>().CopyTo(noise, at);
        }
    }

    private static SampleSet Draw(
        LoadedGenerator generator, GridView view, float[] noise, int[] cells, int columns,
        CancellationToken cancellation)
    {
        var sampler = generator.Sampler.WithTruncation(view.Truncation);
        var move = generator.Directions.Sum(view.Moves);
        int[]? labels = sampler.IsConditional ? [.. cells.Select(cell => view.LabelOf(cell, sampler)!.Value)] : null;
        using var scope = new TensorScope();
        using var untracked = Tape.Pause();
        if (move is not null && !sampler.HasStyles)
            Add(noise, move, sampler.Latent.Size);
        var vectors = Tensor.From(noise, [cells.Length, sampler.Latent.Size]);
        var style = move is not null && sampler.HasStyles ? Tensor.From(move, [1, move.Length]) : null;
        var pixels = sampler.Pixels(
            cells.Length, (first, count) => vectors.Slice(0, first, count), labels, cancellation,
            style is null ? null : (_, styles) => new(styles + style));
        return new(pixels, sampler.Image, labels, columns);
    }

    /// <summary>Adds a move to the first numbers of each vector.</summary>
    private static void Add(float[] noise, float[] move, int size)
    {
        for (var at = 0; at < noise.Length; at += size)
        {
            for (var i = 0; i < move.Length; i++)
                noise[at + i] += move[i];
        }
    }
}
