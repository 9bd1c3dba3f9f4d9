/** Everything about MySQL and MariaDB, and nothing about any other database. */
module dev.gnomon.dialect.mysql {
    requires transitive dev.gnomon.engine.api;
    requires mysql.connector.j;
    requires static org.jspecify;

    exports dev.gnomon.dialect.mysql;

    provides dev.gnomon.engine.dialect.Dialect with
            dev.gnomon.dialect.mysql.MysqlDialect;
}
