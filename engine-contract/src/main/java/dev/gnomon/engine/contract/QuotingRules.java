package dev.gnomon.engine.contract;

import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;

/** Whether a name or a text can say anything but itself. */
final class QuotingRules {

    /** Each with what would end its quotes; no letters beyond the basic plane: MySQL has none in names. */
    private static final List<String> HOSTILE_NAMES =
            List.of("it's", "a\"b", "c`d", "e]f", "g;h", "-- i", "/*j", "k*/", "select", "l m", "\u00e9\u6f22", "$$");

    private static final List<String> HOSTILE_TEXTS =
            List.of("it's", "''", "a\"b", "c\\", "\\'", "d;e", "-- f", "/*g", "$$h", "{i}", "\u00e9\u6f22\ud83d\ude00");

    private QuotingRules() {}

    static void addTo(DialectContract.Checks checks) {
        for (String name : HOSTILE_NAMES) {
            checks.add(Rules.QUOTED, "the name " + name, playground -> keepsName(playground, name));
        }
        for (String text : HOSTILE_TEXTS) {
            checks.add(Rules.QUOTED, "the text " + text, playground -> keepsText(playground, text));
        }
    }

    private static void keepsName(Playground playground, String name) throws Exception {
        CaseSchemas s = playground.schemas();
        Table hostile = s.withIndexes(
                s.table(name, s.column("x" + name, Scalar.INT, Arity.NULLABLE)), s.index(name, "x" + name));
        Connection connection = playground.connectTo(hostile, s.table("bystander"));
        DatabaseSchema read = playground.introspect(connection);
        Expect.equal(
                read.table(ObjectName.of(name))
                        .map(table -> table.columns().stream().map(Column::name).toList()),
                Optional.of(List.of("id", "x" + name)),
                "the columns of the table " + name);
        playground.insert(connection, ObjectName.of(name), List.of("id", "x" + name), 1, 2);
        Expect.equal(
                playground.rows(connection, ObjectName.of(name), List.of("x" + name)),
                List.of(List.of("2")),
                "the row of the table " + name);
        playground.migrate(connection, read, s.schema(s.table("bystander")));
        Expect.equal(
                playground.introspect(connection).tables().stream()
                        .map(table -> table.name().name())
                        .toList(),
                List.of("bystander"),
                "what is left when the table " + name + " is dropped");
    }

    private static void keepsText(Playground playground, String text) throws Exception {
        CaseSchemas s = playground.schemas();
        DefaultValue hostile = new DefaultValue.Literal(new LiteralValue.Text(text));
        Table cat = s.table(
                "cat",
                s.column("name", Scalar.STRING, Arity.REQUIRED),
                s.column("motto", Scalar.STRING, Arity.REQUIRED).withDefault(hostile));
        Connection connection = playground.connectTo(cat);
        playground.insertCat(connection, 1, "Tom");
        Expect.equal(
                playground.rows(connection, Playground.CAT, List.of("motto")),
                List.of(List.of(text)),
                "the default that a row gets");
        boolean beyondBasicPlane = text.chars().anyMatch(c -> Character.isSurrogate((char) c));
        if (!beyondBasicPlane) {
            // MySQL's catalog has no such letters, though its rows do.
            Expect.none(
                    playground
                            .diff(playground.introspect(connection), s.schema(cat))
                            .changes(),
                    "the differ takes the default for another one");
        }
    }
}
