package dev.gnomon.engine.contract;

import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/** What a dialect reads. */
final class ReadingRules {

    private ReadingRules() {}

    static void addTo(DialectContract.Checks checks) {
        checks.add(Rules.EMPTY, playground -> expectNothing(playground.introspect(playground.connect())));
        checks.add(Rules.NO_HISTORY, playground -> {
            Connection connection = playground.connect();
            playground.createHistoryTable(connection);
            expectNothing(playground.introspect(connection));
        });
        checks.add(Rules.ORDER, ReadingRules::readsInOrder);
        checks.add(Rules.SET_BASED, ReadingRules::readsWithFewQueries);
    }

    private static void expectNothing(DatabaseSchema schema) {
        Expect.none(schema.tables(), "tables are read");
        Expect.none(schema.enums(), "enums are read");
        Expect.none(schema.views(), "views are read");
    }

    private static void readsInOrder(Playground playground) throws Exception {
        CaseSchemas s = playground.schemas();
        Table middle =
                s.table("b", s.column("z", Scalar.INT, Arity.NULLABLE), s.column("a", Scalar.STRING, Arity.NULLABLE));
        Connection connection = playground.connectTo(s.table("c"), middle, s.table("a"));
        List<Table> tables = playground.introspect(connection).tables();
        Expect.equal(
                tables.stream().map(table -> table.name().name()).toList(),
                List.of("a", "b", "c"),
                "the order of the tables");
        Expect.equal(
                tables.get(1).columns().stream().map(Column::name).toList(),
                List.of("id", "z", "a"),
                "the order of the columns");
    }

    private static void readsWithFewQueries(Playground playground) throws Exception {
        CaseSchemas s = playground.schemas();
        Connection connection = playground.connectTo(tables(s, 1));
        int few = queries(playground, connection);
        playground.migrate(connection, playground.introspect(connection), s.schema(tables(s, 12)));
        int many = queries(playground, connection);
        Expect.that(few > 0, "no query is seen at all");
        Expect.equal(many, few, "the number of queries for twelve tables instead of one");
    }

    private static Table[] tables(CaseSchemas s, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> s.withIndexes(
                        s.table("t" + i, s.column("name", Scalar.STRING, Arity.REQUIRED)), s.index("t" + i, "name")))
                .toArray(Table[]::new);
    }

    private static int queries(Playground playground, Connection connection) throws SQLException {
        CountingConnection counting = new CountingConnection(connection);
        playground.dialect().introspector().introspect(counting.proxy(), IntrospectionScope.DEFAULT_NAMESPACE);
        return counting.executions();
    }
}
