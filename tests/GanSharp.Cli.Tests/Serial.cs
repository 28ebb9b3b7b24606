using Xunit.Sdk;
using Xunit.v3;

// Tests set the number of threads, which is global to the process.
[assembly: Parallelization(Mode = ParallelMode.None)]
