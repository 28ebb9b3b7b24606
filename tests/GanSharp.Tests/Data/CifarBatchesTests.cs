using GanSharp.Data;

namespace GanSharp.Tests.Data;

[Trait("Instructions", "any")]
public sealed class CifarBatchesTests : IDisposable
{
    private const int Record = 3073;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("cifar-10-batches-bin")]
    public void Five_batches_follow_each_other(string subfolder)
    {
        Directory.CreateDirectory(_folder[subfolder]);
        for (var number = 1; number <= 5; number++)
            Write(Path.Combine(subfolder, $"data_batch_{number}.bin"), (byte)number, (byte)(9 - number));

        var data = Datasets.Load("cifar10", _folder.Path);

        data.ToString().ShouldBe("cifar10: 10 images of 32×32×3, 8 classes");
        data.Labels.ShouldBe([0, 7, 1, 6, 2, 5, 3, 4, 4, 3]);
        data.LeftOut.ShouldBe(["there is no image of 2 classes: airplane, truck; left out"]);
        data.ClassNames[data.Labels![0]].ShouldBe("automobile");
        data.Image(2)[1024..1026].ToArray().ShouldBe([Pixel(2, 1024), Pixel(2, 1025)]);
    }

    [Fact]
    public void Letter_case_is_ignored_and_system_files_are_not_read()
    {
        for (var number = 1; number <= 5; number++)
            Write($"Data_Batch_{number}.BIN", 3);
        _folder.Write("._data_batch_1.bin", [1, 2, 3]);
        Datasets.Load("cifar10", _folder.Path).Count.ShouldBe(5);
    }

    [Fact]
    public void Test_images_are_in_their_own_batch()
    {
        Write("test_batch.bin", 4, 6);
        Datasets.Load("cifar10", DatasetPart.Test, _folder.Path).ClassNames.ShouldBe(["deer", "frog"]);
        Refusal().ShouldStartWith("cifar10: no data_batch_1.bin");
    }

    [Fact]
    public void Damaged_and_missing_batches_are_named()
    {
        for (var number = 1; number <= 4; number++)
            Write($"data_batch_{number}.bin", 0);
        Refusal().ShouldStartWith($"{_folder["data_batch_5.bin"]}: no such file");

        Write("data_batch_5.bin", 3, 10);
        Refusal().ShouldBe(
            $"{_folder["data_batch_5.bin"]}: image 1 has label 10, but labels run from 0 to 9; fetch the file again");

        foreach (var length in (int[])[0, Record - 1, Record + 1])
        {
            _folder.Write("data_batch_2.bin", new byte[length]);
            Refusal().ShouldStartWith($"{_folder["data_batch_2.bin"]}: {length} bytes are not whole records of 3073");
        }
    }

    [Fact]
    public void Without_the_first_batch_there_is_no_data_set()
    {
        Write("data_batch_2.bin", 0);
        Refusal().ShouldStartWith($"cifar10: no data_batch_1.bin to data_batch_5.bin in {_folder.Path}");
    }

    private string Refusal() => Should.Throw<GanSharpException>(() => Datasets.Load("cifar10", _folder.Path)).Message;

    private void Write(string name, params byte[] labels) =>
        _folder.Write(
            name,
            [.. labels.SelectMany(label => Enumerable.Range(0, Record - 1).Select(i => Pixel(label, i)).Prepend(label))]
        );

    private static byte Pixel(int label, int index) => (byte)(label * 31 + index * 7 + index / 256);
}
