using Xunit.Sdk;
using Xunit.v3;

// Tests set the number of threads, which belongs to the process.
[assembly: Parallelization(Mode = ParallelMode.None)]
