"""Writes Fixtures/pytorch/: weights of small generators as PyTorch saves them, and the images that they draw.

The classes have the layers of the generators of well-known collections, in the order in which those register them.
With a folder, writes the same networks at full size for the built-in recipes there.
Run with Debian's python3-torch: /usr/bin/python3 make_pytorch.py [FOLDER]
"""
import json, os, struct, sys
import torch
from torch import nn

full = len(sys.argv) > 1
folder = sys.argv[1] if full else os.path.join(os.path.dirname(os.path.abspath(__file__)), "pytorch")
os.makedirs(folder, exist_ok=True)
torch.manual_seed(1)
cases = []


class Dcgan(nn.Module):
    def __init__(self, nz, width, channels):
        super().__init__()
        layers, inputs = [], nz
        for i, factor in enumerate((8, 4, 2, 1)):
            stride, padding = (1, 0) if i == 0 else (2, 1)
            layers += [nn.ConvTranspose2d(inputs, width * factor, 4, stride, padding, bias=False),
                       nn.BatchNorm2d(width * factor), nn.ReLU(True)]
            inputs = width * factor
        self.main = nn.Sequential(*layers, nn.ConvTranspose2d(inputs, channels, 4, 2, 1, bias=False), nn.Tanh())

    def forward(self, z, labels=None):
        return self.main(z[:, :, None, None])


