using GanSharp.Metrics;
using GanSharp.Models.Conditioning;
using GanSharp.Nn;
using GanSharp.Optim;
using GanSharp.Recipes;
using GanSharp.Sampling;
using GanSharp.Training;

namespace GanSharp.Tests.Training;

public class TrainerTests
{
    [Fact]
    public async Task Events_come_in_order()
    {
        var events = await Train(Tiny.Recipe.With("epochs", "2"));
        events.Select(Summary).ShouldBe(
        [
            "started", "samples at 0 of epoch 0",
            "step 1 of epoch 1", "step 2 of epoch 1", "step 3 of epoch 1", "samples at 3 of epoch 1",
            "measured at 3 of epoch 1", "epoch 1 at 3",
            "checkpoint at 3",
            "step 4 of epoch 2", "step 5 of epoch 2", "step 6 of epoch 2", "samples at 6 of epoch 2",
            "measured at 6 of epoch 2", "epoch 2 at 6",
            "checkpoint at 6",
            "finished at 6",
        ]);
    }

    [Fact]
    public async Task Steps_can_end_a_training_before_its_epochs_and_extra_grids_are_drawn()
    {
        var events = await Train(Tiny.Recipe.With("steps", "5").With("sample-every", "2"));
        events.Select(Summary).Where(text => !text.StartsWith("step ", StringComparison.Ordinal)).ShouldBe(
        [
            "started", "samples at 0 of epoch 0", "samples at 2", "samples at 3 of epoch 1", "measured at 3 of epoch 1",
            "epoch 1 at 3", "checkpoint at 3",
            "samples at 4", "samples at 5", "measured at 5", "checkpoint at 5", "finished at 5",
        ]);
    }

    [Theory]
    [InlineData("0", new[] { 1d, 1, 1, 1, 1 })]
    [InlineData("0.4", new[] { 1d, 1, 1, 1, 0.5 })]
    [InlineData("1", new[] { 1, 0.8, 0.6, 0.4, 0.2 })]
    public async Task Learning_rates_fall_linearly_in_the_last_share_of_the_training(string share, double[] factors)
    {
        var recipe = Tiny.Recipe.With("steps", "5").With("learning-rate-decay", share);
        var steps = (await Train(recipe)).OfType<StepCompleted>().ToArray();

        Factors(step => step.GeneratorLearningRate, recipe.GeneratorOptimizer.LearningRate);
        Factors(step => step.DiscriminatorLearningRate, recipe.DiscriminatorOptimizer.LearningRate);

        void Factors(Func<StepCompleted, double?> rate, double whole) =>
            steps.Select(step => rate(step)!.Value / whole).ShouldBe(factors, 1e-12);
    }

    [Fact]
    public async Task Extra_checkpoints_are_due_within_an_epoch() =>
        (await Train(Tiny.Recipe.With("steps", "5").With("checkpoint-every", "2")))
            .OfType<CheckpointDue>()
            .Select(due => due.Step)
            .ShouldBe([2, 3, 4, 5]);

    [Fact]
    public async Task Samples_are_evaluated_as_often_as_the_recipe_says_and_decide_the_best_step()
    {
        var distances = new Queue<double>([3, 1, 2]);
        using var trainer = new Trainer(
            Tiny.Recipe.With("steps", "5").With("evaluate-every", "2"), Tiny.Images(), new() { Evaluate = Evaluate });
        var events = await trainer.RunAsync().ToArrayAsync();

        events
            .OfType<SamplesEvaluated>()
            .Select(each => (each.Step, each.Evaluation.Figures["fid"].Value))
            .ShouldBe([(2, 3), (4, 1), (5, 2)]);
        events.OfType<CheckpointDue>().Where(due => due.IsBest).Select(due => due.Step).ShouldBe([2, 4]);
        trainer.BestStep.ShouldBe(4);

        Evaluation Evaluate(Sampler sampler, CancellationToken cancellation) =>
            new("none", 100, 100) { Figures = new Dictionary<string, Figure> { ["fid"] = new(distances.Dequeue()) } };
    }

    [Fact]
    public void A_recipe_with_evaluations_needs_an_evaluator() =>
        Should
            .Throw<GanSharpException>(() => new Trainer(Tiny.Recipe.With("evaluate-every", "2"), Tiny.Images()))
            .Message.ShouldBe(
                "evaluate-every is 2, but the trainer has no evaluator; give it one, or set evaluate-every to 0");

