package dev.gnomon.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.core.diff.SchemaDiffer;
import dev.gnomon.engine.core.script.MigrationScript;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import dev.gnomon.engine.tck.server.TestServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Foreign keys of one table that share columns. The servers make indexes for them and drop those that others make
 * superfluous, so what a migration leaves must be looked at: nothing may be left to do.
 */
class MysqlSharedForeignKeysTest {

    private static final int ROUNDS = Integer.getInteger("gnomon.keys.rounds", 60);
    private static final List<String> COLUMNS = List.of("a", "b", "c");
    private static final ColumnType NUMBER = ColumnType.of(Scalar.INT, Arity.REQUIRED);

    private final Random random = new Random(Long.getLong("gnomon.keys.seed", 1));
    private final Dialect dialect = new MysqlDialect();

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void come_to_rest_after_one_migration(TestServer server) throws SQLException {
        List<String> restless = new ArrayList<>();
        int keys = 0;
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            for (int round = 0; round < ROUNDS; round++) {
                DatabaseSchema wanted = schema();
                ChangeSet changes = between(database.introspect(), wanted);
                String script = script(changes);
                database.run(script);
                ChangeSet left = between(database.introspect(), wanted);
                if (!left.isEmpty()) {
                    restless.add(script + "\n-- leaves\n" + script(left));
                }
                keys += wanted.tables().getLast().foreignKeys().size();
            }
        }
        assertThat(restless).isEmpty();
        assertThat(keys).isGreaterThan(ROUNDS);
    }

    private ChangeSet between(DatabaseSchema found, DatabaseSchema wanted) {
        return SchemaDiffer.diff(new BeforeAfter<>(found, wanted), dialect);
    }

    private String script(ChangeSet changes) {
        return MigrationScript.assemble(MigrationScript.render(changes, dialect.renderer()), dialect.renderer())
                .text();
    }

    private DatabaseSchema schema() {
        List<Table> tables = new ArrayList<>();
        for (int width = 1; width <= COLUMNS.size(); width++) {
            List<String> names = COLUMNS.subList(0, width);
            tables.add(Table.of(
                    ObjectName.of("parent" + width),
                    names.stream().map(name -> Column.of(name, NUMBER)).toList(),
                    Optional.of(PrimaryKey.of(Optional.empty(), names.toArray(String[]::new))),
                    List.of(),
                    List.of()));
        }
        List<Column> columns = new ArrayList<>(List.of(Column.of("id", NUMBER)));
        COLUMNS.forEach(name -> columns.add(Column.of(name, NUMBER)));
        tables.add(Table.of(
                ObjectName.of("thing"),
                columns,
                Optional.of(PrimaryKey.of(Optional.empty(), "id")),
                List.of(),
                foreignKeys()));
        return DatabaseSchema.builder().tables(tables).build();
    }

    /** Their names come in any order, as the order of names decides which key is met first. */
    private List<ForeignKey> foreignKeys() {
        List<ForeignKey> keys = new ArrayList<>();
        for (List<String> columns : columnLists(1 + random.nextInt(4))) {
            String name = (char) ('a' + random.nextInt(26)) + "_" + String.join("", columns) + "_fkey";
            keys.add(new ForeignKey(
                    Optional.of(name),
                    columns,
                    ObjectName.of("parent" + columns.size()),
                    COLUMNS.subList(0, columns.size()),
                    ReferentialAction.RESTRICT,
                    ReferentialAction.CASCADE));
        }
        return keys;
    }

    private Set<List<String>> columnLists(int count) {
        Set<List<String>> lists = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            List<String> columns = new ArrayList<>(COLUMNS);
            Collections.shuffle(columns, random);
            lists.add(List.copyOf(columns.subList(0, 1 + random.nextInt(columns.size()))));
        }
        return lists;
    }
}
