using GanSharp.Augmentation;
using GanSharp.Models;
using GanSharp.Tensors;
using GanSharp.Terms;

namespace GanSharp.Training;

/// <summary>
/// The scalars of a discriminator's step besides its loss: scores, what the terms measure and observe, and whether the
/// discriminator overfits.
/// </summary>
/// <param name="terms">The terms.</param>
/// <param name="isClassifier">Whether scores are logits of "real".</param>
/// <param name="controller">The controller of the augmentation; null if there is none.</param>
internal sealed class StepFigures(GanTerm[] terms, bool isClassifier, AdaptiveProbability? controller)
{
    private (string[] Measured, int Observed)[] _ofTerms = [];

    /// <summary>Computes the scalars of a shard.</summary>
    public IEnumerable<Tensor> Of(StepContext context)
    {
        var ofTerms = Array.ConvertAll(
            terms, term => (Measured: term.Measure(context).ToArray(), Observed: term.Observe(context).ToArray()));
        _ofTerms = Array.ConvertAll(
            ofTerms, term => (Array.ConvertAll(term.Measured, measure => measure.Name), term.Observed.Length));
        return
        [
            .. (Tensor[])(isClassifier ? [Probability(context.OnReal), Probability(context.OnFake)] : []),
            .. ofTerms.SelectMany(term => term.Measured.Select(measure => measure.Value).Concat(term.Observed)),
            .. (Tensor[])(controller is null ? [] : [Tensor.Scalar(Signs(context), DType.F64)]),
        ];
    }

    /// <summary>
    /// Lets the terms and the controller take the whole batch into account, and returns the result of the step.
    /// </summary>
    /// <param name="progress">The discriminator's step.</param>
    /// <param name="model">The networks.</param>
    /// <param name="sums">The sums of the scalars over the shards.</param>
    /// <param name="shards">The number of shards.</param>
    /// <param name="images">Real images in the batch.</param>
    public GanStep.Result Conclude(
        GanStep.Progress progress, GanModel model, double[] sums, int shards, int images)
    {
        var place = 0;
        var (real, fake) = isClassifier ? (Next() / shards, Next() / shards) : ((double?)null, (double?)null);
        var measures = new Dictionary<string, double>();
        foreach (var (term, (measured, observed)) in terms.Zip(_ofTerms))
        {
            foreach (var name in measured)
                measures.Add(name, Next() / shards);
            term.AfterDiscriminatorStep(model, [.. Enumerable.Range(0, observed).Select(_ => Next() / shards)]);
            foreach (var (name, value) in term.Status)
                measures.Add(name, value);
        }
        if (controller is not null)
        {
            controller.Observe(Next(), images);
            measures.Add("augment-probability", controller.Probability);
            measures.Add("overfitting", controller.Overfitting);
        }
        return new(progress, null, real, fake, measures.Count == 0 ? null : measures);

        double Next() => sums[place++];
    }

    /// <summary>
    /// The sum of the signs of the real images' scores. Scores that are no logits have no zero between real and
    /// generated images, so they are compared in pairs.
    /// </summary>
    private double Signs(StepContext context)
    {
        var scores = isClassifier ? context.OnReal : context.OnReal - context.OnFake;
        return scores.ToArray<double>().Sum(score => double.IsNaN(score) ? 0 : Math.Sign(score));
    }

    /// <summary>The mean of σ(logit), the probability of "real".</summary>
    private static Tensor Probability(Tensor logits) => logits.Detach().Sigmoid().Mean();
}
