using GanSharp.Mpi;
using GanSharp.Training;

namespace GanSharp.Tests.Mpi;

[Trait("Instructions", "any")]
public class ProcessGroupTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Numbers_are_gathered_in_the_order_of_the_processes(int count)
    {
        var expected = Enumerable.Range(0, count).SelectMany(rank => new double[] { rank, -rank }).ToArray();
        foreach (var all in LocalNetwork.Run(count, processes => processes.Gather([processes.Rank, -processes.Rank])))
            all.ShouldBe(expected);
    }

    [Fact]
    public void All_learn_what_one_says()
    {
        LocalNetwork.Run(3, processes => processes.Any(processes.Rank == 2)).ShouldBe([true, true, true]);
        LocalNetwork.Run(3, processes => processes.Any(false)).ShouldBe([false, false, false]);
        LocalNetwork.Run(3, processes => processes.OfFirst(processes.IsFirst ? "größer" : "other"))
            .ShouldBe(["größer", "größer", "größer"]);
        LocalNetwork.Run(2, processes => processes.OfFirst(processes.IsFirst ? null : "other"))
            .ShouldBe([null, null]);
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 10)]
    [InlineData(3, 10)]
    [InlineData(3, 1)]
    [InlineData(2, 0)]
    public void Work_is_shared_in_the_same_batches(int count, int items)
    {
        var expected = Enumerable.Range(0, items).SelectMany(item => new[] { item, item / 4 * 4 }).ToArray();
        foreach (var (all, own) in LocalNetwork.Run(count, Work))
        {
            all.ShouldBe(expected, "each item and the first of its batch of four");
            own.ShouldBeLessThanOrEqualTo((items / 4 + count) / count * 4);
        }

        (int[] All, int Own) Work(ProcessGroup processes)
        {
            var (all, own) = (new int[2 * items], 0);
            processes.Share<int>(items, 4, all, Compute, CancellationToken.None);
            return (all, own);

            void Compute(int start, int size, Span<int> numbers)
            {
                own += size;
                for (var i = 0; i < size; i++)
                    (numbers[2 * i], numbers[2 * i + 1]) = (start + i, start);
            }
        }
    }

    [Fact]
    public void A_stop_in_one_process_ends_the_shared_work_of_all() =>
        LocalNetwork.Run(3, processes => Should.Throw<OperationCanceledException>(() => processes.Share<int>(
            100, 1, new int[100], (_, _, _) => { }, new CancellationToken(processes.Rank == 1)))).Length.ShouldBe(3);

    /// <summary>Each process sends its slices of a gradient and of the mean to each other process.</summary>
    [Fact]
    public void The_exchange_of_gradients_is_accounted_for()
    {
        var recipe = Tiny.Recipe with { BatchSize = 8, Shards = 4, Steps = 3 };
        foreach (var (count, perParameter) in ((int, double)[])[(1, 0), (2, (2 + 1) / 2.0), (4, (1 + 1) * 3 / 4.0)])
        {
            var parameters = 0L;
            var uses = LocalNetwork.Run(count, processes =>
            {
                using var trainer = new Trainer(recipe, Tiny.Images(), new() { Processes = processes });
                parameters = trainer.Model.Generator.ParameterCount + trainer.Model.Discriminator.ParameterCount;
                trainer.RunAsync().LastAsync().AsTask().GetAwaiter().GetResult();
                return processes.Exchanged;
            });
            foreach (var use in uses)
            {
                use.Bytes.ShouldBe(recipe.Steps * parameters * perParameter * sizeof(float), tolerance: 200);
                use.Hidden.ShouldBeInRange(0, 1);
                (use.Time > TimeSpan.Zero).ShouldBe(count > 1);
            }
        }
    }

    [Theory]
    [InlineData("OMPI_COMM_WORLD_SIZE=4 OMPI_COMM_WORLD_RANK=3", 3, "libmpi.so.40")]
    [InlineData("PMI_SIZE=2 PMI_RANK=1", 1, "libmpi.so.12")]
    [InlineData("PMIX_RANK=7", 7, "libmpi.so.40")]
    [InlineData("PMI_SIZE=2 PMI_RANK=0 GANSHARP_MPI=/opt/libmpi.so", 0, "/opt/libmpi.so")]
    public void A_launcher_is_recognised(string variables, int rank, string library)
    {
        var launch = Find(variables).ShouldNotBeNull();
        (launch.Rank, launch.Libraries[0]).ShouldBe((rank, library));
    }

    [Theory]
    [InlineData("")]
    [InlineData("OMPI_COMM_WORLD_SIZE=1 OMPI_COMM_WORLD_RANK=0")]
    [InlineData("PMI_SIZE=1 PMI_RANK=0")]
    [InlineData("GANSHARP_MPI=/opt/libmpi.so")]
    public void A_process_by_itself_loads_nothing(string variables) => Find(variables).ShouldBeNull();

    private static MpiLaunch? Find(string variables)
    {
        var set = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Split('='))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        return MpiLaunch.Find(set.GetValueOrDefault);
    }
}
