using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace GanSharp.Onnx.Tests;

/// <summary>A file in ONNX Runtime.</summary>
internal sealed class OnnxRun : IDisposable
{
    private readonly InferenceSession _session;

    public OnnxRun(byte[] model)
    {
        using var options = new SessionOptions
        {
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            IntraOpNumThreads = 1,
        };
        _session = new(model, options);
    }

    /// <summary>What the runtime found in the file.</summary>
    public InferenceSession Session => _session;

    /// <summary>Computes the results by name.</summary>
    public Dictionary<string, (int[] Shape, float[] Values)> Compute(
        string name, Tensors.Tensor input, int[]? labels = null)
    {
        var inputs = new List<NamedOnnxValue>
        {
            NamedOnnxValue.CreateFromTensor(
                name, new DenseTensor<float>(input.ToArray<float>(), input.Shape.Extents.ToArray())),
        };
        if (labels is not null && _session.InputMetadata.ContainsKey("labels"))
            inputs.Add(NamedOnnxValue.CreateFromTensor(
                "labels",
                new DenseTensor<long>(Array.ConvertAll(labels, label => (long)label), [labels.Length])));
        using var results = _session.Run(inputs);
        return results.ToDictionary(
            result => result.Name,
            result => (result.AsTensor<float>().Dimensions.ToArray(), result.AsEnumerable<float>().ToArray()));
    }

    public void Dispose() => _session.Dispose();
}
