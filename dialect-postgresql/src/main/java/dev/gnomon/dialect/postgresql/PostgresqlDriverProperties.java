package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/** Translates a URL's parameters into what the driver knows. */
final class PostgresqlDriverProperties {

    private static final int USUAL_CONNECT_TIMEOUT_SECONDS = 5;

    /** Until the session is there. On a machine that many runs keep busy, loading the driver is most of that. */
    private static final int USUAL_LOGIN_TIMEOUT_SECONDS = 20;

    private PostgresqlDriverProperties() {}

    /** The URL for the driver, without user, password and parameters. */
    static String driverUrl(PostgresqlUrl url) {
        String host = url.isUnixSocket() ? "localhost" : url.hostForUrls();
        return "jdbc:postgresql://" + host + ":" + url.effectivePort() + "/"
                + URLEncoder.encode(url.effectiveDatabase(), StandardCharsets.UTF_8);
    }

    static Properties of(PostgresqlUrl url) {
        Properties properties = new Properties();
        // Simple queries go through every pooler, and a script runs as the server's own implicit transaction.
        properties.setProperty("preferQueryMode", "simple");
        properties.setProperty(
                "ApplicationName", url.parameter("application_name").orElse("gnomon"));
        properties.setProperty("user", url.effectiveUser());
        url.password().ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("tcpKeepAlive", "true");
        if (url.jdbc()) {
            url.parameters().forEach((name, value) -> {
                if (!name.equals("currentSchema") && !name.equals("schema")) {
                    properties.setProperty(name, value);
                }
            });
            properties.setProperty("preferQueryMode", "simple");
            return properties;
        }
        properties.setProperty("gssEncMode", "disable");
        Optional<Integer> timeout = url.seconds("connect_timeout");
        properties.setProperty("connectTimeout", String.valueOf(timeout.orElse(USUAL_CONNECT_TIMEOUT_SECONDS)));
        properties.setProperty("loginTimeout", String.valueOf(timeout.orElse(USUAL_LOGIN_TIMEOUT_SECONDS)));
        url.seconds("socket_timeout")
                .ifPresent(seconds -> properties.setProperty("socketTimeout", String.valueOf(seconds)));
        url.parameter("options").ifPresent(options -> properties.setProperty("options", options));
        url.parameter("channel_binding")
                .filter(value -> value.equals("disable") || value.equals("require"))
                .ifPresent(value -> properties.setProperty("channelBinding", value));
        if (url.isUnixSocket()) {
            properties.setProperty("socketFactory", PostgresqlUnixSocketFactory.class.getName());
            properties.setProperty("socketFactoryArg", url.host() + "/.s.PGSQL." + url.effectivePort());
            properties.setProperty("sslmode", "disable");
        } else {
            encryption(url, properties);
        }
        return properties;
    }

    private static void encryption(PostgresqlUrl url, Properties properties) {
        String mode = url.parameter("sslmode").orElse("prefer").toLowerCase(Locale.ROOT);
        boolean strict = url.parameter("sslaccept").filter("strict"::equals).isPresent();
        Optional<String> authority =
                url.parameter("sslcert").or(() -> url.parameter("sslrootcert")).map(name -> file(url, name));
        boolean verifies = mode.equals("verify-ca") || mode.equals("verify-full");
        if (mode.equals("disable")) {
            properties.setProperty("sslmode", "disable");
            return;
        }
        if (strict || verifies) {
            properties.setProperty("sslmode", mode.equals("verify-ca") && !strict ? "verify-ca" : "verify-full");
            authority.ifPresentOrElse(
                    name -> properties.setProperty("sslrootcert", name),
                    // The certificates that Java trusts, as a browser would.
                    () -> properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory"));
        } else {
            properties.setProperty("sslmode", mode.equals("require") ? "require" : "prefer");
        }
        url.parameter("sslidentity").ifPresent(name -> {
            String lowerCase = name.toLowerCase(Locale.ROOT);
            if (!lowerCase.endsWith(".p12") && !lowerCase.endsWith(".pfx")) {
                throw new GnomonException(
                        EngineErrorCode.URL_INVALID,
                        "The provided database string is invalid. The file of the parameter `sslidentity` is no"
                                + " PKCS#12 file in database URL.",
                        "Give the client's certificate and key as one PKCS#12 file whose name ends in .p12.");
            }
            properties.setProperty("sslkey", file(url, name));
            properties.setProperty("sslpassword", url.parameter("sslpassword").orElse(""));
        });
    }

    private static String file(PostgresqlUrl url, String name) {
        return url.baseDirectory().resolve(name).normalize().toString();
    }
}
