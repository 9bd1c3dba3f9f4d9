/** Everything about SQL Server, and nothing about any other database. */
module dev.gnomon.dialect.sqlserver {
    requires transitive dev.gnomon.engine.api;
    requires com.microsoft.sqlserver.jdbc;
    requires static org.jspecify;

    exports dev.gnomon.dialect.sqlserver;

    provides dev.gnomon.engine.dialect.Dialect with
            dev.gnomon.dialect.sqlserver.SqlserverDialect;
}
