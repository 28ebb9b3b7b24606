namespace GanSharp.Terms;

/// <summary>
/// The schedule of a term that is costly and changes slowly: it is computed in the first step and in every n-th after
/// it, and counts n times there.
/// </summary>
/// <remarks>Karras et al. 2020, "Analyzing and improving StyleGAN", https://arxiv.org/abs/1912.04958.</remarks>
internal sealed class Laziness
{
    private const string Steps = "steps";
    private double _steps;

    /// <summary>Creates the schedule of a term; <paramref name="every"/> is n.</summary>
    /// <exception cref="GanSharpException">n is not a whole number from 1.</exception>
    public Laziness(string term, double every) => Factor = every >= 1 && every % 1 == 0 ? every
        : throw new GanSharpException($"{term} in every {every}th step is not possible; write a whole number from 1");

    /// <summary>n, how much the term counts where it is computed.</summary>
    public double Factor { get; }

    /// <summary>All that lasts from step to step; empty if the term is computed in every step.</summary>
    public IReadOnlyDictionary<string, double> State
    {
        get
        {
            var state = new Dictionary<string, double>();
            if (Factor > 1)
                state.Add(Steps, _steps);
            return state;
        }
        set => _steps = value.GetValueOrDefault(Steps);
    }

    /// <summary>Begins a step; returns whether the term is computed in it.</summary>
    public bool IsDue() => _steps++ % Factor == 0;
}
