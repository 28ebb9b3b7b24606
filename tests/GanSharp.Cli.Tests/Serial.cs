// Tests set the number of threads, which belongs to the process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
