using GanSharp.Bench;
using GanSharp.Tensors;

var verb = args.FirstOrDefault();
if (verb is not ("gemm" or "conv"))
{
    Console.WriteLine("usage: GanSharp.Bench gemm|conv [threads]");
    return 2;
}
if (args.Length > 1)
    Compute.Threads = int.Parse(args[1]);
Console.WriteLine($"{Compute.Threads} threads, peak of one core {Peak.GigaFlops():F0} GFLOP/s in single precision");
if (verb == "gemm")
    GemmBench.Run();
else
    ConvBench.Run();
return 0;
