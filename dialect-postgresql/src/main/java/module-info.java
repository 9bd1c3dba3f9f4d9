/** Everything about PostgreSQL, and nothing about any other database. */
module dev.gnomon.dialect.postgresql {
    requires transitive dev.gnomon.engine.api;
    requires java.logging;
    requires org.postgresql.jdbc;
    requires static org.jspecify;

    exports dev.gnomon.dialect.postgresql;

    provides dev.gnomon.engine.dialect.Dialect with
            dev.gnomon.dialect.postgresql.PostgresqlDialect;
}
