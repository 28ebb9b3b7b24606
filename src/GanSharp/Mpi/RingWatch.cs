
namespace GanSharp.Mpi;

/// <summary>
/// Tells the next process every few seconds that this one is alive, and notices when the one before says nothing any
/// more. The processes form a ring, so each is watched by one other.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class RingWatch(TimeProvider time)
{
    private const int Tag = 0;
    private const byte Alive = 0, Leaving = 1;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly byte[] _heard = GC.AllocateArray<byte>(1, pinned: true);
    private readonly byte[] _said = GC.AllocateArray<byte>(1, pinned: true);
    private nint? _receiving, _sending;
    private long _lastSaid, _lastHeard, _lastLook;
    private bool _hasSaidFarewell, _hasHeardFarewell;

    /// <summary>How long a process may say nothing.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether this process leaves, and says so.</summary>
    public bool IsLeaving { get; set; }

    /// <summary>Whether this process has left, and the one before too.</summary>
    public bool IsOver => _hasSaidFarewell && _hasHeardFarewell && _sending is null;

    /// <summary>Whether the process before has said nothing for longer than <see cref="Patience"/>.</summary>
    public bool IsLost { get; private set; }

    /// <summary>The process that this one listens to.</summary>
    public static int Watched(IMessages messages) => (messages.Rank + messages.Count - 1) % messages.Count;

    /// <summary>Says and hears what is due.</summary>
    public void Advance(IMessages messages)
    {
        var now = time.GetTimestamp();
        // A process that was itself stopped, with all others perhaps, must not blame them.
        if (_lastLook == 0 || time.GetElapsedTime(_lastLook, now) > Interval)
            _lastHeard = now;
        _lastLook = now;
        Hear(messages, now);
        Say(messages, now);
        IsLost = !_hasHeardFarewell && time.GetElapsedTime(_lastHeard, now) > Patience;
    }

    private void Hear(IMessages messages, long now)
    {
        if (_hasHeardFarewell)
            return;
        _receiving ??= messages.Receive(Watched(messages), Tag, _heard);
        if (!messages.IsDone(_receiving.Value))
            return;
        (_receiving, _lastHeard, _hasHeardFarewell) = (null, now, _heard[0] == Leaving);
    }

    private void Say(IMessages messages, long now)
    {
        if (_sending is { } sending && !messages.IsDone(sending))
            return;
        _sending = null;
        if (_hasSaidFarewell || (!IsLeaving && _lastSaid != 0 && time.GetElapsedTime(_lastSaid, now) < Interval))
            return;
        (_said[0], _hasSaidFarewell, _lastSaid) = (IsLeaving ? Leaving : Alive, IsLeaving, now);
        _sending = messages.Send((messages.Rank + 1) % messages.Count, Tag, _said);
    }
}
