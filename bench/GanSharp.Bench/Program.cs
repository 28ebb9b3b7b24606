using GanSharp.Bench;
using GanSharp.Recipes;
using GanSharp.Tensors;

if (args is ["fuzz", .. var fuzzed])
    return FuzzBench.Run(fuzzed);
if (args is not [("gemm" or "conv" or "step") and var verb, .. var rest])
{
    Console.WriteLine("usage: GanSharp.Bench gemm|conv [THREADS], step [RECIPE...], or fuzz [TARGET...]");
    return 2;
}
if (verb == "step")
{
    foreach (var recipe in rest.Length > 0 ? rest : RecipeCatalogue.Names)
        await StepBench.Run(recipe);
    return 0;
}
if (rest is [var threads])
    Compute.Threads = int.Parse(threads);
Console.WriteLine($"{Compute.Threads} threads, peak of one core {Peak.GigaFlops():F0} GFLOP/s in single precision");
if (verb == "gemm")
    GemmBench.Run();
else
    ConvBench.Run();
return 0;
