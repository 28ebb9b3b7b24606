using GanSharp.Bench;
using GanSharp.Recipes;
using GanSharp.Tensors;

if (args is not [("gemm" or "conv" or "step" or "floor" or "overhead") and var verb, .. var rest])
{
    Console.WriteLine("usage: GanSharp.Bench gemm|conv [THREADS], step [RECIPE...], floor [SYSTEM...], or overhead RECIPE EPOCHS [MNIST-FOLDER]");
    return 2;
}
if (verb == "floor")
{
    await FloorBench.Run(rest.Length > 0 ? rest : PeerSystems.Names);
    return 0;
}
if (verb == "overhead")
{
    await OverheadBench.Run(rest[0], int.Parse(rest[1]), rest.ElementAtOrDefault(2));
    return 0;
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
