namespace GanSharp.Reports.Tests.Browser;

/// <summary>A test in a real browser, left out where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Chromium.Executable is null)
            Skip = $"no browser on the PATH: {string.Join(", ", Chromium.Names)}";
    }
}
