namespace GanSharp.Cli.Presentation;

/// <summary>Shows the progress of long work.</summary>
/// <typeparam name="T">The events of the work.</typeparam>
internal abstract class View<T>
{
    /// <summary>Runs the work and shows its progress.</summary>
    public virtual Task WatchAsync(Func<Task> work) => work();

    /// <summary>Shows an event that has already been written to the files.</summary>
    public abstract void Show(T happened);
}

/// <summary>
/// A view that may fail: the work continues without it, and <paramref name="lost"/> receives the error.
/// </summary>
internal sealed class LastingView<T>(View<T> view, Action<Exception> lost) : View<T>
{
    private bool _isLost;

    public override async Task WatchAsync(Func<Task> work)
    {
        Task? begun = null;
        try
        {
            await view.WatchAsync(() => begun = work());
        }
        catch (Exception error) when (begun is not ({ IsFaulted: true } or { IsCanceled: true }))
        {
            Lose(error);
            await (begun ?? work());
        }
    }

    public override void Show(T happened)
    {
        if (_isLost)
            return;
        try
        {
            view.Show(happened);
        }
        catch (Exception error)
        {
            Lose(error);
        }
    }

    private void Lose(Exception error)
    {
        _isLost = true;
        lost(error);
    }
}
