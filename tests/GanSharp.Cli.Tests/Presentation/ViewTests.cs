using GanSharp.Cli.Presentation;

namespace GanSharp.Cli.Tests.Presentation;

public class ViewTests
{
    private readonly List<string> _lost = [];

    [Theory]
    [InlineData("")]
    [InlineData("before")]
    [InlineData("event")]
    [InlineData("meanwhile")]
    [InlineData("after")]
    public async Task The_work_runs_once_no_matter_when_its_view_fails(string moment)
    {
        var view = new LastingView<int>(new Failing(moment), error => _lost.Add(error.Message));
        var done = new List<int>();

        await view.WatchAsync(async () =>
        {
            for (var i = 0; i < 3; i++)
            {
                await Task.Yield();
                view.Show(i);
                done.Add(i);
            }
        });

        done.ShouldBe([0, 1, 2]);
        _lost.ShouldBe(moment.Length == 0 ? [] : [moment], "it is reported once");
    }

    [Fact]
    public async Task An_error_of_the_work_is_not_an_error_of_the_view()
    {
        var view = new LastingView<int>(new Failing(""), error => _lost.Add(error.Message));

        await Should.ThrowAsync<OperationCanceledException>(() => view.WatchAsync(() => Task.FromCanceled(new(true))));
        await Should.ThrowAsync<GanSharpException>(() =>
            view.WatchAsync(() => Task.FromException(new GanSharpException("the work"))));

        _lost.ShouldBeEmpty();
    }

    private sealed class Failing(string moment) : View<int>
    {
        public override async Task WatchAsync(Func<Task> work)
        {
            Fail("before");
            var working = work();
            Fail("meanwhile");
            await working;
            Fail("after");
        }

        public override void Show(int happened) => Fail("event");

        private void Fail(string now)
        {
            if (now == moment)
                throw new InvalidOperationException(now);
        }
    }
}
