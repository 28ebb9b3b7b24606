using System.CommandLine;
using GanSharp.Cli.Presentation;
using GanSharp.Mpi;
using GanSharp.Recipes;
using GanSharp.Reports.Studies;
using GanSharp.Studies;
using GanSharp.Text;

namespace GanSharp.Cli.Commands;

/// <summary>
/// <c>gansharp sweep</c>: trains recipes × settings × seeds, evaluates each trial and writes a report.
/// </summary>
internal sealed class SweepCommand : TrainingCommand
{
    private readonly Argument<string[]> _what = new("RECIPE")
    {
        Description =
            "recipes, a .yaml file that defines a sweep, or the folder of a sweep to resume",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly SweepOptions _options = new();
    private readonly SlurmOptions _slurm = new();
    private readonly Option<string?> _out = NewOption.Text(
        "--out", "DIR", "folder of the sweep; sweeps/RECIPES by default");
    private readonly Option<bool> _retry = NewOption.Flag("--retry", "train failed trials again from the start");
    private readonly Option<bool> _dryRun = NewOption.Flag(
        "--dry-run", "list the trials and check the data sets without training");

    public SweepCommand(CliEnvironment environment) : base(
        "sweep",
        "Train recipes with many settings and seeds and compare them. The same command resumes a sweep.", environment,
        "gansharp sweep cgan-paper --grid lr=1e-4,2e-4 --grid batch-size=32,64 --seeds 2",
        "gansharp sweep gan wgan-gp --dataset mnist --steps 3000 --seeds 2 --out sweeps/mnist",
        "gansharp sweep gan --random 20 --grid \"lr=1e-5..1e-3 log\" --grid ema=0,0.999",
        "gansharp sweep cgan-paper --each --grid \"terms=non-saturating|hinge;r1 2\" --grid batch-size=32,128",
        "gansharp sweep default --dataset fashion-mnist --init-from 3 --grid lr=1e-4,5e-4",
        "gansharp sweep study.yaml --dry-run",
        "gansharp sweep study.yaml --slurm --tasks 8 --cpus 4",
        "gansharp sweep status sweeps/mnist",
        "gansharp sweep report sweeps/mnist --markdown")
    {
        _what.CompletionSources.Add([.. RecipeCatalogue.Names]);
        Add(_what);
        IEnumerable<Option> options = [.. _options.All, .. Data, _out, _retry, _dryRun, .. _slurm.All, .. Plain];
        foreach (var option in options)
            Add(option);
        Add(new SweepReportCommand(environment));
        Add(new SweepStatusCommand(environment));
        SetAction(RunAsync);
    }

    public override bool SharesWork => true;

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var isListed = parsed.GetValue(_dryRun);
        if (ProcessGroup.IsFollower && (isListed || _slurm.AreGiven(parsed)))
            return ExitCode.Success;
        var (plan, folder) = PlanOf(parsed);
        var trials = plan.Trials();
        Recipe[] datasets = [.. trials.Select(trial => trial.Recipe).DistinctBy(recipe => recipe.Dataset)];
        if (isListed)
        {
            foreach (var recipe in datasets.Where(recipe => !IsFetched(recipe, parsed)))
                LoadData(recipe, parsed, cancellation);
            plan.CheckInitFrom();
            TrialListing.Write(Environment, trials, IsJson(parsed));
            return ExitCode.Success;
        }
        if (_slurm.AreGiven(parsed))
            return _slurm.Run(Environment, parsed, plan, folder);
        UseThreads(parsed);
        var sweep = await Environment.Processes.FirstThenOthersAsync(async () =>
        {
            foreach (var recipe in datasets)
                await FetchDataAsync(recipe, parsed, cancellation);
            return Sweep.Open(folder, plan);
        });
        if (parsed.GetValue(_retry) && Environment.Processes.IsFirst)
        {
            foreach (var aside in sweep.ForgetFailures())
                Environment.Error.WriteLine($"the failed run is kept in {aside}");
        }
        SweepView view = IsJson(parsed) ? new SweepJson(Environment, sweep)
            : Environment.Terminal is { } terminal ? new SweepBar(Environment, terminal, sweep)
            : new SweepLines(Environment, sweep);
        return await WatchAsync(sweep, Lasting(view), parsed, cancellation);
    }

