using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace GanSharp.Tests.IO;

/// <summary>Things other than files and folders that a path can name.</summary>
internal static class StrangeFiles
{
    public static readonly string[] Kinds = ["fifo", "socket", "device", "link to a fifo", "endless link"];

    // Closing a socket deletes its file.
    private static readonly System.Collections.Concurrent.ConcurrentBag<Socket> Sockets = [];

    /// <summary>Creates one and returns its path.</summary>
    public static string Make(TemporaryFolder folder, string name, string kind)
    {
        var path = folder[name];
        switch (kind)
        {
            case "fifo":
                MakeFifo(Encoding.UTF8.GetBytes($"{path}\0"), 0x1B6).ShouldBe(0);
                break;
            case "socket":
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                socket.Bind(new UnixDomainSocketEndPoint(path));
                Sockets.Add(socket);
                break;
            case "device":
                File.CreateSymbolicLink(path, "/dev/zero");
                break;
            case "link to a fifo":
                File.CreateSymbolicLink(path, Make(folder, $"{name}.there", "fifo"));
                break;
            case "endless link":
                File.CreateSymbolicLink(path, path);
                break;
        }
        return path;
    }

    [DllImport("libc", EntryPoint = "mkfifo")]
    private static extern int MakeFifo(byte[] path, int mode);
}
