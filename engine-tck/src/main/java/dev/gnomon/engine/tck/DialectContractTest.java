package dev.gnomon.engine.tck;

import dev.gnomon.engine.contract.Check;
import dev.gnomon.engine.contract.DialectContract;
import dev.gnomon.engine.contract.Outcome;
import dev.gnomon.engine.contract.Rule;
import dev.gnomon.engine.contract.Subject;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * What every dialect must do. Extend it, name the dialect and how a database gets its URL, and add nothing else.
 *
 * <p>The rules are those of {@code docs/dialect-contract.md}, each with a test for every case of it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DialectContractTest {

    /** The dialect under test. */
    protected abstract Dialect dialect();

    /** The URL of a database that does not exist yet, on a server where the user may create it. */
    protected abstract DatabaseTarget newDatabase();

    /** The URL with a password in it, as this dialect's URLs hold one; the same URL where there are none. */
    protected DatabaseTarget withPassword(DatabaseTarget without, String password) {
        return new Tested().usualWithPassword(without, password);
    }

    @TestFactory
    Stream<DynamicContainer> contract() {
        List<Check> checks = DialectContract.checks(new Tested());
        return DialectContract.rules().stream()
                .map(rule -> DynamicContainer.dynamicContainer(
                        rule.toString(),
                        checks.stream()
                                .filter(check -> check.rule().equals(rule))
                                .map(DialectContractTest::test)));
    }

    private static DynamicTest test(Check check) {
        Rule rule = check.rule();
        return DynamicTest.dynamicTest(check.caseName().orElse(rule.sentence()), () -> {
            switch (check.run()) {
                case Outcome.Passed passed -> {}
                case Outcome.Failed failed -> {
                    // There is no server: that is for the report to say, and no failure of the dialect.
                    if (failed.cause() instanceof TestAbortedException notRun) {
                        throw notRun;
                    }
                    throw new AssertionFailedError(rule + "\n" + failed.reason(), failed.cause());
                }
                case Outcome.NotApplicable other -> throw new TestAbortedException(check + ": " + other.reason());
            }
        });
    }

    /** The test as what the contract asks. */
    private final class Tested implements Subject {

        @Override
        public Dialect dialect() {
            return DialectContractTest.this.dialect();
        }

        @Override
        public DatabaseTarget newDatabase() {
            return DialectContractTest.this.newDatabase();
        }

        @Override
        public DatabaseTarget withPassword(DatabaseTarget without, String password) {
            return DialectContractTest.this.withPassword(without, password);
        }

        DatabaseTarget usualWithPassword(DatabaseTarget without, String password) {
            return Subject.super.withPassword(without, password);
        }
    }
}
