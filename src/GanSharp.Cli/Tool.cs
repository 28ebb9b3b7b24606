using System.CommandLine;
using System.CommandLine.Help;
using GanSharp.Cli.Commands;

namespace GanSharp.Cli;

/// <summary>The command <c>gansharp</c>.</summary>
internal static class Tool
{
    public const string Name = "gansharp";

    /// <summary>Parses and runs a command line. Errors are one line, and a stack trace only where <c>--verbose</c> asks for one.</summary>
    public static async Task<int> RunAsync(string[] args, CliEnvironment environment, CancellationToken cancellation = default)
    {
        var verbose = NewOption.Flag("--verbose", "print stack traces of errors");
        verbose.Recursive = true;
        var parsed = Root(environment, verbose).Parse(args, new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
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
            return WithOutput(environment, await parsed.InvokeAsync(ours, cancellation));
        }
        catch (Exception error)
        {
            environment.Error.WriteLine($"{Name}: {OneLine(error)}");
            if (parsed.GetValue(verbose))
                environment.Error.WriteLine(error);
            return ExitCode.Of(error);
        }
    }

    private static ToolCommand Root(CliEnvironment environment, Option verbose)
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
            new TrainCommand(environment), new ResumeCommand(environment), new SampleCommand(environment), new ReportCommand(environment),
            new CompareCommand(environment), new EvaluateCommand(environment), new SweepCommand(environment), new FeaturesCommand(environment),
            new RecipesCommand(environment), new DataCommand(environment), new BenchCommand(environment), help, version, verbose,
        };
        root.SetAction(showHelp.Invoke);
        return root;
    }

    /// <summary>Says that results could not be written, which is a failure unless files of a training hold them.</summary>
    private static int WithOutput(CliEnvironment environment, int exit)
    {
        if (environment.OutputFailure is not { } failure)
            return exit;
        var reason = failure is IOException ? OneLine(failure) : "it is closed";
        environment.Error.WriteLine($"{Name}: standard output cannot be written: {reason}");
        return exit == ExitCode.Success && !environment.Work.IsTraining ? ExitCode.Failed : exit;
    }

    private static string OneLine(Exception error) => error switch
    {
        RunFailedException { InnerException: { } cause } => OneLine(cause),
        OperationCanceledException and not StoppedException => "stopped",
        OutOfMemoryException => "out of memory; ask for fewer images, a smaller batch or smaller networks",
        _ => error.Message.ReplaceLineEndings(" "),
    };
}
