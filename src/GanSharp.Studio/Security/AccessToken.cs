using System.Security.Cryptography;
using System.Text;

namespace GanSharp.Studio.Security;

/// <summary>The secret of the studio's link.</summary>
internal static class AccessToken
{
    private const int Length = 32;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Returns a random token of 32 letters and digits.</summary>
    public static string New() => RandomNumberGenerator.GetString(Letters, Length);

    /// <summary>Whether two tokens are the same, in a time that does not depend on where they differ.</summary>
    public static bool AreSame(string one, string? other) =>
        other is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
