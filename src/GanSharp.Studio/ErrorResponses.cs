using GanSharp.Studio.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GanSharp.Studio;

/// <summary>Turns errors into answers: a page for people, JSON for scripts.</summary>
internal sealed class ErrorResponses(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { StatusCode: >= 400, HasStarted: false, ContentType: null } response)
                await WriteAsync(context, response.StatusCode, "there is nothing at this address");
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
        }
        catch (NotFoundException error) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, StatusCodes.Status404NotFound, error.Message);
        }
        catch (BadHttpRequestException error) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, error.StatusCode, error.Message);
        }
        catch (GanSharpException error) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, StatusCodes.Status400BadRequest, error.Message);
        }
    }

    private static Task WriteAsync(HttpContext context, int status, string message)
    {
        context.Response.Clear();
        IResult result = context.Request.Path.StartsWithSegments("/api")
            ? Results.Json(new { error = message }, statusCode: status)
            : new RazorComponentResult<ErrorPage>(new { Message = message }) { StatusCode = status };
        return result.ExecuteAsync(context);
    }
}

/// <summary>What was asked for does not exist.</summary>
internal sealed class NotFoundException(string message) : Exception(message);
