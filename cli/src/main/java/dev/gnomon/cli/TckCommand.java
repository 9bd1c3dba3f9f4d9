package dev.gnomon.cli;

import dev.gnomon.cli.TckReport.RuleResult;
import dev.gnomon.engine.contract.Check;
import dev.gnomon.engine.contract.DialectContract;
import dev.gnomon.engine.contract.Outcome;
import dev.gnomon.engine.contract.Rule;
import dev.gnomon.engine.contract.Subject;
import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code tck}. */
final class TckCommand implements Command {

    /** What becomes a number in the URL. */
    private static final String NUMBER = "{}";

    private static final int SECONDS_FOR_A_CHECK = 120;

    @Override
    public CommandDescription description() {
        return CommandDescription.of(
                        "tck",
                        "Hold a dialect to the contract of dialects, on databases that are made for it and dropped.",
                        List.of(Option.value(
                                "url", "URL", "Where databases may be made; {} in it becomes a number, one for each")),
                        "tck h2-dialect.jar --url 'h2:file:./tck-{}'",
                        "tck ~/.config/gnomon/dialects/h2 --url 'h2:file:./tck-{}' --json",
                        "tck postgresql --url 'postgresql://user:password@localhost/tck_{}'")
                .withOperands("JAR|FOLDER|PROVIDER");
    }

    @Override
    public Ending run(Invocation invocation) throws UsageException {
        Arguments arguments = invocation.arguments();
        if (arguments.operands().size() != 1) {
            throw new UsageException("name one dialect: a jar, a folder with a jar and its driver, or a provider");
        }
        String url = arguments.value("url").orElseThrow(() -> new UsageException("--url is missing"));
        if (!url.contains(NUMBER)) {
            throw new UsageException("the URL needs {} in the name of the database: it becomes a number");
        }
        Dialect dialect = dialect(invocation, arguments.operands().get(0));
        Subject subject =
                new OnNewDatabases(dialect, url, invocation.surroundings().workingDirectory());
        List<Check> checks = DialectContract.checks(subject);
        List<RuleResult> results = new ArrayList<>();
        for (Rule rule : DialectContract.rules()) {
            RuleResult result = new RuleResult(rule);
            for (Check check : checks) {
                if (check.rule().equals(rule)) {
                    invocation.output().progress(check.toString());
                    result.add(check, outcome(check));
                }
            }
            invocation.output().progress("");
            results.add(result);
            invocation.output().line(result.text());
        }
        TckReport report = new TckReport(dialect, results);
        invocation.output().line("\n" + report.summary());
        return new Ending(report.kept() ? Ending.OK : Ending.FAILED, report.kept() ? "kept" : "broken", report::write);
    }

    private static Dialect dialect(Invocation invocation, String named) {
        Path place = invocation.surroundings().workingDirectory().resolve(named);
        if (!Files.exists(place)) {
            return invocation.dialects().require(named);
        }
        Dialects found = Dialects.inPlace(place);
        found.problems().stream().findFirst().ifPresent(problem -> {
            throw problem;
        });
        return found.all().stream()
                .findFirst()
                .orElseThrow(() -> new GnomonException(
                        EngineErrorCode.DIALECT_UNLOADABLE,
                        "There is no dialect in " + place,
                        "Name the jar of a dialect, or the folder that holds it with its driver."));
    }

    /** A dialect that waits for itself must not keep the others from being told. */
    private static Outcome outcome(Check check) {
        FutureTask<Outcome> task = new FutureTask<>(check::run);
        Thread thread = new Thread(task, "check");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(SECONDS_FOR_A_CHECK, TimeUnit.SECONDS);
        } catch (TimeoutException endless) {
            thread.interrupt();
            return new Outcome.Failed("it does not end within " + SECONDS_FOR_A_CHECK + " seconds", null);
        } catch (ExecutionException failure) {
            return new Outcome.Failed(String.valueOf(failure.getCause()), failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CancelledException("The checks were stopped.");
        }
    }

    /** A dialect with databases whose names differ in a number. */
    private static final class OnNewDatabases implements Subject {

        private final Dialect dialect;
        private final String url;
        private final Path workingDirectory;
        private int number = ThreadLocalRandom.current().nextInt(100_000, 900_000) * 1_000;

        OnNewDatabases(Dialect dialect, String url, Path workingDirectory) {
            this.dialect = dialect;
            this.url = url;
            this.workingDirectory = workingDirectory;
        }

        @Override
        public Dialect dialect() {
            return dialect;
        }

        @Override
        public synchronized DatabaseTarget newDatabase() {
            number++;
            return new DatabaseTarget(url.replace(NUMBER, Integer.toString(number)), workingDirectory);
        }
    }
}