    [Theory]
    [InlineData(12, 4, 1, 3)]
    [InlineData(12, 5, 1, 2)]
    [InlineData(12, 2, 5, 1)]
    [InlineData(24, 2, 5, 2)]
    [InlineData(12, 4, 7, 1)]
    public void An_epoch_has_as_many_steps_as_its_batches_fill(int images, int batchSize, int criticSteps, int steps)
    {
        using var trainer = new Trainer(
            Tiny.Recipe with { BatchSize = batchSize, CriticSteps = criticSteps, Epochs = 3 }, Tiny.Images(images));
        (trainer.StepsPerEpoch, trainer.TotalSteps).ShouldBe((steps, 3 * steps));
    }

    [Fact]
    public async Task The_first_event_has_all_sizes()
    {
        using var trainer = new Trainer(Tiny.Recipe, Tiny.Images());
        var started = (await trainer.RunAsync().ToArrayAsync()).OfType<TrainingStarted>().Single();
        started.ShouldBe(
            new(0, 6, 3, trainer.Model.Generator.ParameterCount, trainer.Model.Discriminator.ParameterCount));
    }

    [Fact]
    public async Task Scores_are_probabilities_and_grids_have_a_row_for_each_noise_and_a_column_for_each_class()
    {
        var events = await Train(Tiny.Recipe);
        foreach (var step in events.OfType<StepCompleted>())
        {
            step.RealScore!.Value.ShouldBeInRange(0, 1);
            step.FakeScore!.Value.ShouldBeInRange(0, 1);
            step.ImagesPerSecond.ShouldBePositive();
        }
        events
            .OfType<SamplesDrawn>()
            .ShouldAllBe(samples => samples.Grid.Width == 3 * (8 + 2) + 2 && samples.Grid.Height == 8 * (8 + 2) + 2);
    }

    [Fact]
    public async Task Unconditional_training_ignores_labels_and_draws_a_square()
    {
        var recipe = Tiny.Recipe.With("conditioning", "none");
        using var trainer = new Trainer(recipe, Tiny.Images());
        trainer.Sampler.IsConditional.ShouldBeFalse();
        var grid = (await trainer.RunAsync().ToArrayAsync()).OfType<SamplesDrawn>().First().Grid;
        (grid.Width, grid.Height).ShouldBe((8 * (8 + 2) + 2, 8 * (8 + 2) + 2));
    }

    [Fact]
    public async Task Samples_come_from_the_moving_average_if_there_is_one()
    {
        using var averaged = new Trainer(Tiny.Recipe, Tiny.Images());
        using var plain = new Trainer(Tiny.Recipe with { Ema = 0 }, Tiny.Images());
        averaged.Sampler.Generator.ShouldNotBeSameAs(averaged.Model.Generator);
        plain.Sampler.Generator.ShouldBeSameAs(plain.Model.Generator);

        await averaged.RunAsync().ToArrayAsync();
        await plain.RunAsync().ToArrayAsync();

        Weights(averaged.Model.Generator).ShouldBe(Weights(plain.Model.Generator), "the average only watches");
        Weights(averaged.Sampler.Generator).ShouldNotBe(Weights(plain.Model.Generator));

        static float[] Weights(Module network) =>
            [.. network.Parameters.SelectMany(parameter => parameter.ToArray<float>())];
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(2, 2)]
    public async Task A_half_life_in_images_is_the_decay_of_the_images_of_a_step(int batchSize, int criticSteps)
    {
        var recipe = Tiny.Recipe with { BatchSize = batchSize, CriticSteps = criticSteps };
        var average = await Average("1 images");
        average.ShouldBe(await Average("0.0625"), "half to the power of four images");
        average.ShouldNotBe(await Average("0.06"));

        async Task<float[]> Average(string ema)
        {
            using var trainer = new Trainer(recipe.With("ema", ema), Tiny.Images());
            await trainer.RunAsync().ToArrayAsync();
            return [.. trainer.Sampler.Generator.Parameters.SelectMany(parameter => parameter.ToArray<float>())];
        }
    }

