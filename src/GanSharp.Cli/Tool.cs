using System.CommandLine;
using System.CommandLine.Help;
using GanSharp.Cli.Commands;
using GanSharp.Cli.Shells;
using GanSharp.Images;
using GanSharp.IO;
using GanSharp.Mpi;

namespace GanSharp.Cli;

/// <summary>The command <c>gansharp</c>.</summary>
internal static class Tool
{
    public const string Name = "gansharp";

    /// <summary>
    /// Parses and runs a command line, and returns the exit code. An error is one line, with a stack trace only under
    /// <c>--verbose</c>.
    /// </summary>
    public static async Task<int> RunAsync(
        string[] args, CliEnvironment environment, CancellationToken cancellation = default)
    {
        PictureSupport.Add();
        var verbose = NewOption.Flag("--verbose", "print stack traces of errors");
        verbose.Recursive = true;
        var root = Root(environment, verbose);
        if (Completion.IsAsked(args))
        {
            foreach (var word in Completion.Words(root, args, System.Environment.GetEnvironmentVariable))
                environment.Out.WriteLine(word);
            return ExitCode.Success;
        }
        var parsed = Parse(root, args);
        if (ProcessGroup.IsFollower && parsed.CommandResult.Command is not ToolCommand { SharesWork: true })
            return ExitCode.Success; // the first of the processes that MPI started does it alone
        TextWriter? log = null;
        try
        {
            if (!ProcessGroup.IsFollower && LogOption.FileIn(parsed) is { } path)
            {
                log = LogFile.Append(environment.At(path));
                environment = environment.LoggingTo(log, path);
                parsed = Parse(Root(environment, verbose), args); // commands that print there
            }
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
                environment.Complain($"{Name}: {OneLine(error)}");
            if (parsed.GetValue(verbose))
                environment.Error.WriteLine(error);
            return ExitCode.Of(error);
        }
        finally
        {
            log?.Dispose();
        }
    }

    /// <summary>Creates the root command with all commands.</summary>
    internal static ToolCommand Root(CliEnvironment environment, Option? verbose = null)
    {
        var help = new HelpOption { Description = "print this help" };
        var showHelp = new HelpWithExamples((HelpAction)help.Action!);
        help.Action = showHelp;
        var version = new Option<bool>("--version") { Description = "print the version", Action = new PrintVersion() };
        var root = new ToolCommand(
            Name, "Train generative adversarial networks on images and draw samples from them.", environment,
            "gansharp train                                       train the default recipe on the built-in digits",
            "gansharp sample latest --labels 7 --out sevens.png   draw 16 sevens with the newest run",
            "gansharp resume latest                               resume a stopped training",
            "gansharp compare 1 2 3                               compare runs on one page",
            "gansharp evaluate latest                             compare samples of the newest run with real images",
            "gansharp recipes                                     list the built-in recipes")
        {
            new TrainCommand(environment), new ResumeCommand(environment), new StopCommand(environment),
            new PauseCommand(environment), new SampleCommand(environment),
            new DirectionsCommand(environment), new ProjectCommand(environment), new ReportCommand(environment),
            new CompareCommand(environment), new EvaluateCommand(environment), new SweepCommand(environment),
            new FeaturesCommand(environment), new ImportCommand(environment), new ExportCommand(environment),
            new StudioCommand(environment),
            new ZooCommand(environment), new RecipesCommand(environment), new DataCommand(environment),
            new BenchCommand(environment), new CompletionCommand(environment), help, version,
        };
        if (verbose is not null)
            root.Add(verbose);
        root.SetAction(showHelp.Invoke);
        NameArguments(root);
        return root;
    }

    private static ParseResult Parse(ToolCommand root, string[] args) =>
        root.Parse(args, new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false });

    /// <summary>Lets help call arguments by their names. By default it lists all completions instead.</summary>
    private static void NameArguments(Command command)
    {
        foreach (var argument in command.Arguments)
            argument.HelpName = argument.Name;
        foreach (var subcommand in command.Subcommands)
            NameArguments(subcommand);
    }

    /// <summary>
    /// Returns the final exit code of a command, which fails if it could not write something. A training does not fail
    /// if only its output could not be written, since its files hold the result.
    /// </summary>
    private static int Outcome(CliEnvironment environment, int exit)
    {
        if (environment.OutputFailure is { } failure && exit != ExitCode.Stopped)
        {
            var reason = failure is IOException ? OneLine(failure) : "it is closed";
            environment.Complain($"{Name}: {environment.OutputName} cannot be written: {reason}");
            environment.Work.IsIncomplete |= !environment.Work.IsTraining;
        }
        return exit == ExitCode.Success && environment.Work.IsIncomplete ? ExitCode.Failed : exit;
    }

    private static string OneLine(Exception error) => error switch
    {
        RunFailedException { InnerException: { } cause } => OneLine(cause),
        OperationCanceledException and not StoppedException => "stopped",
        OutOfMemoryException and not InsufficientMemoryException =>
            "out of memory; use fewer images, a smaller batch or smaller networks",
        _ => error.Message.ReplaceLineEndings(" "),
    };
}
