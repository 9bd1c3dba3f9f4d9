package dev.gnomon.schema;

import dev.gnomon.dialect.mysql.MysqlDialect;
import dev.gnomon.dialect.postgresql.PostgresqlDialect;
import dev.gnomon.dialect.sqlite.SqliteDialect;
import dev.gnomon.dialect.sqlserver.SqlserverDialect;
import dev.gnomon.engine.dialect.Dialect;
import java.util.Optional;

/** The four dialects by the names that providers have. */
final class Dialects {

    private Dialects() {}

    static Optional<Dialect> byProvider(String provider) {
        return switch (provider) {
            case "postgresql", "postgres" -> Optional.of(new PostgresqlDialect());
            case "mysql" -> Optional.of(new MysqlDialect());
            case "sqlite" -> Optional.of(new SqliteDialect());
            case "sqlserver" -> Optional.of(new SqlserverDialect());
            default -> Optional.empty();
        };
    }
}
