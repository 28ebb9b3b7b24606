
namespace GanSharp.Mpi;

/// <summary>Gives every process the bytes of all, in the order of their numbers.</summary>
/// <param name="own">This process's bytes; each process has as many.</param>
internal sealed class GatherExchange(byte[] own) : Exchange
{
    private const int Tag = 1;

    private readonly List<nint> _transfers = [];

    /// <summary>The bytes of all processes.</summary>
    public byte[] All { get; private set; } = [];

    /// <inheritdoc/>
    public override void Begin(IMessages messages)
    {
        All = GC.AllocateUninitializedArray<byte>(own.Length * messages.Count, pinned: true);
        own.CopyTo(Of(messages.Rank));
        foreach (var other in Others(messages))
            _transfers.Add(messages.Receive(other, Tag, Of(other)));
        foreach (var other in Others(messages))
            _transfers.Add(messages.Send(other, Tag, Of(messages.Rank)));
    }

    /// <inheritdoc/>
    public override bool Advance(IMessages messages) => AreDone(messages, _transfers);

    private Span<byte> Of(int process) => All.AsSpan(process * own.Length, own.Length);
}
