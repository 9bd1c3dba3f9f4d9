/** Everything about SQLite, and nothing about any other database. */
module dev.gnomon.dialect.sqlite {
    requires transitive dev.gnomon.engine.api;
    requires org.xerial.sqlitejdbc;
    requires static org.jspecify;

    exports dev.gnomon.dialect.sqlite;

    provides dev.gnomon.engine.dialect.Dialect with
            dev.gnomon.dialect.sqlite.SqliteDialect;
}
