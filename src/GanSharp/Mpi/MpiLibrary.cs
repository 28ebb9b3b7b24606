using System.Runtime.InteropServices;

namespace GanSharp.Mpi;

/// <summary>
/// The functions of an MPI library that is found at run time. Open MPI and MPICH (and libraries with its binary
/// interface, such as Intel MPI and Cray MPICH) have the same functions, but other handles: addresses there, numbers
/// here. A number in a register of the size of an address serves both.
/// </summary>
internal sealed unsafe class MpiLibrary
{
    private const int Funneled = 1;
    private const nint MpichWorld = 0x44000000, MpichByte = 0x4c00010d;

    private readonly nint _world, _byte, _ignoredStatus;
    private readonly delegate* unmanaged<int*, byte***, int, int*, int> _init;
    private readonly delegate* unmanaged<int> _finalize;
    private readonly delegate* unmanaged<nint, int*, int> _rank, _size;
    private readonly delegate* unmanaged<void*, int, nint, int, int, nint, nint*, int> _send, _receive;
    private readonly delegate* unmanaged<nint*, int*, nint, int> _test;
    private readonly delegate* unmanaged<nint, int, int> _abort;

    private MpiLibrary(nint library)
    {
        var isOpen = NativeLibrary.TryGetExport(library, "ompi_mpi_comm_world", out var world);
        (_world, _byte, _ignoredStatus) = isOpen
            ? (world, NativeLibrary.GetExport(library, "ompi_mpi_byte"), (nint)0)
            : (MpichWorld, MpichByte, 1);
        _init = (delegate* unmanaged<int*, byte***, int, int*, int>)Function("MPI_Init_thread");
        _finalize = (delegate* unmanaged<int>)Function("MPI_Finalize");
        _rank = (delegate* unmanaged<nint, int*, int>)Function("MPI_Comm_rank");
        _size = (delegate* unmanaged<nint, int*, int>)Function("MPI_Comm_size");
        _send = (delegate* unmanaged<void*, int, nint, int, int, nint, nint*, int>)Function("MPI_Isend");
        _receive = (delegate* unmanaged<void*, int, nint, int, int, nint, nint*, int>)Function("MPI_Irecv");
        _test = (delegate* unmanaged<nint*, int*, nint, int>)Function("MPI_Test");
        _abort = (delegate* unmanaged<nint, int, int>)Function("MPI_Abort");

        nint Function(string name) => NativeLibrary.GetExport(library, name);
    }

    /// <summary>Loads the library of a launch.</summary>
    /// <exception cref="GanSharpException">There is none, or it is not one of MPI.</exception>
    public static MpiLibrary Load(MpiLaunch launch)
    {
        foreach (var name in launch.Libraries)
        {
            if (!NativeLibrary.TryLoad(name, out var library))
                continue;
            try
            {
                return new(library);
            }
            catch (EntryPointNotFoundException error)
            {
                throw new GanSharpException(
                    $"{name}: is not an MPI library ({error.Message}); set {MpiLaunch.LibraryVariable} to one", error);
            }
        }
        throw new GanSharpException(
            $"started under MPI, but no MPI library is found ({string.Join(", ", launch.Libraries)}); install "
            + $"{launch.Package}, or set {MpiLaunch.LibraryVariable} to the path of the library");
    }

    /// <summary>Begins MPI; only this thread may call it from now on.</summary>
    public (int Rank, int Count) Initialize()
    {
        int provided, rank, count;
        Check(_init(null, null, Funneled, &provided), "MPI_Init_thread");
        Check(_rank(_world, &rank), "MPI_Comm_rank");
        Check(_size(_world, &count), "MPI_Comm_size");
        return (rank, count);
    }

    /// <summary>Ends MPI. The process cannot begin it again.</summary>
    public void End() => Check(_finalize(), "MPI_Finalize");

    /// <summary>
    /// Begins to send memory that does not move; <paramref name="request"/> is where MPI keeps its handle.
    /// </summary>
    public void Send(int to, int tag, ReadOnlySpan<byte> message, nint* request)
    {
        fixed (byte* start = message)
            Check(_send(start, message.Length, _byte, to, tag, _world, request), "MPI_Isend");
    }

    /// <summary>Begins to receive into memory that does not move.</summary>
    public void Receive(int from, int tag, Span<byte> message, nint* request)
    {
        fixed (byte* start = message)
            Check(_receive(start, message.Length, _byte, from, tag, _world, request), "MPI_Irecv");
    }

    /// <summary>Whether a transfer is complete.</summary>
    public bool Test(nint* request)
    {
        int done;
        Check(_test(request, &done, _ignoredStatus), "MPI_Test");
        return done != 0;
    }

    /// <summary>Ends all processes.</summary>
    public void Abort(int exitCode) => _abort(_world, exitCode);

    private static void Check(int status, string function)
    {
        if (status != 0)
            throw new GanSharpException($"{function} failed with status {status}; see what the MPI library printed");
    }
}
