package dev.gnomon.dialect.sqlite;

import static dev.gnomon.engine.dialect.StoredObject.field;

import dev.gnomon.engine.dialect.DialectObjectFormat;
import dev.gnomon.engine.dialect.StoredObject;
import dev.gnomon.engine.model.DialectObject;

/** Writes SQLite's own objects down. */
final class SqliteDialectObjects implements DialectObjectFormat {

    @Override
    public StoredObject write(DialectObject object) {
        return switch (object) {
            case SqliteFacts() -> StoredObject.of("database");
            case SqliteVirtualTable table -> StoredObject.of("virtual table", field(table.name()), field(table.sql()));
            case SqliteCheck check ->
                StoredObject.of("check", field(check.name()), field(check.sql()), check.identifiers());
            case SqliteTableOptions options ->
                StoredObject.of("options", field(options.withoutRowid()), field(options.strict()));
            case SqliteNumbering numbering -> StoredObject.of("numbering", field(numbering.column()));
            case SqliteIndexDefinition index ->
                StoredObject.of(
                        "index", field(index.name()), field(index.sql()), field(index.modelled()), index.identifiers());
            case SqliteTrigger trigger -> StoredObject.of("trigger", field(trigger.name()), field(trigger.sql()));
            case SqliteDeferral deferral -> StoredObject.of("deferral", deferral.columns(), field(deferral.sql()));
            case SqliteGeneratedColumn column ->
                StoredObject.of("generated", field(column.name()), field(column.definition()), column.identifiers());
            case SqliteCollation collation -> StoredObject.of("collation", field(collation.name()));
            case SqliteDefaultSource source -> StoredObject.of("default", field(source.sql()));
            default -> throw new IllegalArgumentException(object + " is no object of SQLite's");
        };
    }

    @Override
    public DialectObject read(StoredObject stored) {
        return switch (stored.kind()) {
            case "database" -> new SqliteFacts();
            case "virtual table" -> new SqliteVirtualTable(stored.text(0), stored.text(1));
            case "check" -> new SqliteCheck(stored.optional(0), stored.text(1), stored.list(2));
            case "options" -> new SqliteTableOptions(stored.flag(0), stored.flag(1));
            case "numbering" -> new SqliteNumbering(stored.text(0));
            case "index" -> new SqliteIndexDefinition(stored.text(0), stored.text(1), stored.flag(2), stored.list(3));
            case "trigger" -> new SqliteTrigger(stored.text(0), stored.text(1));
            case "deferral" -> new SqliteDeferral(stored.list(0), stored.text(1));
            case "generated" -> new SqliteGeneratedColumn(stored.text(0), stored.text(1), stored.list(2));
            case "collation" -> new SqliteCollation(stored.text(0));
            case "default" -> new SqliteDefaultSource(stored.text(0));
            default -> throw new IllegalArgumentException(stored.kind() + " is no object of SQLite's");
        };
    }
}
