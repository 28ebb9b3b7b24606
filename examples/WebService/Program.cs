// A web service that draws digits: curl -o seven.png http://localhost:5000/digits/7
//
//     gansharp train
//     dotnet run --project examples/WebService -c Release -- --generator runs/0001-default/generator.safetensors
using GanSharp.Hosting;
using GanSharp.IO;
using GanSharp.Sampling;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddGanSharpGenerator("digits", options =>
{
    options.Path = builder.Configuration["generator"] ?? "digits.safetensors";
    options.LoadOnStart = true; // a bad file is an error now, and not at the first request
});

var app = builder.Build();
app.MapGet("/digits/{label}", (
    string label, long? seed, [FromKeyedServices("digits")] Sampler digits, CancellationToken cancellation) =>
{
    try
    {
        var request = new SampleRequest { Labels = [label], Count = 1, Seed = seed ?? 1 };
        return Results.Bytes(PngWriter.Encode(request.Draw(digits, cancellation).Picture(zoom: 4)), "image/png");
    }
    catch (GanSharp.GanSharpException error)
    {
        return Results.BadRequest(error.Message); // one line: '11' is not one of the 10 classes: 0, 1, ...
    }
});
app.Run();
