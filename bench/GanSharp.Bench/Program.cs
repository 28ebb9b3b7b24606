using GanSharp;
using GanSharp.Bench;
using GanSharp.Benchmarks;
using GanSharp.Recipes;
using GanSharp.Tensors;

try
{
    return await RunAsync();
}
catch (GanSharpException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}

async Task<int> RunAsync()
{
    switch (args)
    {
        case ["gemm", .. var threads] when threads.Length < 2:
            Compute.Threads = threads is [var number] ? int.Parse(number) : Compute.Threads;
            Console.WriteLine(
                $"{Compute.Threads} threads, peak of one core {Peak.GigaFlops():F0} GFLOP/s in single precision");
            GemmBench.Run();
            return 0;
        case ["conv", .. var options]:
            return ConvBench.Run(options);
        case ["step", .. var recipes]:
            foreach (var recipe in recipes.Length > 0 ? recipes : RecipeCatalogue.Names)
                await StepBench.Run(recipe);
            return 0;
        case ["floor", .. var systems]:
            await FloorBench.Run(systems.Length > 0 ? systems : StepBenchmark.Systems);
            return 0;
        case ["sample", .. var sampled]:
            return SampleBench.Run(sampled);
        case ["onnx", .. var drawn]:
            OnnxBench.Run(drawn.Length > 0 ? drawn : ["gan-conv", "dcgan-64"]);
            return 0;
        case ["scale", var system]:
            await ScaleBench.Run(system);
            return 0;
        case ["scaling"]:
            await ScalingBench.Run();
            return 0;
        case ["overhead", var recipe, var epochs, .. var folder]:
            await OverheadBench.Run(recipe, int.Parse(epochs), folder.FirstOrDefault());
            return 0;
        case ["fuzz", .. var fuzzed]:
            return FuzzBench.Run(fuzzed);
        default:
            Console.WriteLine(
                "usage: GanSharp.Bench gemm [THREADS], step [RECIPE...], floor [SYSTEM|RECIPE...], scale SYSTEM, "
                + "scaling, sample [SYSTEM...] [--threads N] [--json], conv [OPTION...], onnx [SYSTEM...], "
                + "overhead RECIPE EPOCHS [MNIST-FOLDER], or fuzz [TARGET...]");
            return 2;
    }
}
