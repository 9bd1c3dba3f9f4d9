package dev.gnomon.engine.contract;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.Table;
import java.sql.Connection;
import java.util.List;

/** How a dialect gets a database from one state to another, and what becomes of the rows. */
final class ChangeRules {

    private ChangeRules() {}

    static void addTo(DialectContract.Checks checks, Dialect dialect) {
        for (SchemaCase schemaCase : SchemaCase.all()) {
            if (!dialect.capabilities().containsAll(schemaCase.needs())) {
                continue;
            }
            BeforeAfter<DatabaseSchema> states = schemaCase.states().apply(new CaseSchemas(dialect));
            checks.add(Rules.ROUND_TRIP, schemaCase.name(), playground -> getsThere(playground, states));
            checks.add(Rules.REPEATABLE, schemaCase.name(), playground -> rendersTheSame(playground, states));
            if (schemaCase.rowsSurvive()) {
                checks.add(Rules.ROWS, schemaCase.name(), playground -> keepsRows(playground, states));
                boolean referred = states.before().table(Playground.TOY).isPresent()
                        && states.after().table(Playground.TOY).isPresent();
                if (referred) {
                    checks.add(
                            Rules.REFERRING_ROWS,
                            schemaCase.name(),
                            playground -> keepsReferringRows(playground, states));
                }
            }
        }
    }

    private static void getsThere(Playground playground, BeforeAfter<DatabaseSchema> states) throws Exception {
        Connection connection = playground.connect();
        playground.migrate(connection, DatabaseSchema.EMPTY, states.before());
        DatabaseSchema before = playground.introspect(connection);
        Expect.none(
                playground.diff(before, states.before()).changes(),
                "after the first state was made, the differ still finds");
        playground.migrate(connection, before, states.after());
        Expect.none(
                playground
                        .diff(playground.introspect(connection), states.after())
                        .changes(),
                "after the migration, the differ still finds");
    }

    private static void keepsRows(Playground playground, BeforeAfter<DatabaseSchema> states) throws Exception {
        Connection connection = playground.connect();
        playground.migrate(connection, DatabaseSchema.EMPTY, states.before());
        playground.insertCat(connection, 1, "Tom");
        playground.insertCat(connection, 2, "Kitty");
        List<String> kept = unchangedColumns(states);
        var before = playground.rows(connection, Playground.CAT, kept);
        playground.migrate(connection, playground.introspect(connection), states.after());
        Expect.equal(
                playground.rows(connection, Playground.CAT, kept),
                before,
                "what the columns " + kept + " hold afterwards");
    }

    /** The columns of the table that stays which are the same in both states, {@code id} the first. */
    private static List<String> unchangedColumns(BeforeAfter<DatabaseSchema> states) {
        Table after = states.after().table(Playground.CAT).orElseThrow();
        return states.before().table(Playground.CAT).orElseThrow().columns().stream()
                .filter(column -> after.columns().contains(column))
                .map(Column::name)
                .toList();
    }

    private static void keepsReferringRows(Playground playground, BeforeAfter<DatabaseSchema> states) throws Exception {
        Connection connection = playground.connect();
        playground.migrate(connection, DatabaseSchema.EMPTY, states.before());
        playground.insertCat(connection, 1, "Tom");
        List<String> columns = List.of("id", "cat_id");
        playground.insert(connection, Playground.TOY, columns, 1, 1);
        var before = playground.rows(connection, Playground.TOY, columns);
        playground.migrate(connection, playground.introspect(connection), states.after());
        Expect.equal(playground.rows(connection, Playground.TOY, columns), before, "the row that refers to another");
    }

    private static void rendersTheSame(Playground playground, BeforeAfter<DatabaseSchema> states) {
        for (ChangeSet changes : List.of(
                playground.diff(DatabaseSchema.EMPTY, states.after()),
                playground.diff(states.before(), states.after()))) {
            for (SchemaChange change : changes.changes()) {
                List<String> statements = playground.render(change, changes);
                Expect.equal(playground.render(change, changes), statements, "what is rendered the second time");
                Expect.none(
                        statements.stream()
                                .filter(statement -> statement.strip().endsWith(";"))
                                .toList(),
                        "statements end with a terminator");
            }
        }
    }
}
