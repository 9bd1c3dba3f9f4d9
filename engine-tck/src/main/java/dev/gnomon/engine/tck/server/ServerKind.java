package dev.gnomon.engine.tck.server;

/** The servers that tests can ask for. */
public enum ServerKind {
    POSTGRESQL("postgresql", 5432),
    MYSQL("mysql", 3306),
    MARIADB("mysql", 3306),
    SQLSERVER("sqlserver", 1433);

    private final String scheme;
    private final int usualPort;

    ServerKind(String scheme, int usualPort) {
        this.scheme = scheme;
        this.usualPort = usualPort;
    }

    /** The scheme of the server's URLs. */
    public String scheme() {
        return scheme;
    }

    int usualPort() {
        return usualPort;
    }

    /** The environment variable that names a server to use instead of starting one. */
    public String urlVariable() {
        return "GNOMON_TEST_" + name() + "_URL";
    }
}
