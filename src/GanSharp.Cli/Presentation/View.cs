namespace GanSharp.Cli.Presentation;

/// <summary>Shows how something goes that takes long.</summary>
/// <typeparam name="T">What happens.</typeparam>
internal abstract class View<T>
{
    /// <summary>Does it, with whatever has to be on the screen all the while.</summary>
    public virtual Task WatchAsync(Func<Task> work) => work();

    /// <summary>Shows an event, which the files hold by now.</summary>
    public abstract void Show(T happened);
}

/// <summary>A view that may fail: the work goes on without it, and <paramref name="lost"/> is told why.</summary>
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
