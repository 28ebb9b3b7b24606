using GanSharp.Init;
using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// A part of a network: a function of a batch with parameters that training changes, buffers that passes change
/// (running averages), and children. All of them have names, which form paths such as <c>3.batch-norm.gamma</c>.
/// </summary>
/// <example><code>
/// public sealed class TwoLayers : Module
/// {
///     private readonly Linear _first, _second;
///     public TwoLayers() =>
///         (_first, _second) = (Child("first", new Linear(784, 128)), Child("second", new Linear(128, 1)));
///     public override Tensor Forward(Tensor x, Pass pass) => _second.Forward(_first.Forward(x, pass).Relu(), pass);
///     public override Shape OutputShape(Shape input) => [1];
/// }
/// </code></example>
public abstract class Module
{
    private readonly List<(string Name, Tensor Tensor)> _parameters = [];
    private readonly List<(string Name, Tensor Tensor)> _buffers = [];
    private readonly List<(string Name, Module Module)> _children = [];

    /// <summary>Computes the output for a batch.</summary>
    /// <param name="x">
    /// Shape (N, ...), where the axes after N are an input shape that <see cref="OutputShape"/> takes.
    /// </param>
    /// <param name="pass">Mode, labels and dropout of this pass.</param>
    public abstract Tensor Forward(Tensor x, Pass pass);

    /// <summary>
    /// Returns the shape of one output sample for the shape of one input sample, both without the batch axis.
    /// </summary>
    /// <exception cref="TensorException">The module cannot take such an input.</exception>
    public abstract Shape OutputShape(Shape input);

    /// <summary>Trainable tensors of this module and its children, with their paths, in a fixed order.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> NamedParameters => Collect(module => module._parameters);

    /// <summary>Tensors that passes update and optimisers do not, with their paths, in a fixed order.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> NamedBuffers => Collect(module => module._buffers);

    /// <summary>Parameters and buffers: everything that must be saved.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> State => NamedParameters.Concat(NamedBuffers);

    /// <summary>Trainable tensors, in the order of <see cref="NamedParameters"/>.</summary>
    public IReadOnlyList<Tensor> Parameters => field ??= [.. NamedParameters.Select(parameter => parameter.Tensor)];

    /// <summary>The number of trainable values.</summary>
    public long ParameterCount => Parameters.Sum(parameter => (long)parameter.Count);

    /// <summary>This module and all modules below it, in the order of their parameters.</summary>
    internal IEnumerable<Module> All => _children.SelectMany(child => child.Module.All).Prepend(this);

    /// <summary>Whether this module or one below it is of a type.</summary>
    internal bool Has<T>() where T : Module => All.OfType<T>().Any();

    /// <summary>
    /// The modules that this one is made of, with the parts of their paths and the shapes of their input samples for
    /// input samples of this one; none by default.
    /// </summary>
    internal virtual IEnumerable<(string Name, Module Module, Shape Input)> Nested(Shape input) => [];

    /// <summary>Draws new parameters for this module and its children.</summary>
    public void Initialize(Initializer initializer, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        using var scope = new TensorScope();
        initializer = initializer.Within(this);
        InitializeOwn(initializer, stream);
        foreach (var (_, child) in _children)
            child.Initialize(initializer, stream);
    }

    /// <summary>Copies the state of <paramref name="source"/>, a module with the same parameters and buffers.</summary>
    /// <exception cref="TensorException">Its parameters or buffers differ.</exception>
    public void CopyFrom(Module source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var (targets, sources) = (State.ToArray(), source.State.ToArray());
        if (targets.Length != sources.Length)
            throw new TensorException(
                "copy-from", $"the source has {sources.Length} tensors where {targets.Length} are expected");
        foreach (var (target, other) in targets.Zip(sources))
            InPlace.Copy(target.Tensor, other.Tensor);
    }

    /// <summary>Draws this module's own parameters; does nothing by default.</summary>
    protected virtual void InitializeOwn(Initializer initializer, RandomStream stream) { }

    /// <summary>Declares a trainable tensor of zeros.</summary>
    protected Tensor Parameter(string name, Shape shape, DType dtype)
    {
        ParameterLimit.Take(shape);
        var tensor = Tensor.Zeros(shape, dtype).Track();
        _parameters.Add((name, tensor));
        return tensor;
    }

    /// <summary>Declares a tensor that passes update.</summary>
    protected Tensor Buffer(string name, Tensor tensor)
    {
        _buffers.Add((name, tensor));
        return tensor;
    }

    /// <summary>Declares a child of this module.</summary>
    protected T Child<T>(string name, T module) where T : Module
    {
        _children.Add((name, module));
        return module;
    }

    private IEnumerable<(string Name, Tensor Tensor)> Collect(Func<Module, List<(string Name, Tensor Tensor)>> own) =>
        own(this).Concat(_children.SelectMany(child =>
            child.Module.Collect(own).Select(entry => ($"{child.Name}.{entry.Name}", entry.Tensor))));
}
