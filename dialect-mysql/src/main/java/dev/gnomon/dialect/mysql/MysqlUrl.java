package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.support.KnownFailures;
import dev.gnomon.engine.support.ServerUrl;
import dev.gnomon.engine.support.UrlScheme;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A MySQL URL, taken apart: Prisma's form ({@code mysql://user:password@host:port/db?…}) or JDBC's
 * ({@code jdbc:mysql://host:port/db?…}).
 *
 * @param jdbc          the URL is in JDBC's form and its parameters are the driver's
 * @param user          empty where the URL does not say
 * @param password      empty where the URL does not say
 * @param host          a name or address without brackets
 * @param port          empty where the URL does not say
 * @param database      empty where the URL does not say
 * @param parameters    decoded, in the order of the URL; the last one of a name counts
 * @param baseDirectory what relative names of certificate files are relative to
 */
record MysqlUrl(
        boolean jdbc,
        Optional<String> user,
        Optional<String> password,
        String host,
        Optional<Integer> port,
        Optional<String> database,
        Map<String, String> parameters,
        Path baseDirectory) {

    static final int USUAL_PORT = 3306;

    /** The database of a URL without one. */
    static final String USUAL_DATABASE = "mysql";

    private static final String USUAL =
            "Write the URL as mysql://user:password@host:port/database and percent-encode special characters of"
                    + " user and password, for example %23 for '#' and %2F for '/'.";
    private static final String USUAL_USER = "root";
    private static final String SCHEME = "mysql://";
    private static final String JDBC_SCHEME = "jdbc:mysql://";

    /** Whether a URL has one of the forms that {@link #parse} reads. */
    static boolean isAccepted(String url) {
        return startsWith(url, SCHEME) || startsWith(url, JDBC_SCHEME);
    }

    /**
     * Take a URL apart.
     *
     * @throws GnomonException {@code P1013} where that cannot be done
     */
    static MysqlUrl parse(DatabaseTarget target) {
        String url = target.url().strip();
        if (startsWith(url, JDBC_SCHEME)) {
            return parse(url.substring(JDBC_SCHEME.length()), true, target.baseDirectory());
        }
        if (startsWith(url, SCHEME)) {
            return parse(url.substring(SCHEME.length()), false, target.baseDirectory());
        }
        throw UrlScheme.notRecognized(url, USUAL);
    }

    private static boolean startsWith(String url, String scheme) {
        return url.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private static MysqlUrl parse(String rest, boolean jdbc, Path baseDirectory) {
        ServerUrl url = ServerUrl.parse(rest, ServerUrl.Query.PLAIN, "socket", MysqlUrl::invalid);
        Map<String, String> parameters = url.parameters();
        return new MysqlUrl(
                jdbc,
                url.user().or(() -> jdbc ? present(parameters.getOrDefault("user", "")) : Optional.empty()),
                url.password().or(() -> jdbc ? present(parameters.getOrDefault("password", "")) : Optional.empty()),
                url.host().orElse("localhost"),
                url.port(),
                url.path(),
                parameters,
                baseDirectory);
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    static GnomonException invalid(String reason) {
        return KnownFailures.invalidUrl(reason + " in database URL.", USUAL);
    }

    /** A parameter that is not empty. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    /**
     * A parameter that is a whole number of seconds.
     *
     * @throws GnomonException {@code P1013} if it is none
     */
    Optional<Integer> seconds(String name) {
        return parameter(name).map(value -> {
            try {
                return Integer.parseUnsignedInt(value);
            } catch (NumberFormatException e) {
                throw invalid("invalid value of the parameter `" + name + "`");
            }
        });
    }

    /** The socket's file: Prisma's parameter may wrap it in parentheses. */
    Optional<String> socket() {
        return jdbc
                ? Optional.empty()
                : parameter("socket").map(path -> path.replaceFirst("^\\(", "").replaceFirst("\\)$", ""));
    }

    String effectiveDatabase() {
        return database.orElse(USUAL_DATABASE);
    }

    String effectiveUser() {
        return user.orElse(USUAL_USER);
    }

    int effectivePort() {
        return port.orElse(USUAL_PORT);
    }

    /** The address as a person reads it, the port only if the URL has one. */
    String address() {
        return socket().map(path -> "unix:" + path)
                .orElseGet(
                        () -> hostForUrls() + port.map(number -> ":" + number).orElse(""));
    }

    /** Host and port as messages name them. */
    String hostAndPort() {
        return socket().orElseGet(() -> hostForUrls() + ":" + effectivePort());
    }

    String hostForUrls() {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    /** The same server and user with another database. */
    MysqlUrl withDatabase(String name) {
        return new MysqlUrl(jdbc, user, password, host, port, Optional.of(name), parameters, baseDirectory);
    }

    /** The same server and user without a database. */
    MysqlUrl withoutDatabase() {
        return new MysqlUrl(jdbc, user, password, host, port, Optional.empty(), parameters, baseDirectory);
    }

    @Override
    public String toString() {
        return "mysql://***@" + address() + "/" + effectiveDatabase();
    }
}
