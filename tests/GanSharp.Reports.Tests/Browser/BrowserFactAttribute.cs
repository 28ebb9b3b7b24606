using System.Runtime.CompilerServices;

namespace GanSharp.Reports.Tests.Browser;

/// <summary>A test in a real browser, skipped if there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        if (Chromium.Executable is null)
            Skip = $"no browser on the PATH: {string.Join(", ", Chromium.Names)}";
    }
}