    private async Task<int> WatchAsync(
        Sweep sweep, View<SweepEvent> view, ParseResult parsed, CancellationToken cancellation)
    {
        var isBegun = false;
        var plan = sweep.Plan with { Features = Environment.AtFeatures(sweep.Plan.Features) };
        var evaluate = plan.Samples == 0 ? null : Environment.Evaluate(
            plan, Environment.At(FolderOf(parsed)),
            real => LearnedFeaturesView.Show(Environment, real, silent: false, IsJson(parsed), cancellation),
            Environment.Processes);
        var failed = 0;
        try
        {
            Environment.Work.IsUnsaved = !Environment.Processes.IsFirst; // the first says below when it is
            await view.WatchAsync(async () =>
            {
                await foreach (
                    var happened in sweep.RunAsync(
                        recipe => LoadData(recipe, parsed, cancellation),
                        evaluate, Environment.Time, Environment.Processes, cancellation))
                {
                    isBegun |= happened is TrialStarted;
                    Environment.Work.IsUnsaved = happened is TrialStarted or TrialProgress;
                    failed = happened is SweepFinished end ? end.Failed : failed;
                    if (happened is TrialFinished { WriteErrors: var errors })
                        foreach (var message in errors)
                            Environment.Lose(message);
                    if ((happened is SweepFinished && (isBegun || !SweepReport.IsIn(sweep)))
                        || (happened is TrialFinished trial && trial.Done < trial.Total))
                        Report(sweep);
                    view.Show(happened);
                }
            });
            return failed == 0 ? ExitCode.Success : ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            throw new StoppedException(
                $"resume with the same command or with {Tool.Name} sweep {ShellWord.Path(sweep.Folder)}");
        }
        catch (Exception error) when (isBegun)
        {
            throw new RunFailedException(error);
        }
        finally
        {
            Environment.Work.IsUnsaved = false;
        }
    }

    /// <summary>Writes the report. The sweep continues if that fails.</summary>
    private void Report(Sweep sweep)
    {
        try
        {
            SweepReport.Write(sweep.Folder);
        }
        catch (Exception error)
        {
            Environment.Lose($"the report of the sweep could not be written: {error.Message}");
        }
    }

    /// <summary>Returns the plan and the folder of the sweep, from a file, a folder or the command line.</summary>
    private (SweepPlan Plan, string Folder) PlanOf(ParseResult parsed)
    {
        var what = parsed.GetValue(_what) ?? [];
        if (what.Length == 0)
            throw new GanSharpException(
                "what should be trained? Name recipes, or the .yaml file or folder of a sweep "
                + "(see gansharp sweep --help)");
        if (what is [var only] && !RecipeCatalogue.Names.Contains(only) && Directory.Exists(Environment.At(only)))
            return (
                _options.WithoutOptions(parsed, only, Sweep.Open(Environment.At(only)).Plan),
                Environment.At(parsed.GetValue(_out) ?? only));
        if (what is [var file] && RecipeCatalogue.IsPath(file) && SweepYaml.IsPlan(Environment.At(file)))
        {
            var plan = _options.WithoutOptions(parsed, file, SweepYaml.Load(Environment.At(file)));
            return (
                plan,
                Environment.At(parsed.GetValue(_out) ?? Path.Combine("sweeps", Path.GetFileNameWithoutExtension(file)))
            );
        }
        Recipe[] recipes = [.. what.Select(name => RecipeCatalogue.Load(Environment.AtRecipe(name)))];
        return (
            _options.PlanOf(parsed, recipes, SettingsOf(parsed, _options.Settings), KeyAndValue, PathOf),
            Environment.At(
                parsed.GetValue(_out) ?? Path.Combine("sweeps", string.Join('-', recipes.Select(recipe => recipe.Name)))
            ));
    }
}
