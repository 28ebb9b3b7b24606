using System.CommandLine;
using System.Globalization;
using GanSharp.Cli.Presentation;
using GanSharp.Data;
using GanSharp.Text;

namespace GanSharp.Cli.Commands;

/// <summary>
/// <c>gansharp data cache</c>: lists or deletes the decoded, unpacked and scaled images that are kept for later starts.
/// </summary>
internal sealed class DataCacheCommand : ToolCommand
{
    private readonly Option<bool> _clear = NewOption.Flag("--clear", "delete them, except those that a process uses");

    public DataCacheCommand(CliEnvironment environment, Option<bool> json) : base(
        "cache", "List or delete the decoded images that are kept for later starts.", environment,
        "gansharp data cache",
        "gansharp data cache --clear")
    {
        Add(_clear);
        SetAction(parsed =>
        {
            var files = new ImageCacheFiles(Datasets.Cache);
            if (parsed.GetValue(_clear))
                Clear(files, parsed.GetValue(json));
            else
                List(files, parsed.GetValue(json));
            return ExitCode.Success;
        });
    }

    private void List(ImageCacheFiles files, bool json)
    {
        var (kept, most) = (files.List(), ImageCacheFiles.MostBytes);
        if (json)
        {
            Environment.WriteJson(new { files.Folder, MostBytes = most, Bytes = Sum(kept), Files = kept });
            return;
        }
        if (kept.Count > 0)
            Listing.Write(
                Environment, ["file", "size", "last used"],
                kept.Select(file => (string[])
                [
                    Path.GetRelativePath(files.Folder, file.Path),
                    DownloadView.Size(file.Bytes),
                    file.LastUsed.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                ]));
        Environment.Out.WriteLine(
            $"{Of(files, kept)}; at most {DownloadView.Size(most)} are kept (GANSHARP_CACHE_LIMIT)");
    }

    private void Clear(ImageCacheFiles files, bool json)
    {
        var (deleted, kept) = (files.Clear(), files.List());
        if (json)
            Environment.WriteJson(new { files.Folder, Deleted = deleted, Files = kept });
        else
            Environment.Out.WriteLine(
                $"{Of(files, deleted)} deleted{(kept.Count > 0 ? $"; {kept.Count} in use left" : "")}");
    }

    private static string Of(ImageCacheFiles files, IReadOnlyList<CachedImages> list) =>
        $"{files.Folder}: {Plural.Of(list.Count, "file")} of images, {DownloadView.Size(Sum(list))}";

    private static long Sum(IEnumerable<CachedImages> files) => files.Sum(file => file.Bytes);
}
