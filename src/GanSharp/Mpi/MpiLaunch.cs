using System.Globalization;

namespace GanSharp.Mpi;

/// <summary>What the variables of an MPI launcher say: <c>mpirun</c>, <c>mpiexec</c> or <c>srun</c>.</summary>
/// <param name="Rank">The number of this process, from 0.</param>
/// <param name="Libraries">The names of the MPI libraries that fit the launcher, the likeliest first.</param>
/// <param name="Package">What to install if there is none of them.</param>
internal sealed record MpiLaunch(int Rank, IReadOnlyList<string> Libraries, string Package)
{
    /// <summary>The variable that names the MPI library to load.</summary>
    public const string LibraryVariable = "GANSHARP_MPI";

    private static readonly string[] OpenMpi = ["libmpi.so.40", "libmpi.so"],
        Mpich = ["libmpi.so.12", "libmpich.so.12", "libmpich.so"];

    /// <summary>The launch that started this process; null if none did, or it started this process alone.</summary>
    /// <param name="variable">Returns a variable of the environment; null if it is not set.</param>
    public static MpiLaunch? Find(Func<string, string?> variable)
    {
        if (variable("OMPI_COMM_WORLD_SIZE") is { } open)
            return open == "1" ? null
                : With("OMPI_COMM_WORLD_RANK", OpenMpi, "Open MPI (Debian: libopenmpi3, on others openmpi)");
        if (variable("PMI_SIZE") is { } size)
            return size == "1" ? null
                : With("PMI_RANK", [.. Mpich, .. OpenMpi], "MPICH (Debian: libmpich12, on others mpich)");
        return variable("PMIX_RANK") is null ? null
            : With("PMIX_RANK", [.. OpenMpi, .. Mpich], "an MPI library with PMIx (Debian: libopenmpi3)");

        MpiLaunch With(string rank, string[] libraries, string package) =>
            new(
                int.TryParse(variable(rank), NumberStyles.None, CultureInfo.InvariantCulture, out var own) ? own : 0,
                variable(LibraryVariable) is { Length: > 0 } named ? [named] : libraries, package);
    }
}
