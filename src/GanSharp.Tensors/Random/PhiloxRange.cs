namespace GanSharp.Tensors.Random;

/// <summary>Consecutive counters of one <see cref="Philox"/> key, starting at <paramref name="Start"/>.</summary>
internal readonly record struct PhiloxRange(ulong Key, ulong Start);
