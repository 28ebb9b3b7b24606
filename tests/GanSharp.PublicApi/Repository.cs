namespace GanSharp.PublicApi;

/// <summary>The checkout that contains the tests.</summary>
internal static class Repository
{
    /// <summary>The folder above the test assembly that contains <c>GanSharp.slnx</c>.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new DirectoryNotFoundException($"no GanSharp.slnx above {AppContext.BaseDirectory}")
        : File.Exists(Path.Combine(folder.FullName, "GanSharp.slnx")) ? folder.FullName
        : Find(folder.Parent);
}
