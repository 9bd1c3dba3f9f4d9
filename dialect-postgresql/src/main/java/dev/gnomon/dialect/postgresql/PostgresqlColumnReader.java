package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.DialectObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a column of its row in the catalog. */
final class PostgresqlColumnReader {

    private static final String STORED = "s";

    private PostgresqlColumnReader() {}

    static Column read(ResultSet row, PostgresqlTypeReader types, PostgresqlDefaultReader defaults)
            throws SQLException {
        ColumnType type = types.read(
                row.getLong("atttypid"),
                row.getInt("atttypmod"),
                row.getBoolean("attnotnull"),
                row.getString("formatted"));
        Optional<String> expression = Optional.ofNullable(row.getString("expression"));
        String identity = row.getString("attidentity");
        if (!identity.isEmpty()) {
            return new Column(
                    row.getString("attname"),
                    type,
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    List.of(new PostgresqlIdentity(identity.equals("a"))));
        }
        boolean generated = !row.getString("attgenerated").isEmpty();
        Optional<DefaultValue> defaultValue = generated
                ? expression.map(DefaultValue.Expression::new)
                : expression.flatMap(sql -> defaults.read(sql, type));
        List<DialectObject> dialectObjects = new ArrayList<>();
        if (generated) {
            dialectObjects.add(new PostgresqlGeneratedColumn(
                    expression.orElse(""), row.getString("attgenerated").equals(STORED)));
        }
        Optional.ofNullable(row.getString("collation"))
                .map(PostgresqlCollation::new)
                .ifPresent(dialectObjects::add);
        return new Column(
                row.getString("attname"),
                type,
                defaultValue,
                Optional.empty(),
                defaultValue.filter(DefaultValue.NextValue.class::isInstance).isPresent(),
                dialectObjects);
    }
}
