using GanSharp.Hosting;
using GanSharp.Sampling;
using GanSharp.Training;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GanSharp.Tests.Hosting;

[Trait("Instructions", "any")]
public sealed class GeneratorServicesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["tiny.safetensors"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_generator_is_a_keyed_service_and_found_by_name()
    {
        Save();
        using var services = Provider(new ServiceCollection().AddGanSharpGenerator("tiny", Path));

        var sampler = services.GetRequiredKeyedService<Sampler>("tiny");

        sampler.ClassNames.ShouldBe(["zero", "one", "two"]);
        services.GetRequiredService<Generators>()["tiny"].ShouldBeSameAs(sampler);
        services.GetRequiredKeyedService<Sampler>("tiny").ShouldBeSameAs(sampler);
        services.GetRequiredService<Generators>().Names.ShouldBe(["tiny"]);
    }

    [Fact]
    public void It_draws_the_bits_of_its_file()
    {
        Save();
        using var services = Provider(new ServiceCollection().AddGanSharpGenerator("tiny", Path));
        var request = new SampleRequest { Count = 5, Seed = 3 };

        var drawn = request.Draw(services.GetRequiredKeyedService<Sampler>("tiny"));

        drawn.Picture().Pixels.ShouldBe(request.Draw(GeneratorFile.Load(Path)).Picture().Pixels);
    }

    [Fact]
    public async Task The_file_is_loaded_once_when_it_is_first_asked_for()
    {
        using var services = Provider(new ServiceCollection().AddGanSharpGenerator("tiny", Path));
        var generators = services.GetRequiredService<Generators>();
        Save(); // after the program started
        using var start = new Barrier(6);

        var found = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return generators["tiny"];
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        found.Distinct().Count().ShouldBe(1);
        File.Delete(Path);
        generators["tiny"].ShouldBeSameAs(found[0]);
    }

    [Fact]
    public void A_missing_file_is_an_error_of_one_line_and_tried_again()
    {
        using var services = Provider(new ServiceCollection().AddGanSharpGenerator("tiny", Path));

        var error = Should.Throw<GanSharpException>(() => services.GetRequiredKeyedService<Sampler>("tiny"));

        error.Message.ShouldContain(Path);
        error.Message.ShouldNotContain('\n');
        Save();
        services.GetRequiredKeyedService<Sampler>("tiny").ShouldNotBeNull();
    }

    [Fact]
    public void A_generator_that_loads_on_start_stops_a_host_with_a_bad_file()
    {
        using var services = Provider(new ServiceCollection().AddGanSharpGenerator("tiny", options =>
            (options.Path, options.LoadOnStart) = (Path, true)));

        var error = Should.Throw<OptionsValidationException>(
            () => services.GetRequiredService<IStartupValidator>().Validate());

        error.Message.ShouldContain($"generator tiny: {Path}");
        Save();
        using var later = Provider(new ServiceCollection().AddGanSharpGenerator("tiny", options =>
            (options.Path, options.LoadOnStart) = (Path, true)));
        later.GetRequiredService<IStartupValidator>().Validate();
        File.Delete(Path);
        later.GetRequiredKeyedService<Sampler>("tiny").ShouldNotBeNull();
    }

    [Fact]
    public void The_start_does_not_load_other_generators()
    {
        using var services = Provider(new ServiceCollection().AddGanSharpGenerator("tiny", Path));

        services.GetRequiredService<IStartupValidator>().Validate(); // although there is no file
    }

    [Theory]
    [InlineData("", 1, "the path is empty")]
    [InlineData("tiny.safetensors", 0, "truncation is 0")]
    [InlineData("tiny.safetensors", 1.5, "truncation is 1.5")]
    public void Wrong_options_are_found_on_start_and_at_first_use(string path, double truncation, string reason)
    {
        using var services = Provider(new ServiceCollection().AddGanSharpGenerator("tiny", options =>
            (options.Path, options.Truncation) = (path, truncation)));

        Should.Throw<OptionsValidationException>(
            () => services.GetRequiredService<IStartupValidator>().Validate()).Message.ShouldContain(reason);
        Should.Throw<GanSharpException>(
            () => services.GetRequiredService<Generators>()["tiny"]).Message.ShouldContain(reason);
    }

    [Fact]
    public void Options_can_be_configured_by_the_name_of_the_generator()
    {
        Save();
        using var services = Provider(new ServiceCollection()
            .Configure<GeneratorOptions>("tiny", options => (options.Path, options.Truncation) = (Path, 0.5))
            .AddGanSharpGenerator("tiny"));

        services.GetRequiredKeyedService<Sampler>("tiny").Truncation.ShouldBe(0.5);
    }

    [Fact]
    public void Two_generators_have_two_names()
    {
        Save();
        var services = new ServiceCollection().AddGanSharpGenerator("a", Path).AddGanSharpGenerator("b", Path);

        Should.Throw<GanSharpException>(() => services.AddGanSharpGenerator("a", Path))
            .Message.ShouldBe("there are two generators named a; give each a name of its own");
        using var provider = Provider(services);
        provider.GetRequiredKeyedService<Sampler>("a")
            .ShouldNotBeSameAs(provider.GetRequiredKeyedService<Sampler>("b"));
        Should.Throw<GanSharpException>(() => provider.GetRequiredService<Generators>()["c"])
            .Message.ShouldBe("there is no generator named c; there is a, b");
    }

    [Fact]
    public void A_cancelled_draw_ends_between_two_batches()
    {
        Save();
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Should.Throw<OperationCanceledException>(
            () => new SampleRequest { Count = 100 }.Draw(GeneratorFile.Load(Path), stop.Token));
    }

    private void Save()
    {
        using var trainer = new Trainer(Tiny.Recipe, Tiny.Images());
        trainer.SaveGenerator(Path);
    }

    private static ServiceProvider Provider(IServiceCollection services) => services.BuildServiceProvider();
}
