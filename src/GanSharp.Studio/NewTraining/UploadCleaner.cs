using Microsoft.Extensions.Hosting;

namespace GanSharp.Studio.NewTraining;

/// <summary>Takes away abandoned uploads, at the start and every hour.</summary>
internal sealed class UploadCleaner(UploadStore uploads, EarlierUploads earlier, TimeProvider time) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), time);
        try
        {
            do
            {
                try
                {
                    uploads.Clean(time.GetUtcNow(), earlier.IsKnown);
                }
                catch (Exception error) when (ErrorResponses.IsExpected(error))
                {
                    // tried again in an hour
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
        }
    }
}
