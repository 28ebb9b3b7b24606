using GanSharp.Tensors;

namespace GanSharp.Metrics;

/// <summary>
/// The inception score (Salimans et al. 2016, https://arxiv.org/abs/1606.03498) with the classes of any network: high
/// if each sample has a clear class and all classes occur. It does not use real images.
/// </summary>
public static class InceptionScore
{
    /// <summary>
    /// exp(E KL(p(y|x) ‖ p(y))), from 1 (all predictions are alike) to K (certain predictions, all classes equally
    /// often).
    /// </summary>
    /// <param name="logits">Unnormalised log probabilities, shape (N, K), F32 or F64.</param>
    public static double Of(Tensor logits)
    {
        using var scope = new TensorScope();
        return new Probabilities(logits).Score(null);
    }

    /// <summary>p(y|x) of each sample, and its negative entropy.</summary>
    internal sealed class Probabilities
    {
        private readonly double[] _values, _negativeEntropies;
        private readonly int _classes;

        public Probabilities(Tensor logits)
        {
            using var scope = new TensorScope();
            var logs = logits.ToDoubles().LogSoftmax();
            var values = logs.Exp();
            (_values, _classes) = (values.ToArray<double>(), logits.Shape[1]);
            _negativeEntropies = (values * logs).Sum([1]).ToArray<double>();
        }

        /// <summary>The score with <paramref name="counts"/>[i] occurrences of the i-th sample.</summary>
        public double Score(int[]? counts)
        {
            var (shares, total) = (new double[_classes], 0L);
            for (var i = 0; i < _negativeEntropies.Length; i++)
            {
                var count = counts?[i] ?? 1;
                total += count;
                for (var k = 0; k < _classes; k++)
                    shares[k] += count * _values[i * _classes + k];
            }
            var entropy = -shares.Where(share => share > 0).Sum(share => share / total * Math.Log(share / total));
            return Math.Clamp(
                Math.Exp(counts.Mean(_negativeEntropies.Length, i => _negativeEntropies[i]) + entropy), 1, _classes);
        }
    }
}
