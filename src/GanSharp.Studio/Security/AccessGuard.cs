using System.Net;
using Microsoft.AspNetCore.Http;

namespace GanSharp.Studio.Security;

/// <summary>
/// Lets in only the browser that opened the printed link. A page of another site cannot use the studio, even if the
/// browser has the cookie.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item>The name in <c>Host</c> must be that of this machine itself, so that a foreign name that leads here (DNS
/// rebinding) is refused.</item>
/// <item>A request that changes something must come from a page of the studio (<c>Origin</c>).</item>
/// <item>The token of the link is moved to a cookie that scripts cannot read and other sites do not send.</item>
/// </list>
/// </remarks>
internal sealed class AccessGuard(StudioOptions options, RequestDelegate next)
{
    /// <summary>The parameter of the printed link.</summary>
    public const string Parameter = "token";

    private static readonly string[] OwnNames = ["localhost", "127.0.0.1", "[::1]"];

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!OwnNames.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase)
            || request.Host.Port != context.Connection.LocalPort)
            await RefuseAsync(context, HttpStatusCode.MisdirectedRequest, "this is not the address of the studio");
        else if (!IsSafe(request.Method) && !IsOwn(request))
            await RefuseAsync(context, HttpStatusCode.Forbidden, "another site may not use the studio");
        else if (AccessToken.AreSame(options.Token, request.Query[Parameter]))
            Admit(context);
        else if (AccessToken.AreSame(options.Token, request.Cookies[CookieName(context)]))
            await next(context);
        else
            await RefuseAsync(
                context, HttpStatusCode.Unauthorized, "open the link that gansharp studio printed; it has the token");
    }

    /// <summary>The cookie of this studio: cookies are shared by all ports of a machine.</summary>
    private static string CookieName(HttpContext context) => $"gansharp-{context.Connection.LocalPort}";

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);

    private static bool IsOwn(HttpRequest request) =>
        request.Headers.Origin.Count == 1
        && string.Equals(
            request.Headers.Origin[0], $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

    /// <summary>Gives the browser the cookie, and leads it to the same page without the token.</summary>
    private void Admit(HttpContext context)
    {
        context.Response.Cookies.Append(
            CookieName(context), options.Token, new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/" });
        var rest = QueryString.Create(
            context.Request.Query.Where(pair => pair.Key != Parameter));
        context.Response.Redirect($"{context.Request.Path.ToUriComponent()}{rest}");
    }

    private static Task RefuseAsync(HttpContext context, HttpStatusCode status, string reason)
    {
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync($"GanSharp: {reason}\n", context.RequestAborted);
    }
}
