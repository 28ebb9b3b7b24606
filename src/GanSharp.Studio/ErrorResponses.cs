using GanSharp.Studio.Languages;
using GanSharp.Studio.Pages;
using GanSharp.Tensors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Data.Sqlite;

namespace GanSharp.Studio;

/// <summary>
/// Turns errors into answers in the language of the user: a page for people, JSON for scripts. An error that nobody
/// expected is a fault of the studio, which its log names.
/// </summary>
internal sealed class ErrorResponses(RequestDelegate next, FaultLog faults)
{
    private const string FaultMessage =
        "something went wrong in the studio; the terminal in which it runs says what, please report it";

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { StatusCode: >= 400, HasStarted: false, ContentType: null } response)
                await WriteAsync(context, response.StatusCode, MessageOf(response.StatusCode));
        }
        catch (Exception error) when (error is OperationCanceledException or IOException
            && context.RequestAborted.IsCancellationRequested)
        {
            // nobody reads an answer
        }
        catch (Exception error) when (!context.Response.HasStarted && StatusOf(error) is { } status)
        {
            await WriteAsync(context, status, error.Message);
        }
        catch (Exception error)
        {
            faults.Add(context.Request, error);
            if (context.Response.HasStarted)
                throw; // the browser sees that the answer is broken off
            await WriteAsync(context, StatusCodes.Status500InternalServerError, FaultMessage);
        }
    }

    /// <summary>
    /// Whether an error has a cause outside the studio, such as a bad request, a damaged file or a full disk, so that
    /// its message helps people.
    /// </summary>
    public static bool IsExpected(Exception error) => StatusOf(error) is not null;

    private static int? StatusOf(Exception error) => error switch
    {
        NotFoundException => StatusCodes.Status404NotFound,
        BadHttpRequestException bad => bad.StatusCode,
        GanSharpException or TensorException => StatusCodes.Status400BadRequest,
        IOException or UnauthorizedAccessException or SqliteException or OutOfMemoryException =>
            StatusCodes.Status500InternalServerError,
        _ => null,
    };

    private static string MessageOf(int status) => status switch
    {
        StatusCodes.Status404NotFound => "there is nothing at this address",
        StatusCodes.Status405MethodNotAllowed => "this address cannot be used in this way",
        _ => "the studio does not understand this request; reload the page and try again",
    };

    private static Task WriteAsync(HttpContext context, int status, string message)
    {
        context.Response.Clear();
        IResult result = context.Request.Path.StartsWithSegments("/api")
            ? Results.Json(new { error = RequestLanguage.Of(context.Request).Say(message) }, statusCode: status)
            : new RazorComponentResult<ErrorPage>(new { Message = message }) { StatusCode = status };
        return result.ExecuteAsync(context);
    }
}

/// <summary>What was asked for does not exist.</summary>
internal sealed class NotFoundException(string message) : Exception(message);
