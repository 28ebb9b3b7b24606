using GanSharp.Models;
using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>
/// The discriminator is an auto-encoder with the reconstruction error L, the mean absolute difference of pixels. D
/// minimises L(x) - k · L(G(z)), G minimises L(G(z)). After each step of D, k ← min(max(k + λ(γL(x) - L(G(z))), 0), 1),
/// from 0, which keeps L(G(z)) at γ times L(x). M = L(x) + |γL(x) - L(G(z))| measures convergence: when its running
/// mean stops falling, both learning rates are halved.
/// </summary>
/// <remarks>
/// Berthelot et al. 2017, "BEGAN: boundary equilibrium generative adversarial networks",
/// https://arxiv.org/abs/1703.10717.
/// </remarks>
/// <param name="gamma">γ, the diversity ratio, above 0; 0.75 by default.</param>
/// <param name="lambda">λ, the step of k, above 0; 1e-3 in the paper.</param>
/// <param name="patience">
/// Steps without a new minimum of M after which learning rates are halved; 3,000 by default.
/// </param>
public sealed class BoundaryEquilibrium(double gamma = 0.75, double lambda = 1e-3, double patience = 3000) : GanTerm
{
    private readonly Plateau _plateau = new(patience);
    private double _k, _convergence;

    /// <inheritdoc/>
    public override DiscriminatorHeads Needs => DiscriminatorHeads.Reconstruction;

    /// <inheritdoc/>
    public override double LearningRateFactor => Math.Pow(0.5, _plateau.Count);

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, double> State
    {
        get => new Dictionary<string, double>(_plateau.State) { ["k"] = _k };
        set => (_k, _plateau.State) = (value["k"], value);
    }

    /// <inheritdoc/>
    public override Tensor ForDiscriminator(StepContext step) => OnReal(step) - _k * OnFake(step);

    /// <inheritdoc/>
    public override Tensor ForGenerator(StepContext step) => OnFake(step);

    /// <inheritdoc/>
    public override IEnumerable<Tensor> Observe(StepContext step) => [OnReal(step), OnFake(step)];

    /// <inheritdoc/>
    public override void AfterDiscriminatorStep(GanModel model, IReadOnlyList<double> observed)
    {
        var (real, fake) = (observed[0], observed[1]);
        var balance = gamma * real - fake;
        _k = Math.Clamp(_k + lambda * balance, 0, 1);
        _convergence = real + Math.Abs(balance);
        _plateau.Observe(_convergence);
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Status => [("k", _k), ("convergence", _convergence)];

    private static Tensor OnReal(StepContext step) => ReconstructionError.Absolute(step.Real, step.RealOutput);

    private static Tensor OnFake(StepContext step) => ReconstructionError.Absolute(step.Fake, step.FakeOutput);
}