    [Fact]
    public async Task Cancellation_stops_between_two_steps()
    {
        using var cancellation = new CancellationTokenSource();
        using var trainer = new Trainer(Tiny.Recipe, Tiny.Images());
        var events = new List<TrainingEvent>();
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var happened in trainer.RunAsync(cancellation.Token))
            {
                events.Add(happened);
                if (happened is StepCompleted { Step: 3 })
                    await cancellation.CancelAsync();
            }
        });
        events.Select(Summary).TakeLast(4).ShouldBe(
            ["samples at 3 of epoch 1", "measured at 3 of epoch 1", "epoch 1 at 3", "checkpoint at 3"],
            "the events of the step still come");
    }

    [Theory]
    [InlineData(
        1, "linear C x H x W, tanh", "linear 32, batch-norm, relu|linear 1", "discriminator's trunk.2.batch-norm")]
    [InlineData(
        1, "linear 4, batch-norm, relu|linear C x H x W, tanh", "linear 8, relu|linear 1", "generator's 1.batch-norm")]
    [InlineData(
        1, "linear 4, residual (batch-norm, relu, linear 4)|linear C x H x W, tanh", "linear 8, relu|linear 1",
        "generator's 1.residual.body.0.batch-norm")]
    [InlineData(
        1, "linear 4 x H x W, batch-norm, relu|conv C k3 p1, tanh", "conv 2 k3 p1, batch-norm, relu|linear 1", null)]
    [InlineData(2, "linear 4, batch-norm, relu|linear C x H x W, tanh", "linear 8, batch-norm, relu|linear 1", null)]
    public void A_batch_norm_of_one_value_is_refused_with_its_layer(
        int batchSize, string generator, string discriminator, string? layer)
    {
        var recipe = Tiny.Recipe with
        {
            Conditioning = LabelConditioning.None,
            Generator = generator.Split('|'),
            Discriminator = discriminator.Split('|'),
            BatchSize = batchSize,
        };
        var begin = () => new Trainer(recipe, Tiny.Images()).Dispose();
        if (layer is null)
            begin.ShouldNotThrow();
        else
            Should
                .Throw<GanSharpException>(begin)
                .Message.ShouldContain(
                    $"the {layer} normalises a single value per channel, which always gives 0; "
                    + "use a batch size of 2 or more");
    }

    [Theory]
    [InlineData("linear 1, layer-norm, relu", "[layer-norm] normalises a single value of samples of (1)")]
    [InlineData("conv 4 k8, instance-norm", "[instance-norm] normalises a single value of samples of (4, 1, 1)")]
    public void A_norm_of_one_value_per_sample_is_refused(string line, string message) =>
        Should
            .Throw<GanSharpException>(() => new Trainer(
                Tiny.Recipe with { Conditioning = LabelConditioning.None, Discriminator = [line, "linear 1"] },
                Tiny.Images()))
            .Message.ShouldContain(message);

    [Fact]
    public async Task A_learning_rate_too_small_for_any_weight_is_a_warning_that_names_the_player()
    {
        using var trainer = new Trainer(
            Tiny.Recipe with { Steps = 30, GeneratorOptimizer = new AdamOptions(1e-30) }, Tiny.Images());
        var warnings = new List<TrainingWarning>();
        await foreach (var happened in trainer.RunAsync())
        {
            if (happened is TrainingWarning warning)
                warnings.Add(warning);
        }
        warnings.Where(warning => warning.Kind == "weights-still").ShouldHaveSingleItem().Reason
            .ShouldContain("changed none of the generator's weights");
    }

    [Fact]
    public void A_recipe_that_does_not_fit_the_data_is_refused_before_training()
    {
        Should.Throw<GanSharpException>(() => new Trainer(Tiny.Recipe with { BatchSize = 13 }, Tiny.Images()))
            .Message.ShouldBe("batch size 13 exceeds the 12 images of noise; choose 1 to 12");
        Should.Throw<GanSharpException>(() => new Trainer(Tiny.Recipe, Tiny.Images(shape: new(1, 9, 8)))).Message
            .ShouldStartWith("tiny.yaml:5: generator: layer line 1");
        Should
            .Throw<GanSharpException>(() => new Trainer(Tiny.Recipe with { Epochs = 0 }, Tiny.Images()))
            .Message.ShouldStartWith("'0' is not");
    }

    [Fact]
    public async Task The_discriminator_learns_from_more_batches_if_the_recipe_says_so()
    {
        var recipe = Tiny.Recipe with { BatchSize = 2, Steps = 1 };
        var (one, three) = (await Train(recipe), await Train(recipe with { CriticSteps = 3 }));
        Loss(three).ShouldNotBe(Loss(one));

        static double Loss(TrainingEvent[] events) => events.OfType<StepCompleted>().Single().DiscriminatorLoss;
    }

    private static async Task<TrainingEvent[]> Train(Recipe recipe)
    {
        using var trainer = new Trainer(recipe, Tiny.Images());
        return await trainer.RunAsync().ToArrayAsync();
    }

    private static string Summary(TrainingEvent happened) => happened switch
    {
        TrainingStarted => "started",
        StepCompleted step => $"step {step.Step} of epoch {step.Epoch}",
        SamplesDrawn samples => $"samples at {samples.Step}{(samples.Epoch is { } epoch ? $" of epoch {epoch}" : "")}",
        SamplesMeasured evaluated =>
            $"measured at {evaluated.Step}{(evaluated.Epoch is { } epoch ? $" of epoch {epoch}" : "")}",
        EpochCompleted epoch => $"epoch {epoch.Epoch} at {epoch.Step}",
        CheckpointDue => $"checkpoint at {happened.Step}",
        _ => $"finished at {happened.Step}",
    };
}
