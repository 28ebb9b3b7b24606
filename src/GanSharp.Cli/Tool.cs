using System.CommandLine;
using System.CommandLine.Help;
using GanSharp.Cli.Commands;

namespace GanSharp.Cli;

/// <summary>The command <c>gansharp</c>.</summary>
internal static class Tool
{
    public const string Name = "gansharp";

    /// <summary>
    /// Parses and runs a command line. Errors are one line, and a stack trace only where <c>--verbose</c> asks for one.
    /// </summary>
    public static async Task<int> RunAsync(
        string[] args, CliEnvironment environment, CancellationToken cancellation = default)
    {
        var verbose = NewOption.Flag("--verbose", "print stack traces of errors");
        verbose.Recursive = true;
        var root = Root(environment, verbose);
        if (Completion.IsAsked(args))
        {
            foreach (var word in Completion.Words(root, args, System.Environment.GetEnvironmentVariable))
                environment.Out.WriteLine(word);
            return ExitCode.Success;
        }
        var parsed = root.Parse(args, new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        try
        {
            if (BadUsage.Describe(parsed) is { } complaint)
                throw new GanSharpException(complaint);
            var ours = new InvocationConfiguration
            {
                Output = environment.Out,
                Error = environment.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return Outcome(environment, await parsed.InvokeAsync(ours, cancellation));
        }
        catch (Exception error)
        {
            if (environment.Work.TryEnd())
                environment.Error.WriteLine($"{Name}: {OneLine(error)}");
            if (parsed.GetValue(verbose))
                environment.Error.WriteLine(error);
            return ExitCode.Of(error);
        }
    }

    /// <summary>All commands.</summary>
    internal static ToolCommand Root(CliEnvironment environment, Option? verbose = null)
    {
        var help = new HelpOption();
        var showHelp = new HelpWithExamples((HelpAction)help.Action!);
        help.Action = showHelp;
        var version = new Option<bool>("--version") { Description = "print the version", Action = new PrintVersion() };
        var root = new ToolCommand(
            Name, "Trains generative adversarial networks for images, and draws from them.", environment,
            "gansharp train                                       train the default recipe on the built-in digits",
            "gansharp sample latest --labels 7 --out sevens.png   draw sixteen sevens from the newest run",
            "gansharp resume latest                               go on with a training that was stopped",
            "gansharp compare 1 2 3                               put runs side by side on a page",
            "gansharp evaluate latest                             hold samples of the newest run against real test images",
            "gansharp recipes                                     list what can be trained")
        {
            new TrainCommand(environment), new ResumeCommand(environment), new SampleCommand(environment),
            new ReportCommand(environment),
            new CompareCommand(environment), new EvaluateCommand(environment), new SweepCommand(environment),
            new FeaturesCommand(environment),
            new RecipesCommand(environment), new DataCommand(environment), new BenchCommand(environment), help, version,
        };
        if (verbose is not null)
            root.Add(verbose);
        root.SetAction(showHelp.Invoke);
        return root;
    }

    /// <summary>
    /// The exit code of a command that ended with that one: what was not written is a failure. Output that was not is
    /// none where the files of a training hold what it says, and what was stopped has said so.
    /// </summary>
    private static int Outcome(CliEnvironment environment, int exit)
    {
        if (environment.OutputFailure is { } failure && exit != ExitCode.Stopped)
        {
            var reason = failure is IOException ? OneLine(failure) : "it is closed";
            environment.Error.WriteLine($"{Name}: standard output cannot be written: {reason}");
            environment.Work.IsIncomplete |= !environment.Work.IsTraining;
        }
        return exit == ExitCode.Success && environment.Work.IsIncomplete ? ExitCode.Failed : exit;
    }

    private static string OneLine(Exception error) => error switch
    {
        RunFailedException { InnerException: { } cause } => OneLine(cause),
        OperationCanceledException and not StoppedException => "stopped",
        OutOfMemoryException => "out of memory; ask for fewer images, a smaller batch or smaller networks",
        _ => error.Message.ReplaceLineEndings(" "),
    };
}
