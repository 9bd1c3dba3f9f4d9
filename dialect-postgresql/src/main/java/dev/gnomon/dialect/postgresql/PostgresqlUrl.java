package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.support.KnownFailures;
import dev.gnomon.engine.support.ServerUrl;
import dev.gnomon.engine.support.UrlScheme;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * A PostgreSQL URL, taken apart: Prisma's form ({@code postgresql://user:password@host:port/db?…}) or
 * JDBC's ({@code jdbc:postgresql://host:port/db?…}).
 *
 * @param jdbc            the URL is in JDBC's form and its parameters are the driver's
 * @param user            empty where the URL does not say
 * @param password        empty where the URL does not say
 * @param host            a name or address without brackets, or the socket's folder, which starts with {@code /}
 * @param port            empty where the URL does not say
 * @param database        empty where the URL does not say
 * @param parameters      decoded, in the order of the URL; the last one of a name counts
 * @param baseDirectory   what relative names of certificate files are relative to
 */
record PostgresqlUrl(
        boolean jdbc,
        Optional<String> user,
        Optional<String> password,
        String host,
        Optional<Integer> port,
        Optional<String> database,
        Map<String, String> parameters,
        Path baseDirectory) {

    static final int USUAL_PORT = 5432;

    private static final String USUAL =
            "Write the URL as postgresql://user:password@host:port/database and percent-encode special characters"
                    + " of user and password, for example %23 for '#' and %2F for '/'.";
    private static final String USUAL_DATABASE = "postgres";
    static final String USUAL_NAMESPACE = "public";
    private static final String JDBC_PREFIX = "jdbc:postgresql:";

    /** Whether a URL has one of the forms that {@link #parse} reads. */
    static boolean isAccepted(String url) {
        return prismaRest(url).isPresent() || url.startsWith(JDBC_PREFIX);
    }

    /**
     * Take a URL apart.
     *
     * @throws GnomonException {@code P1013} where that cannot be done
     */
    static PostgresqlUrl parse(DatabaseTarget target) {
        String url = target.url().strip();
        if (url.startsWith(JDBC_PREFIX)) {
            return parseJdbc(url, target.baseDirectory());
        }
        return parsePrisma(
                prismaRest(url).orElseThrow(() -> UrlScheme.notRecognized(url, USUAL)), target.baseDirectory());
    }

    private static Optional<String> prismaRest(String url) {
        for (String scheme : new String[] {"postgresql://", "postgres://"}) {
            if (url.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return Optional.of(url.substring(scheme.length()));
            }
        }
        return Optional.empty();
    }

    private static PostgresqlUrl parsePrisma(String rest, Path baseDirectory) {
        ServerUrl url = ServerUrl.parse(rest, ServerUrl.Query.FORM, "host", PostgresqlUrl::invalid);
        String host =
                present(url.parameters().getOrDefault("host", "")).or(url::host).orElse("localhost");
        return new PostgresqlUrl(
                false,
                url.user(),
                url.password(),
                present(ServerUrl.withoutBrackets(host)).orElseThrow(() -> invalid("empty host")),
                url.port(),
                url.path(),
                url.parameters(),
                baseDirectory);
    }

    private static PostgresqlUrl parseJdbc(String url, Path baseDirectory) {
        Properties properties = driversView(url).orElseThrow(() -> invalid("The JDBC form is not recognized"));
        String hosts = properties.getProperty("PGHOST", "localhost");
        boolean portIsWritten = url.substring(JDBC_PREFIX.length()).matches("//[^/?]*:[0-9]+(,[^/?]*)?([/?].*)?");
        int question = url.indexOf('?');
        return new PostgresqlUrl(
                true,
                Optional.ofNullable(properties.getProperty("user")),
                Optional.ofNullable(properties.getProperty("password")),
                present(ServerUrl.withoutBrackets(hosts.split(",", 2)[0])).orElseThrow(() -> invalid("empty host")),
                portIsWritten
                        ? Optional.of(ServerUrl.port(
                                properties.getProperty("PGPORT", "5432").split(",", 2)[0], PostgresqlUrl::invalid))
                        : Optional.empty(),
                Optional.ofNullable(properties.getProperty("PGDBNAME")).filter(name -> !name.isEmpty()),
                ServerUrl.parameters(question < 0 ? "" : url.substring(question + 1), ServerUrl.Query.FORM),
                baseDirectory);
    }

    private static Optional<Properties> driversView(String url) {
        PostgresqlDriverLog.silence();
        try {
            return Optional.ofNullable(Driver.parseURL(url, new Properties()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // A per cent sign that starts no byte, or a host that is none: the driver stumbles over them.
            return Optional.empty();
        }
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
                throw invalid("invalid value of the parameter `" + name + "`, which is a number of seconds,");
            }
        });
    }

    String effectiveDatabase() {
        return database.orElse(USUAL_DATABASE);
    }

    int effectivePort() {
        return port.orElse(USUAL_PORT);
    }

    /** Who connects: the URL's user, else the one who runs the program, as PostgreSQL's own tools have it. */
    String effectiveUser() {
        return user.orElseGet(() -> System.getProperty("user.name", ""));
    }

    /** The namespace that the URL chooses. */
    Optional<String> writtenNamespace() {
        return parameter(jdbc ? "currentSchema" : "schema").or(() -> parameter("schema"));
    }

    String effectiveNamespace() {
        return writtenNamespace().orElse(USUAL_NAMESPACE);
    }

    boolean isUnixSocket() {
        return host.startsWith("/");
    }

    /** The address as a person reads it, the port only if the URL has one. */
    String address() {
        if (isUnixSocket()) {
            return "unix:" + host;
        }
        return hostForUrls() + port.map(number -> ":" + number).orElse("");
    }

    /** Host and port as messages name them. */
    String hostAndPort() {
        return hostForUrls() + ":" + effectivePort();
    }

    String hostForUrls() {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    /** Whether the host's name or port is one that providers give to transaction poolers. */
    boolean looksPooled() {
        String name = host.toLowerCase(Locale.ROOT);
        int dot = name.indexOf('.');
        return (dot < 0 ? name : name.substring(0, dot)).endsWith("-pooler")
                || (name.endsWith(".pooler.supabase.com") && effectivePort() == 6543);
    }

    /** The same server and user with another database. */
    PostgresqlUrl withDatabase(String name) {
        return new PostgresqlUrl(jdbc, user, password, host, port, Optional.of(name), parameters, baseDirectory);
    }

    @Override
    public String toString() {
        return "postgresql://***@" + address() + "/" + effectiveDatabase();
    }
}
