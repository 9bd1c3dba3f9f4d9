package dev.gnomon.engine.contract;

import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Whether the database holds its rows to what a schema says, and not only its catalog. */
final class EnforcementRules {

    private static final List<String> ID_AND_NAME = List.of("id", "name");
    private static final List<String> ID_AND_CAT = List.of("id", "cat_id");

    private EnforcementRules() {}

    static void addTo(DialectContract.Checks checks) {
        checks.add(Rules.ENFORCED, "a required column of a new table", playground -> {
            CaseSchemas s = playground.schemas();
            Connection connection = playground.connectTo(s.table("cat", name(s, Arity.REQUIRED)));
            expectNullRefused(playground, connection);
        });
        checks.add(Rules.ENFORCED, "a column that becomes required", playground -> {
            CaseSchemas s = playground.schemas();
            Connection connection = playground.connectTo(s.table("cat", name(s, Arity.NULLABLE)));
            migrate(playground, connection, s.table("cat", name(s, Arity.REQUIRED)));
            expectNullRefused(playground, connection);
        });
        checks.add(Rules.ENFORCED, "a required column of a table that is changed elsewhere", playground -> {
            CaseSchemas s = playground.schemas();
            Column lives = s.column("lives", Scalar.INT, Arity.REQUIRED)
                    .withDefault(new DefaultValue.Literal(new LiteralValue.Number("9")));
            Connection connection = playground.connectTo(s.table("cat", name(s, Arity.REQUIRED), lives));
            migrate(playground, connection, s.table("cat", name(s, Arity.REQUIRED)));
            expectNullRefused(playground, connection);
        });
        checks.add(Rules.ENFORCED, "a column that ceases to be required", playground -> {
            CaseSchemas s = playground.schemas();
            Connection connection = playground.connectTo(s.table("cat", name(s, Arity.REQUIRED)));
            migrate(playground, connection, s.table("cat", name(s, Arity.NULLABLE)));
            playground.insert(connection, Playground.CAT, ID_AND_NAME, 1, null);
        });
        checks.add(Rules.ENFORCED, "a unique index of a new table", playground -> {
            Connection connection = playground.connectTo(unique(playground.schemas()));
            expectTwinsRefused(playground, connection);
        });
        checks.add(Rules.ENFORCED, "a unique index that is added", playground -> {
            CaseSchemas s = playground.schemas();
            Connection connection = playground.connectTo(s.table("cat", name(s, Arity.REQUIRED)));
            migrate(playground, connection, unique(s));
            expectTwinsRefused(playground, connection);
        });
        checks.add(Rules.ENFORCED, "a primary key", playground -> {
            CaseSchemas s = playground.schemas();
            Connection connection = playground.connectTo(s.table("cat", name(s, Arity.REQUIRED)));
            playground.insertCat(connection, 1, "Tom");
            Expect.refused(
                    SQLException.class,
                    "a second row with the same primary key is accepted",
                    () -> playground.insertCat(connection, 1, "Kitty"));
        });
        checks.add(Rules.ENFORCED, "a foreign key of a new table", playground -> {
            requireForeignKeys(playground);
            CaseSchemas s = playground.schemas();
            Connection connection = playground.connectTo(cat(s), owned(s, ReferentialAction.NO_ACTION));
            expectOrphanRefused(playground, connection);
        });
        checks.add(Rules.ENFORCED, "a foreign key that is added", playground -> {
            requireForeignKeys(playground);
            CaseSchemas s = playground.schemas();
            Connection connection = playground.connectTo(cat(s), toy(s));
            migrate(playground, connection, cat(s), owned(s, ReferentialAction.NO_ACTION));
            expectOrphanRefused(playground, connection);
        });
        checks.add(Rules.ENFORCED, "rows that go with the row that they refer to", playground -> {
            requireForeignKeys(playground);
            CaseSchemas s = playground.schemas();
            Connection connection = playground.connectTo(cat(s), owned(s, ReferentialAction.CASCADE));
            playground.insertCat(connection, 1, "Tom");
            playground.insert(connection, Playground.TOY, ID_AND_CAT, 1, 1);
            try (var statement = connection.createStatement()) {
                statement.executeUpdate(
                        "DELETE FROM " + playground.dialect().renderer().quote(Playground.CAT));
            }
            Expect.none(playground.rows(connection, Playground.TOY, ID_AND_CAT), "rows that refer to none are left");
        });
    }

    private static void requireForeignKeys(Playground playground) {
        NotApplicableException.unless(
                playground.dialect().capabilities().contains(Capability.FOREIGN_KEYS), "declares no foreign keys");
    }

    private static void migrate(Playground playground, Connection connection, Table... tables) throws Exception {
        playground.migrate(
                connection,
                playground.introspect(connection),
                playground.schemas().schema(tables));
    }

    private static void expectNullRefused(Playground playground, Connection connection) throws Exception {
        playground.insertCat(connection, 1, "Tom");
        Expect.refused(
                SQLException.class,
                "null is accepted in a required column",
                () -> playground.insert(connection, Playground.CAT, ID_AND_NAME, 2, null));
    }

    private static void expectTwinsRefused(Playground playground, Connection connection) throws Exception {
        playground.insertCat(connection, 1, "Tom");
        playground.insertCat(connection, 2, "Kitty");
        Expect.refused(
                SQLException.class,
                "a second row of a unique value is accepted",
                () -> playground.insertCat(connection, 3, "Tom"));
    }

    private static void expectOrphanRefused(Playground playground, Connection connection) throws Exception {
        playground.insertCat(connection, 1, "Tom");
        playground.insert(connection, Playground.TOY, ID_AND_CAT, 1, 1);
        Expect.refused(
                SQLException.class,
                "a row that refers to none is accepted",
                () -> playground.insert(connection, Playground.TOY, ID_AND_CAT, 2, 99));
    }

    private static Column name(CaseSchemas s, Arity arity) {
        return s.column("name", Scalar.STRING, arity);
    }

    private static Table unique(CaseSchemas s) {
        return s.withIndexes(s.table("cat", name(s, Arity.REQUIRED)), s.unique("cat", "name"));
    }

    private static Table cat(CaseSchemas s) {
        return s.table("cat", name(s, Arity.REQUIRED));
    }

    private static Table toy(CaseSchemas s) {
        return s.table("toy", s.column("cat_id", Scalar.INT, Arity.NULLABLE));
    }

    private static Table owned(CaseSchemas s, ReferentialAction onDelete) {
        return s.withForeignKeys(toy(s), s.foreignKey("toy", "cat_id", "cat", onDelete));
    }
}
