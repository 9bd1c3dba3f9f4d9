package dev.gnomon.engine.core.wording;

import static java.lang.System.Logger.Level.DEBUG;

import dev.gnomon.engine.core.diff.UndecidedDefaults;
import dev.gnomon.engine.core.diff.UndecidedDefaults.Side;
import dev.gnomon.engine.core.diff.UndecidedDefaults.Undecided;
import dev.gnomon.engine.core.shadow.Inquiry;
import dev.gnomon.engine.dialect.DefaultWording;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.EnumType;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.SpelledDefault;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Asks a server how it tells the defaults of a schema that are written as expressions, so that they can be compared
 * with those of a database. Only what is another text after all that can be known without the server is asked.
 */
public final class Wording implements Inquiry {

    private static final ObjectName ANSWERS = ObjectName.of("answers");

    private final Dialect dialect;
    private final DatabaseSchema schema;
    private final Side side;

    /**
     * @param schema the one that is written, and is compared with a database's
     * @param side   where it stands in the comparison
     */
    public Wording(Dialect dialect, DatabaseSchema schema, Side side) {
        this.dialect = dialect;
        this.schema = schema;
        this.side = side;
    }

    /** The schema with the server's words beside its own, as far as a session with a database can tell them. */
    public DatabaseSchema in(Connection session, DatabaseSchema database) throws SQLException {
        return question(database).isPresent() ? with(database, Optional.of(answer(session, database))) : schema;
    }

    /** The schema with the words that an inquiry found. */
    public DatabaseSchema with(DatabaseSchema database, Optional<DatabaseSchema> answer) {
        Optional<Table> answers = answer.flatMap(found -> found.table(ANSWERS));
        if (answers.isEmpty()) {
            return schema;
        }
        List<Undecided> asked = undecided(database);
        Map<ObjectName, Map<String, Column>> spelled = new LinkedHashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            Undecided each = asked.get(i);
            answers.get()
                    .column(String.valueOf(i))
                    .ifPresent(column -> spelled.computeIfAbsent(each.table(), table -> new LinkedHashMap<>())
                            .put(each.column().name(), column));
        }
        return schema.toBuilder()
                .tables(schema.tables().stream()
                        .map(table -> with(table, spelled.getOrDefault(table.name(), Map.of())))
                        .toList())
                .build();
    }

    private static Table with(Table table, Map<String, Column> spelled) {
        if (spelled.isEmpty()) {
            return table;
        }
        List<Column> columns = table.columns().stream()
                .map(column -> Optional.ofNullable(spelled.get(column.name()))
                        .map(words -> column.with(new SpelledDefault(words)))
                        .orElse(column))
                .toList();
        return new Table(
                table.name(),
                columns,
                table.primaryKey(),
                table.indexes(),
                table.foreignKeys(),
                table.unmodelled(),
                table.dialectObjects());
    }

    @Override
    public Optional<String> question(DatabaseSchema database) {
        if (dialect.defaultWording().isEmpty()) {
            return Optional.empty();
        }
        List<Undecided> undecided = undecided(database);
        return undecided.isEmpty()
                ? Optional.empty()
                : Optional.of(undecided.stream()
                        .map(each -> question(each.column()))
                        .collect(Collectors.joining(" ", "defaults ", "")));
    }

    private String question(Column column) {
        String values = column.type().family() instanceof TypeFamily.EnumReference(ObjectName name)
                ? schema.enumType(name).map(EnumType::toString).orElse("")
                : "";
        return column.type() + values + column.databaseDefault();
    }

    private List<Undecided> undecided(DatabaseSchema database) {
        return UndecidedDefaults.of(side.with(schema, database), side, dialect.diffRules(), dialect.capabilities());
    }

    @Override
    public DatabaseSchema answer(Connection session, DatabaseSchema database) throws SQLException {
        List<Column> asked = undecided(database).stream().map(Undecided::column).toList();
        List<Optional<Column>> spelled = new ArrayList<>();
        Optional<DefaultWording> wording = dialect.defaultWording();
        if (wording.isPresent() && !asked.isEmpty()) {
            spell(wording.get(), session, asked, spelled);
        }
        List<Column> answers = new ArrayList<>();
        for (int i = 0; i < spelled.size(); i++) {
            String number = String.valueOf(i);
            spelled.get(i).map(column -> named(number, column)).ifPresent(answers::add);
        }
        return DatabaseSchema.builder()
                .tables(List.of(Table.of(ANSWERS, answers, Optional.empty(), List.of(), List.of())))
                .build();
    }

    /** An answer has the number of its question as its name. */
    private static Column named(String name, Column column) {
        return new Column(
                name,
                column.type(),
                column.defaultValue(),
                column.defaultName(),
                column.autoIncrement(),
                column.dialectObjects());
    }

    /** All at once; where one is refused, in halves, so that few that are refused cost few questions. */
    private void spell(DefaultWording wording, Connection session, List<Column> columns, List<Optional<Column>> spelled)
            throws SQLException {
        try {
            wording.spell(session, columns, schema).stream().map(Optional::of).forEach(spelled::add);
        } catch (SQLException refused) {
            if (!session.isValid(0)) {
                throw refused;
            }
            if (columns.size() == 1) {
                System.getLogger(Wording.class.getName())
                        .log(DEBUG, () -> "The server does not spell a default: " + refused.getMessage());
                spelled.add(Optional.empty());
                return;
            }
            int half = columns.size() / 2;
            spell(wording, session, columns.subList(0, half), spelled);
            spell(wording, session, columns.subList(half, columns.size()), spelled);
        }
    }
}
