package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import java.util.Properties;

/** Says in the driver's words what a URL says in Prisma's. */
final class MysqlDriverProperties {

    private static final int USUAL_CONNECT_TIMEOUT = 5;

    private static final int MILLISECONDS = 1000;

    /** Whoever reads the file learns nothing: it holds public certificates only. */
    private static final String TRUST_STORE_PASSWORD = "gnomon";

    private MysqlDriverProperties() {}

    /** The driver's URL; user, password and everything else are in {@link #of}. */
    static String driverUrl(MysqlUrl url) {
        String database = url.database()
                .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
                .orElse("");
        return "jdbc:mysql://" + url.hostForUrls() + ":" + url.effectivePort() + "/" + database;
    }

    static Properties of(MysqlUrl url) {
        Properties properties = new Properties();
        // The server's own SQL mode shall hold, as it does for every other client.
        properties.setProperty("jdbcCompliantTruncation", "false");
        properties.setProperty("tinyInt1isBit", "false");
        properties.setProperty("yearIsDateType", "false");
        properties.setProperty("characterEncoding", "UTF-8");
        properties.setProperty("connectTimeout", milliseconds(USUAL_CONNECT_TIMEOUT));
        if (url.jdbc()) {
            url.parameters().forEach(properties::setProperty);
        } else {
            translate(url, properties);
        }
        properties.setProperty("user", url.effectiveUser());
        properties.setProperty("password", url.password().orElse(""));
        return properties;
    }

    private static void translate(MysqlUrl url, Properties properties) {
        url.seconds("connect_timeout").ifPresent(time -> properties.setProperty("connectTimeout", milliseconds(time)));
        url.seconds("socket_timeout").ifPresent(time -> properties.setProperty("socketTimeout", milliseconds(time)));
        url.socket().ifPresent(path -> {
            properties.setProperty("socketFactory", MysqlUnixSocketFactory.class.getName());
            properties.setProperty("path", path);
        });
        if (!usesTls(url)) {
            properties.setProperty("sslMode", "DISABLED");
            properties.setProperty("allowPublicKeyRetrieval", "true");
            return;
        }
        boolean strict = url.parameter("sslaccept").filter("strict"::equals).isPresent();
        properties.setProperty("sslMode", strict ? "VERIFY_IDENTITY" : "REQUIRED");
        if (strict) {
            url.parameter("sslcert").ifPresent(file -> trust(url.baseDirectory().resolve(file), properties));
        }
        url.parameter("sslidentity").ifPresent(file -> {
            properties.setProperty(
                    "clientCertificateKeyStoreUrl",
                    url.baseDirectory().resolve(file).toUri().toString());
            properties.setProperty("clientCertificateKeyStoreType", "PKCS12");
            properties.setProperty(
                    "clientCertificateKeyStorePassword",
                    url.parameter("sslpassword").orElse(""));
        });
    }

    /** Whether the connection is encrypted: only where the URL speaks of it. */
    static boolean usesTls(MysqlUrl url) {
        return url.socket().isEmpty() && url.parameters().keySet().stream().anyMatch(name -> name.startsWith("ssl"));
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
            properties.setProperty("trustCertificateKeyStoreUrl", file.toUri().toString());
            properties.setProperty("trustCertificateKeyStoreType", "PKCS12");
            properties.setProperty("trustCertificateKeyStorePassword", TRUST_STORE_PASSWORD);
        } catch (IOException | GeneralSecurityException e) {
            throw new GnomonException(
                    EngineErrorCode.TLS_FAILED,
                    "Error opening a TLS connection: the certificate " + certificates.getFileName()
                            + " cannot be read: "
                            + Optional.ofNullable(e.getMessage()).orElse("no reason given"),
                    "Correct the parameter sslcert of the URL: it names a PEM file.",
                    e);
        }
    }

    private static String milliseconds(int seconds) {
        return Long.toString(Math.min((long) seconds * MILLISECONDS, Integer.MAX_VALUE));
    }
}
