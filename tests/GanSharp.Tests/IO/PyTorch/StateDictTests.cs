using GanSharp.Fuzzing.Targets;
using GanSharp.IO;
using GanSharp.IO.PyTorch;
using GanSharp.Tensors;

namespace GanSharp.Tests.IO.PyTorch;

[Trait("Instructions", "any")]
public sealed class StateDictTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tensors_are_views_of_the_elements()
    {
        var file = StateDict.Load(Put("x.pt", TorchExample.Pack(TorchExample.Input())));
        file.IsOrdered.ShouldBeTrue();
        file.Tensors.Select(pair => $"{pair.Key} {pair.Value.Shape}").ShouldBe(["w (2, 3)", "b (3)"]);
        file.Tensors[0].Value.Values().ShouldBe([0, 1, 2, 3, 4, 5]);
        file.Tensors[1].Value.Values().ShouldBe([6, 7, 8]);
    }

    [Fact]
    public void A_transposed_view_is_gathered()
    {
        var pickle = TorchExample.Pickle();
        var strides = pickle.AsSpan().IndexOf("K\u0003K\u0001t"u8);
        (pickle[strides + 1], pickle[strides + 3]) = (1, 2);
        StateDict.Load(Put("x.pt", TorchExample.Zip(pickle, TorchExample.Elements())))
            .Tensors[0].Value.Values().ShouldBe([0, 2, 4, 1, 3, 5]);
    }

    [Theory]
    [InlineData("os", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("torch", "load")]
    [InlineData("__main__", "Generator")]
    public void A_pickle_that_asks_for_anything_else_is_refused_by_name(string module, string name) =>
        Complaint("evil.pt", TorchExample.Zip(TorchExample.Call(module, name), [])).ShouldBe(
            $"{_folder["evil.pt"]}: asks for {module}.{name}, which is not data; refused. "
            + "In PyTorch, save the weights alone: torch.save(model.state_dict(), path)");

    [Theory]
    [InlineData("more elements", "K\tt", "J\u007f\u007f\u007f\u007ft")]
    [InlineData("elements outside", "K\u0006(", "K\u0008(")]
    [InlineData("data/9 is missing", "\0\0\0" + "0X", "\0\0\0" + "9X")]
    [InlineData("is cut short", "u.", "X\u007f")]
    public void Sizes_are_checked_against_the_file(string complaint, string part, string replacement)
    {
        var text = System.Text.Encoding.Latin1.GetString(TorchExample.Pickle());
        text.ShouldContain(part);
        var pickle = System.Text.Encoding.Latin1.GetBytes(text.Replace(part, replacement));
        Complaint("x.pt", TorchExample.Zip(pickle, TorchExample.Elements())).ShouldContain(complaint);
    }

    [Fact]
    public void Other_files_have_their_own_complaints()
    {
        Complaint("old.pt", [0x80, 2, 0x8A, 10, 0x6C, 0xFC]).ShouldContain("the format of PyTorch before 1.6");
        Complaint("big.pt", TorchExample.Zip(TorchExample.Pickle(), TorchExample.Elements(), "big"))
            .ShouldContain("big-endian");
        Complaint("list.pt", TorchExample.Zip([0x80, 2, .. "]."u8], [])).ShouldContain("holds a list");
        Complaint("empty.pt", TorchExample.Zip([0x80, 2, .. "}."u8], [])).ShouldContain("has no tensors");
        Complaint("text.pt", "hello"u8.ToArray()).ShouldContain("too short for a safetensors file");
        Complaint("zip.pt", FuzzTargets.Written(stream =>
        {
            using var zip = new System.IO.Compression.ZipArchive(
                stream, System.IO.Compression.ZipArchiveMode.Create);
            zip.CreateEntry("a.txt").Open().Dispose();
        })).ShouldContain("without data.pkl");
    }

    [Fact]
    public void Prefixes_of_wrappers_are_removed_and_a_part_can_be_chosen()
    {
        SafeTensors.Save(_folder["x.safetensors"],
        [
            new("module.netD.0.weight", Tensor.Ones([2])), new("module.netG.1.weight", Tensor.Ones([3])),
            new("module.netG.0.weight", Tensor.Ones([4])),
        ]);
        Names(StateDict.Load(_folder["x.safetensors"])).ShouldBe(["0.weight", "1.weight"]);
        Names(StateDict.Load(_folder["x.safetensors"], "netD")).ShouldBe(["0.weight"]);
    }

    [Fact]
    public void Several_files_are_read_through_their_index()
    {
        SafeTensors.Save(_folder["a.safetensors"], [new("0.weight", Tensor.Ones([2]))]);
        SafeTensors.Save(_folder["b.safetensors"], [new("1.weight", Tensor.Ones([3]))]);
        var index = Put("model.safetensors.index.json",
            """{"weight_map": {"0.weight": "a.safetensors", "1.weight": "b.safetensors"}}"""u8.ToArray());
        Names(StateDict.Load(index)).ShouldBe(["0.weight", "1.weight"]);
        Complaint("other.index.json", """{"weight_map": {"0.weight": "../a.safetensors"}}"""u8.ToArray())
            .ShouldContain("'../a.safetensors', which is not in its folder");
    }

    [Fact]
    public void Weights_that_are_not_finite_are_refused()
    {
        SafeTensors.Save(_folder["x.safetensors"], [new("w", Tensor.Full([2], double.NaN))]);
        Should.Throw<GanSharpException>(() => StateDict.Load(_folder["x.safetensors"]))
            .Message.ShouldContain("NaN in w");
    }

    private static string[] Names(StateDict file) => [.. file.Tensors.Select(pair => pair.Key)];

    private string Complaint(string name, byte[] bytes) =>
        Should.Throw<GanSharpException>(() => StateDict.Load(Put(name, bytes))).Message;

    private string Put(string name, byte[] bytes)
    {
        File.WriteAllBytes(_folder[name], bytes);
        return _folder[name];
    }
}