class FcDeconv(nn.Module):
    """Linear layers, then transposed convolutions; with classes, one-hot labels are joined to the noise."""

    def __init__(self, noise, classes, hidden, width, side):
        super().__init__()
        self.shape, self.classes = (width * 2, side // 4, side // 4), classes
        size = width * 2 * (side // 4) ** 2
        self.fc = nn.Sequential(nn.Linear(noise + classes, hidden), nn.BatchNorm1d(hidden), nn.ReLU(),
                                nn.Linear(hidden, size), nn.BatchNorm1d(size), nn.ReLU())
        self.deconv = nn.Sequential(nn.ConvTranspose2d(width * 2, width, 4, 2, 1), nn.BatchNorm2d(width), nn.ReLU(),
                                    nn.ConvTranspose2d(width, 1, 4, 2, 1), nn.Tanh())

    def forward(self, z, labels=None):
        if self.classes:
            z = torch.cat([z, nn.functional.one_hot(labels, self.classes).float()], 1)
        return self.deconv(self.fc(z).view(-1, *self.shape))


class Acgan(nn.Module):
    """The noise times a learned vector of the class, then upsampling and convolutions."""

    def __init__(self, noise, classes, width, side, channels, epsilon):
        super().__init__()
        self.side = side // 4
        self.label_emb = nn.Embedding(classes, noise)
        self.l1 = nn.Sequential(nn.Linear(noise, width * self.side ** 2))
        self.conv_blocks = nn.Sequential(
            nn.BatchNorm2d(width), nn.Upsample(scale_factor=2), nn.Conv2d(width, width, 3, stride=1, padding=1),
            nn.BatchNorm2d(width, epsilon), nn.LeakyReLU(0.2, inplace=True), nn.Upsample(scale_factor=2),
            nn.Conv2d(width, width // 2, 3, stride=1, padding=1), nn.BatchNorm2d(width // 2, epsilon),
            nn.LeakyReLU(0.2, inplace=True), nn.Conv2d(width // 2, channels, 3, stride=1, padding=1), nn.Tanh())

    def forward(self, z, labels=None):
        x = self.l1(self.label_emb(labels) * z)
        return self.conv_blocks(x.view(len(x), -1, self.side, self.side))


def save_safetensors(path, state, kind, code):
    """Writes the tensors by name, as the safetensors library does."""
    header, data = {}, b""
    for name in sorted(state):
        tensor = state[name]
        counts = not tensor.is_floating_point()
        raw = (tensor if counts else tensor.to(code).view(torch.int16)).contiguous().numpy().tobytes()
        header[name] = {"dtype": "I64" if counts else kind, "shape": list(tensor.shape),
                        "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def add(name, network, recipe, noise, classes, save, image, **options):
    for parameter in network.parameters():
        parameter.data.add_((0.02 if full else 0.1) * torch.randn_like(parameter))
    for buffer in network.buffers():
        if buffer.is_floating_point():
            buffer.data.add_(0.1 * torch.rand_like(buffer))
    if options.get("code"):
        for tensor in [*network.parameters(), *network.buffers()]:
            if tensor.is_floating_point():
                tensor.data = tensor.data.to(options["code"]).float()
    network.eval()
    save(network)
    z, labels = torch.randn(3, noise), torch.arange(3)
    with torch.no_grad():
        images = network(z, labels)
    assert list(images.shape[1:]) == image
    cases.append({
        "file": name, "recipe": recipe, "classes": [str(i) for i in range(classes)], "image": image,
        "noise": z.flatten().tolist(), "labels": labels.tolist() if classes else None,
        "match": options.get("match", "Order"),
        "every": (every := 1 if images.numel() < 1000 else 37),
        "images": [round(value, 7) for value in images.flatten()[::every].tolist()]})


def path(name):
    return os.path.join(folder, name)


def wrapped(name):
    def save(network):
        state = network.state_dict()
        torch.save({"epoch": 3, "args": {"lr": 2e-4, "name": "run"}, "netD": {"weight": torch.zeros(2)},
                    "netG": type(state)((f"module.{key}", value) for key, value in state.items())}, path(name))
    return save


def dcgan(nz, width):
    deconvs = "".join(f"\n  - deconv {width * factor} k4 s2 p1, batch-norm, relu" for factor in (4, 2, 1))
    return (f"name: dcgan\nlatent: {nz} normal\ngenerator:\n  - linear {width * 8} x H/16 x W/16, batch-norm, relu"
            f"{deconvs}\n  - deconv C k4 s2 p1, tanh\ndiscriminator:\n  - linear 1\nimage-size: 64\n")


small_fc = """name: small
latent: LATENT
conditioning: WAY
generator:
  - linear 12, batch-norm, relu
  - linear 8*H/4*W/4, batch-norm, relu, reshape 8 x H/4 x W/4
  - deconv 4 k4 s2 p1, batch-norm, relu
  - deconv C k4 s2 p1, tanh
discriminator:
  - linear 1
image-size: 8
"""
upsampling = """name: small-acgan
latent: 6 normal
conditioning: embedding auxiliary
generator:
  - linear 8 x H/4 x W/4
  - batch-norm, upsample 2, conv 8 k3 p1
  - batch-norm 0.8, leaky-relu 0.2, upsample 2, conv 4 k3 p1
  - batch-norm 0.8, leaky-relu 0.2, conv C k3 p1, tanh
discriminator:
  - linear 1
class-head:
  - linear K
terms: [non-saturating, auxiliary-classifier]
image-size: 8
"""
if full:
    add("dcgan.pth", Dcgan(100, 64, 3), dcgan(100, 64), 100, 0, wrapped("dcgan.pth"), [3, 64, 64])
    for name, recipe, noise, classes in (
            ("gan.pth", "gan", 62, 0), ("acgan.pth", "acgan", 62, 10),
            ("infogan.pth", "infogan: 62 normal + 2 uniform -1 1 + 10 categorical", 74, 0)):
        add(name, FcDeconv(noise, classes, 1024, 64, 28), recipe, noise, classes,
            lambda network: torch.save(network.state_dict(), path(name)), [1, 28, 28])
    add("acgan-upsample.pth", Acgan(100, 10, 128, 32, 1, 1e-5), "acgan-upsample", 100, 10,
        lambda network: torch.save({"state_dict": network.state_dict()}, path("acgan-upsample.pth")), [1, 32, 32])
else:
    add("dcgan.pth", Dcgan(6, 1, 3), dcgan(6, 1), 6, 0, wrapped("dcgan.pth"), [3, 64, 64])
    add("infogan.pt", FcDeconv(9, 0, 12, 4, 8),
        small_fc.replace("LATENT", "4 normal + 2 uniform -1 1 + 3 categorical").replace("WAY", "none"), 9, 0,
        lambda network: torch.save(network.state_dict(), path("infogan.pt")), [1, 8, 8])
    add("cgan.safetensors", FcDeconv(6, 3, 12, 4, 8),
        small_fc.replace("LATENT", "6 normal").replace("WAY", "concat"), 6, 3,
        lambda network: save_safetensors(path("cgan.safetensors"), network.state_dict(), "BF16", torch.bfloat16),
        [1, 8, 8], code=torch.bfloat16, match="Shapes")
    add("acgan.pt", Acgan(6, 3, 8, 8, 1, 0.8), upsampling, 6, 3,
        lambda network: torch.save({"model": network.half().state_dict()}, path("acgan.pt")) or network.float(),
        [1, 8, 8], code=torch.float16)
with open(path("pytorch.json"), "w", encoding="utf-8") as file:
    json.dump(cases, file)
    file.write("\n")
