package dev.gnomon.dialect.postgresql;

import static dev.gnomon.engine.dialect.StoredObject.field;

import dev.gnomon.engine.dialect.DialectObjectFormat;
import dev.gnomon.engine.dialect.StoredObject;
import dev.gnomon.engine.model.DialectObject;

/** Writes PostgreSQL's own objects down. */
final class PostgresqlDialectObjects implements DialectObjectFormat {

    @Override
    public StoredObject write(DialectObject object) {
        return switch (object) {
            case PostgresqlFacts() -> StoredObject.of("catalog");
            case PostgresqlGeneratedColumn generated ->
                StoredObject.of("generated", field(generated.expression()), field(generated.stored()));
            case PostgresqlIdentity identity -> StoredObject.of("identity", field(identity.always()));
            case PostgresqlTableConstraint constraint ->
                StoredObject.of("constraint", field(constraint.kind()), field(constraint.name()), constraint.columns());
            case PostgresqlColumnUse use ->
                StoredObject.of("use", field(use.kind().name()), field(use.name()), field(use.column()));
            case PostgresqlIndexDefinition definition ->
                StoredObject.of("index", field(definition.method()), definition.parts());
            case PostgresqlInvalidIndex index -> StoredObject.of("invalid", field(index.name()));
            case PostgresqlCollation collation -> StoredObject.of("collation", field(collation.sql()));
            default -> throw new IllegalArgumentException(object + " is no object of PostgreSQL's");
        };
    }

    @Override
    public DialectObject read(StoredObject stored) {
        return switch (stored.kind()) {
            case "catalog" -> new PostgresqlFacts();
            case "generated" -> new PostgresqlGeneratedColumn(stored.text(0), stored.flag(1));
            case "identity" -> new PostgresqlIdentity(stored.flag(0));
            case "constraint" -> new PostgresqlTableConstraint(stored.text(0), stored.text(1), stored.list(2));
            case "use" ->
                new PostgresqlColumnUse(
                        PostgresqlColumnUse.Kind.valueOf(stored.text(0)), stored.text(1), stored.text(2));
            case "index" -> new PostgresqlIndexDefinition(stored.list(1), stored.text(0));
            case "invalid" -> new PostgresqlInvalidIndex(stored.text(0));
            case "collation" -> new PostgresqlCollation(stored.text(0));
            default -> throw new IllegalArgumentException(stored.kind() + " is no object of PostgreSQL's");
        };
    }
}
