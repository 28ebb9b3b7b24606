// The convolutions of 'GanSharp.Bench conv --json', timed in libtorch, whose convolutions are those of oneDNN.
//
//     GanSharp.Bench.OneDnn LAYERS.jsonl [THREADS]
//
// Prints the lines of the file with the times of libtorch: the better of the plain layout and of channels last.

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GanSharp.Bench;
using TorchSharp;

if (args is not [var file, .. { Length: < 2 } threads])
{
    Console.WriteLine("usage: GanSharp.Bench.OneDnn LAYERS.jsonl [THREADS]");
    return 2;
}
torch.set_num_threads(threads is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 2);
foreach (var text in File.ReadLines(file))
{
    var line = JsonNode.Parse(text)!.AsObject();
    var layer = line.Deserialize<ConvLayer>(JsonSerializerOptions.Web)!;
    var pass = (string)line["pass"]!;
    var (plain, channelsLast) = (Seconds(layer, pass, false), Seconds(layer, pass, true));
    var best = Math.Min(plain, channelsLast);
    line["microseconds"] = Math.Round(best * 1e6, 1);
    line["gflops"] = Math.Round(layer.Operations / best / 1e9, 1);
    line.Remove("percent");
    line["layout"] = plain <= channelsLast ? "plain" : "channels last";
    Console.WriteLine(line.ToJsonString());
}
return 0;

static double Seconds(ConvLayer layer, string pass, bool isChannelsLast)
{
    using var scope = torch.NewDisposeScope();
    var action = TorchPasses.Of(layer, pass, isChannelsLast);
    action();
    return Measure.ShortMedian(action);
}
