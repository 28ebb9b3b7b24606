namespace GanSharp.Tensors.Random;

/// <summary>Consecutive counters of one <see cref="Philox"/> key, from <paramref name="Start"/> on.</summary>
internal readonly record struct PhiloxRange(ulong Key, ulong Start);
