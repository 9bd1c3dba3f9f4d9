package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** Says in the driver's words what a URL says in Prisma's. */
final class SqlserverDriverProperties {

    /** The driver's URL; everything is in {@link #of}. */
    static final String DRIVER_URL = "jdbc:sqlserver://";

    private static final int USUAL_LOGIN_TIMEOUT = 5;

    /** The driver takes no more seconds than that. */
    private static final int LONGEST_LOGIN_TIMEOUT = 65_535;

    /** What the URL's reader has used already, or what only Prisma's client knows. */
    private static final Set<String> USED = Set.of(
            "servername",
            "server",
            "portnumber",
            "port",
            "instancename",
            "instance",
            "database",
            "databasename",
            "initial catalog",
            "user",
            "username",
            "user id",
            "uid",
            "password",
            "pwd",
            "schema",
            "encrypt",
            "trustservercertificate",
            "trustservercertificateca",
            "connectionlimit",
            "connection_limit",
            "isolationlevel",
            "isolation_level",
            "logintimeout",
            "login_timeout",
            "connecttimeout",
            "connect_timeout",
            "connectiontimeout",
            "connection_timeout",
            "pooltimeout",
            "pool_timeout",
            "sockettimeout",
            "socket_timeout",
            "max_connection_lifetime",
            "max_idle_connection_lifetime");

    /** Whoever reads the file learns nothing: it holds public certificates only. */
    private static final String TRUST_STORE_PASSWORD = "gnomon";

    private SqlserverDriverProperties() {}

    static Properties of(SqlserverUrl url) {
        Properties properties = new Properties();
        url.properties().forEach((key, value) -> {
            if (!USED.contains(key)) {
                properties.setProperty(driverKey(key), value);
            }
        });
        properties.setProperty("serverName", url.host());
        url.instance().ifPresent(name -> properties.setProperty("instanceName", name));
        if (url.instance().isEmpty() || url.port().isPresent()) {
            properties.setProperty("portNumber", String.valueOf(url.port().orElse(SqlserverUrl.USUAL_PORT)));
        }
        properties.setProperty("databaseName", url.database());
        url.user().ifPresent(user -> properties.setProperty("user", user));
        url.password().ifPresent(password -> properties.setProperty("password", password));
        encryption(url, properties);
        int login = url.number(
                        "logintimeout",
                        "login_timeout",
                        "connecttimeout",
                        "connect_timeout",
                        "connectiontimeout",
                        "connection_timeout")
                .orElse(USUAL_LOGIN_TIMEOUT);
        properties.setProperty(
                "loginTimeout",
                String.valueOf(login == 0 ? LONGEST_LOGIN_TIMEOUT : Math.min(login, LONGEST_LOGIN_TIMEOUT)));
        url.number("sockettimeout", "socket_timeout")
                .ifPresent(seconds ->
                        properties.setProperty("socketTimeout", String.valueOf(Math.min(seconds, 2_000_000) * 1000)));
        // Statements go to the server as they are: they are DDL, and none comes twice.
        properties.setProperty("disableStatementPooling", "true");
        return properties;
    }

    /** The driver's keys are in camel case and it insists on them; of the others it takes any case. */
    private static String driverKey(String key) {
        return switch (key) {
            case "integratedsecurity" -> "integratedSecurity";
            case "applicationname", "application name" -> "applicationName";
            case "hostnameincertificate" -> "hostNameInCertificate";
            case "multisubnetfailover" -> "multiSubnetFailover";
            case "authentication" -> "authentication";
            case "truststore" -> "trustStore";
            case "truststorepassword" -> "trustStorePassword";
            case "truststoretype" -> "trustStoreType";
            case "domain" -> "domain";
            case "authenticationscheme" -> "authenticationScheme";
            case "accesstoken" -> "accessToken";
            case "packetsize" -> "packetSize";
            default -> key;
        };
    }

    private static void encryption(SqlserverUrl url, Properties properties) {
        String encrypt = url.property("encrypt").orElse("true").toLowerCase(Locale.ROOT);
        boolean strict = encrypt.equals("strict");
        properties.setProperty("encrypt", strict ? "strict" : String.valueOf(encrypt.equals("true")));
        boolean trusting = url.property("trustservercertificate")
                .filter("true"::equalsIgnoreCase)
                .isPresent();
        properties.setProperty("trustServerCertificate", String.valueOf(trusting));
        if (!trusting) {
            url.property("trustservercertificateca")
                    .ifPresent(file -> trust(url.baseDirectory().resolve(file), properties));
        }
    }

    /** The driver reads key stores only, so the certificates are laid in one, which goes with this program. */
    private static void trust(Path certificates, Properties properties) {
        try (InputStream source = Files.newInputStream(certificates)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(source)) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
            Path file = Files.createTempFile("gnomon-trust", ".p12");
            file.toFile().deleteOnExit();
            try (OutputStream target = Files.newOutputStream(file)) {
                store.store(target, TRUST_STORE_PASSWORD.toCharArray());
            }
            properties.setProperty("trustStore", file.toString());
            properties.setProperty("trustStoreType", "PKCS12");
            properties.setProperty("trustStorePassword", TRUST_STORE_PASSWORD);
        } catch (IOException | GeneralSecurityException e) {
            throw new GnomonException(
                    EngineErrorCode.TLS_FAILED,
                    "Error opening a TLS connection: the certificate " + certificates.getFileName()
                            + " cannot be read: "
                            + Optional.ofNullable(e.getMessage()).orElse("no reason given"),
                    "Correct trustServerCertificateCA in the URL: it names a PEM, CRT or DER file.",
                    e);
        }
    }
}
