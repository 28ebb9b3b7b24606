using System.Collections.Concurrent;
using GanSharp.Data;

namespace GanSharp.Studio.NewTraining;

/// <summary>The data of a new training: an upload or a known data set.</summary>
/// <param name="Upload">The number of the upload; null for a known data set.</param>
/// <param name="Dataset">The name of the data set; null for an upload.</param>
internal sealed record DataSource(int? Upload, string? Dataset);

/// <summary>What was found in data. Each data set is looked at once.</summary>
internal sealed class DataSurveys
{
    private const int MostKept = 64;

    private readonly UploadStore _uploads;
    private readonly EarlierUploads _earlier;
    private readonly ConcurrentDictionary<DataSource, Survey> _surveys = new();

    public DataSurveys(UploadStore uploads, EarlierUploads earlier)
    {
        (_uploads, _earlier) = (uploads, earlier);
        uploads.Deleted += id => _surveys.TryRemove(new(id, null), out _);
    }

    /// <summary>Returns what was found in the data; looks at them if nobody has yet.</summary>
    /// <exception cref="GanSharpException">They cannot be used; or no data, or two of them, are named.</exception>
    public async Task<DataFacts> OfAsync(DataSource source, CancellationToken cancellation)
    {
        GanSharpException.Require(
            (source.Upload is null) != (source.Dataset is null), "name either an upload or a data set");
        var survey = _surveys.GetOrAdd(source, _ => new(report => Task.Run(() => LookAt(source, report))));
        try
        {
            return await survey.Facts.WaitAsync(cancellation);
        }
        catch when (!cancellation.IsCancellationRequested)
        {
            _surveys.TryRemove(source, out _); // it may work the next time
            throw;
        }
        finally
        {
            if (_surveys.Count > MostKept)
                _surveys.TryRemove(_surveys.Keys.FirstOrDefault(other => other != source) ?? source, out _);
        }
    }

    /// <summary>The share of the data that was looked at, from 0 to 1.</summary>
    public double ProgressOf(DataSource source) =>
        _surveys.TryGetValue(source, out var survey) ? survey.Progress : 0;

    private DataFacts LookAt(DataSource source, Action<double> report)
    {
        if (source.Upload is not { } id)
            return OfKnown(Known(source.Dataset!));
        var root = _uploads.FolderOf(id);
        var place = root;
        try
        {
            place = _uploads.Close(id);
            var facts = DataSurvey.OfPlace(place, report);
            GanSharpException.Require(
                facts.Count > 1, "There is only one picture that can be used; a hundred or more are a start.");
            Try(() => _earlier.Remember(id, facts)); // or it is deleted tomorrow
            return facts;
        }
        catch (GanSharpException error)
        {
            Try(() => Abandon(id)); // or it is deleted tomorrow
            throw new GanSharpException(DataWords.OfUpload(DataWords.OfUpload(error.Message, place), root), error);
        }
    }

    private static DataFacts OfKnown(string name)
    {
        try
        {
            return DataSurvey.Of(Datasets.Load(name));
        }
        catch (GanSharpException error)
        {
            throw new GanSharpException(DataWords.OfKnown(error.Message), error);
        }
    }

    /// <summary>Deletes an upload of no use. One that could be used before may be again.</summary>
    private void Abandon(int id)
    {
        if (!_earlier.IsKnown(id))
            _uploads.Abandon(id);
    }

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (ErrorResponses.IsExpected(error))
        {
        }
    }

    /// <summary>The name of a data set that needs no folder.</summary>
    private static string Known(string name) =>
        Datasets.Find(name) is { IsBuiltIn: false, DownloadBytes: null, Folders: [] }
            ? throw new GanSharpException($"the data set {name} is made of files; drop them onto the page")
            : name;

    private sealed class Survey
    {
        private readonly Lazy<Task<DataFacts>> _facts;
        private double _progress;

        public Survey(Func<Action<double>, Task<DataFacts>> look) =>
            _facts = new(() => look(share => Volatile.Write(ref _progress, share)));

        public Task<DataFacts> Facts => _facts.Value;

        public double Progress => Volatile.Read(ref _progress);
    }
}
