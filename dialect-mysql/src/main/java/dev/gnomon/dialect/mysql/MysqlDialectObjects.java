package dev.gnomon.dialect.mysql;

import static dev.gnomon.engine.dialect.StoredObject.field;

import dev.gnomon.engine.dialect.DialectObjectFormat;
import dev.gnomon.engine.dialect.StoredObject;
import dev.gnomon.engine.model.DialectObject;

/** Writes MySQL's own objects down. */
final class MysqlDialectObjects implements DialectObjectFormat {

    @Override
    public StoredObject write(DialectObject object) {
        return switch (object) {
            case MysqlFacts facts ->
                StoredObject.of(
                        "facts", field(facts.version()), field(facts.mariaDb()), field(facts.lowerCaseTableNames()));
            case MysqlColumnOptions options ->
                StoredObject.of(
                        "options",
                        field(options.onUpdate()),
                        field(options.collation()),
                        field(options.comment()),
                        field(options.invisible()),
                        field(options.compressed()),
                        field(options.detail()),
                        field(options.generation()),
                        field(options.check()));
            case MysqlOnUpdate(String sql) -> StoredObject.of("on update", field(sql));
            default -> throw new IllegalArgumentException(object + " is no object of MySQL's");
        };
    }

    @Override
    public DialectObject read(StoredObject stored) {
        return switch (stored.kind()) {
            case "facts" -> new MysqlFacts(stored.text(0), stored.flag(1), stored.number(2));
            case "options" ->
                new MysqlColumnOptions(
                        stored.optional(0),
                        stored.optional(1),
                        stored.text(2),
                        stored.flag(3),
                        stored.flag(4),
                        stored.optional(5),
                        stored.optional(6),
                        stored.optional(7));
            case "on update" -> new MysqlOnUpdate(stored.text(0));
            default -> throw new IllegalArgumentException(stored.kind() + " is no object of MySQL's");
        };
    }
}
