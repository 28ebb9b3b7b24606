namespace GanSharp.Tensors.Backends.Cpu.Threads;

/// <summary>
/// Threads that wait for kernels. A kernel consists of numbered pieces whose boundaries never depend on the number of
/// threads, so its result does not either. Threads take pieces one by one; the calling thread works too.
/// </summary>
internal static class WorkerPool
{
    /// <summary>
    /// Pieces of a kernel that keep all threads busy. It does not depend on their number, so that results do not
    /// either.
    /// </summary>
    public const int EnoughPieces = 16;

    private static readonly Lock Gate = new();
    private static readonly List<Worker> Workers = [];

    [ThreadStatic]
    private static bool _inside;

    public static int Threads { get; set; } = Environment.ProcessorCount;

    /// <summary>
    /// Runs <paramref name="piece"/> for 0 to <paramref name="count"/> - 1, in any order, and returns when all are
    /// done.
    /// </summary>
    public static void For(int count, Action<int> piece) => For(count, (i, _) => piece(i));

    /// <summary>
    /// As <see cref="For(int, Action{int})"/>; <paramref name="piece"/> also receives the number of its thread, below
    /// <see cref="Threads"/>, so that each thread can have its own scratch memory.
    /// </summary>
    public static void For(int count, Action<int, int> piece)
    {
        var helpers = Math.Min(Threads, count) - 1;
        if (helpers <= 0 || _inside || !Gate.TryEnter())
        {
            for (var i = 0; i < count; i++)
                piece(i, 0);
            return;
        }
        try
        {
            while (Workers.Count < helpers)
                Workers.Add(new Worker(Workers.Count + 1));
            var job = new Job(count, piece);
            for (var i = 0; i < helpers; i++)
                Workers[i].Start(job);
            job.Work(0);
            job.Wait();
        }
        finally
        {
            Gate.Exit();
        }
    }

    private sealed class Job(int count, Action<int, int> piece)
    {
        private int _next;
        private int _done;
        private Exception? _error;

        public void Work(int thread)
        {
            _inside = true;
            var done = 0;
            for (var i = Interlocked.Increment(ref _next) - 1; i < count; i = Interlocked.Increment(ref _next) - 1)
            {
                try
                {
                    if (_error is null)
                        piece(i, thread);
                }
                catch (Exception error)
                {
                    _error = error;
                }
                done++;
            }
            _inside = false;
            Interlocked.Add(ref _done, done);
        }

        /// <summary>
        /// Waits for the pieces, not for the threads: a thread that starts too late finds nothing left to do.
        /// </summary>
        public void Wait()
        {
            var spin = default(SpinWait);
            while (Volatile.Read(ref _done) < count)
                spin.SpinOnce(sleep1Threshold: -1);
            if (_error is not null)
                throw new AggregateException(_error);
        }
    }

    /// <summary>
    /// A thread that spins briefly for its next job, because kernels follow each other closely, and then sleeps.
    /// </summary>
    private sealed class Worker
    {
        private const int SpinsBeforeSleep = 2000;
        private readonly object _wake = new();
        private readonly int _number;
        private Job? _job;

        public Worker(int number)
        {
            _number = number;
            new Thread(Loop) { IsBackground = true, Name = "GanSharp kernel" }.Start();
        }

        public void Start(Job job)
        {
            lock (_wake)
            {
                Volatile.Write(ref _job, job);
                Monitor.Pulse(_wake);
            }
        }

        private void Loop()
        {
            while (true)
                Next().Work(_number);
        }

        private Job Next()
        {
            for (var i = 0; i < SpinsBeforeSleep && Volatile.Read(ref _job) is null; i++)
                Thread.SpinWait(20);
            lock (_wake)
            {
                while (_job is null)
                    Monitor.Wait(_wake);
                var job = _job;
                _job = null;
                return job;
            }
        }
    }
}
