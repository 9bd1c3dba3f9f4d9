/** Everything about PostgreSQL, and nothing about any other database. */
module dev.gnomon.dialect.postgresql {
    requires transitive dev.gnomon.engine.api;
    requires org.postgresql.jdbc;
    requires static org.jspecify;
}
