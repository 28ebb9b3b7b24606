using System.Security.Cryptography;
using GanSharp.IO;

namespace GanSharp.Data.Downloads;

/// <summary>
/// A partly downloaded file, next to its target. It survives an interrupted download, and one process at a time owns
/// it.
/// </summary>
internal sealed class PartFile : IDisposable
{
    private readonly string _path;
    private readonly FileLock _lock;
    private readonly FileStream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>
    /// Opens or creates the part of a file. A part of more than <paramref name="most"/> bytes starts over.
    /// </summary>
    /// <exception cref="GanSharpException">Another process has it open, or it is a link.</exception>
    public PartFile(string path, long most)
    {
        if (DiskFile.IsLink(path))
            throw new GanSharpException(
                $"{path}: is a link, and a download would overwrite its target; delete the link");
        _path = path;
        _lock = FileLock.Take(
            $"{path}.lock", $"{path}: is in use, so another process is downloading it; wait until it is done");
        try
        {
            _stream = DiskFile.Open(
                path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, bufferSize: 0);
            if (_stream.Length > most)
                Clear();
            var buffer = new byte[1 << 16];
            for (int read; (read = _stream.Read(buffer)) > 0;)
                _hash.AppendData(buffer.AsSpan(0, read));
        }
        catch
        {
            _stream?.Dispose();
            _lock.Dispose();
            throw;
        }
    }

    /// <summary>The number of bytes on disk.</summary>
    public long Length => _stream.Length;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _stream.Write(bytes);
        _hash.AppendData(bytes);
    }

    /// <summary>Deletes all bytes.</summary>
    public void Clear()
    {
        _stream.SetLength(0);
        _stream.Position = 0;
        _hash.GetHashAndReset();
    }

    /// <summary>Whether the bytes have the given SHA-256.</summary>
    public bool Is(string sha256) => Convert.ToHexStringLower(_hash.GetCurrentHash()) == sha256;

    /// <summary>Flushes the file to disk and moves it to its target.</summary>
    public void MoveTo(string target)
    {
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        File.Move(_path, target, overwrite: true);
        DiskFolder.Flush(Path.GetDirectoryName(Path.GetFullPath(target))!);
    }

    /// <summary>Closes the part and keeps it for later, unless it is empty.</summary>
    public void Dispose()
    {
        var empty = _stream.CanWrite && Length == 0;
        _stream.Dispose();
        _hash.Dispose();
        if (empty)
            File.Delete(_path);
        _lock.Dispose();
    }
}
