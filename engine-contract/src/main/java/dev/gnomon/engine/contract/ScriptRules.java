package dev.gnomon.engine.contract;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.dialect.ScriptRunner;
import dev.gnomon.engine.dialect.ScriptStatement;
import dev.gnomon.engine.model.Table;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How a dialect runs scripts. */
final class ScriptRules {

    private ScriptRules() {}

    static void addTo(DialectContract.Checks checks) {
        checks.add(Rules.SPLIT, playground -> {
            ScriptRunner runner = playground.dialect().scriptRunner();
            List<ScriptStatement> statements = runner.split(script(playground));
            Expect.equal(statements.size(), 2, "the number of statements in " + statements);
            Expect.none(runner.split(""), "statements are found in nothing");
            Expect.none(runner.split("-- nothing\n"), "statements are found in a comment");
        });
        checks.add(Rules.SPLIT, "anything at all", playground -> {
            ScriptRunner runner = playground.dialect().scriptRunner();
            for (String text :
                    new String[] {"'", "\"", "`", "[", "/*", "$$", "$x$", ";;;", "\u0000", "'; -- /*", "{"}) {
                Expect.that(runner.split(text).size() <= text.length(), "too many statements in " + text);
            }
        });
        checks.add(Rules.RUN_ALL, playground -> {
            Connection connection = playground.connect();
            playground.dialect().scriptRunner().run(connection, script(playground));
            Expect.equal(playground.introspect(connection).tables().size(), 2, "the number of tables");
        });
        checks.add(Rules.RUN_ALL, "several scripts together", ScriptRules::runsTogether);
        checks.add(Rules.FAILURE, ScriptRules::tellsWhatFailed);
        checks.add(Rules.FAILURE, "how far the script came", ScriptRules::tellsWhatStays);
    }

    /** Which ran is told right, whether the dialect has a quicker way than one by one or not. */
    private static void runsTogether(Playground playground) throws Exception {
        Connection connection = playground.connect();
        ScriptRunner runner = playground.dialect().scriptRunner();
        List<String> made = List.of(script(playground, "a"), script(playground, "b"));
        int ran = runner.runTogether(connection, made);
        Expect.that(ran <= made.size(), "more scripts ran than there are: " + ran);
        Expect.equal(
                playground.introspect(connection).tables().size(), ran, "the number of tables after so many scripts");
        for (String script : made.subList(ran, made.size())) {
            runner.run(connection, script);
        }
        String dropped = "DROP TABLE " + playground.dialect().renderer().quote("a") + ";\n";
        List<String> broken = List.of(dropped, script(playground, "c"), dropped, script(playground, "d"));
        ran = runner.runTogether(connection, broken);
        Expect.that(ran <= 2, "a script that fails is said to have run: " + ran);
        Expect.equal(
                playground.introspect(connection).tables().stream()
                        .map(table -> table.name().name())
                        .toList(),
                List.of(List.of("a", "b"), List.of("b"), List.of("b", "c")).get(ran),
                "the tables after " + ran + " scripts out of four of which the third fails");
    }

    private static void tellsWhatFailed(Playground playground) throws Exception {
        Connection connection = playground.connect();
        String broken = script(playground) + "\nDROP TABLE "
                + playground.dialect().renderer().quote("missing") + ";\n";
        ScriptFailedException.Failure failure = Expect.refused(
                        ScriptFailedException.class,
                        "a script with a statement that fails is run to the end",
                        () -> playground.dialect().scriptRunner().run(connection, broken))
                .failure();
        Expect.that(!failure.report().isBlank(), "the database's message is not told");
        int tables = playground.introspect(connection).tables().size();
        if (playground.dialect().capabilities().contains(Capability.TRANSACTIONAL_DDL)) {
            Expect.equal(tables, 0, "the number of tables that a failed script leaves, though it is one transaction,");
            Expect.that(failure.rolledBack(), "the failure does not say that all was rolled back");
        } else {
            Expect.equal(tables, 2, "the number of tables that the statements before the failure have made");
            Expect.that(!failure.rolledBack(), "the failure says that all was rolled back");
            Expect.equal(failure.statementIndex(), Optional.of(2), "the place of the statement that failed");
        }
    }

    private static void tellsWhatStays(Playground playground) throws Exception {
        Connection connection = playground.connect();
        boolean whole = playground.dialect().capabilities().contains(Capability.TRANSACTIONAL_DDL);
        List<Integer> reached = new ArrayList<>();
        playground.dialect().scriptRunner().run(connection, script(playground), reached::add);
        Expect.equal(reached, whole ? List.of() : List.of(1), "what is told while two statements run");
        String broken = "DROP TABLE " + playground.dialect().renderer().quote("c") + ";\nDROP TABLE "
                + playground.dialect().renderer().quote("missing") + ";\n";
        ScriptFailedException.Failure failure = Expect.refused(
                        ScriptFailedException.class,
                        "a script with a statement that fails is run to the end",
                        () -> playground.dialect().scriptRunner().run(connection, broken))
                .failure();
        if (!whole) {
            Expect.equal(failure.kept(), Optional.of(1), "the number of statements that stay");
        } else {
            Expect.equal(failure.kept().orElse(0), 0, "the number of statements that stay");
        }
    }

    /** Two statements, with a terminator inside quotes and others in comments. */
    private static String script(Playground playground) {
        return script(playground, "a;b", "c");
    }

    private static String script(Playground playground, String... tables) {
        CaseSchemas s = playground.schemas();
        Table[] made = Arrays.stream(tables).map(s::table).toArray(Table[]::new);
        ChangeSet changes = playground.diff(s.schema(), s.schema(made));
        StringBuilder script = new StringBuilder("-- first; second\n");
        changes.changes().stream()
                .filter(SchemaChange.CreateTable.class::isInstance)
                .flatMap(change -> playground.render(change, changes).stream())
                .forEach(statement -> script.append(statement).append(";\n/* ; */\n"));
        return script.toString();
    }
}
