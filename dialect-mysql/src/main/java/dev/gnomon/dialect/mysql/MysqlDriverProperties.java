package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
        // An unknown word is no reason to accept anything.
        boolean strict = url.parameter("sslaccept")
                .filter(word -> !word.equals("accept_invalid_certs"))
                .isPresent();
        properties.setProperty("sslMode", strict ? "VERIFY_IDENTITY" : "REQUIRED");
        if (strict) {
            url.parameter("sslcert").ifPresent(file -> trust(url.baseDirectory().resolve(file), properties));
        }
        url.parameter("sslidentity")
                .ifPresent(file -> identify(
                        url.baseDirectory().resolve(file),
                        url.parameter("sslpassword").orElse(""),
                        properties));
    }

    /** Reads the file itself first: the driver says of a wrong password that the server closed the connection. */
    private static void identify(Path identity, String password, Properties properties) {
        try (InputStream source = Files.newInputStream(identity)) {
            KeyStore.getInstance("PKCS12").load(source, password.toCharArray());
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(
                    "identity",
                    identity,
                    e,
                    "Correct the parameters sslidentity and sslpassword of the URL:"
                            + " they name a PKCS#12 file and its password.");
        }
        properties.setProperty("clientCertificateKeyStoreUrl", identity.toUri().toString());
        properties.setProperty("clientCertificateKeyStoreType", "PKCS12");
        properties.setProperty("clientCertificateKeyStorePassword", password);
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
            throw unreadable(
                    "certificate", certificates, e, "Correct the parameter sslcert of the URL: it names a PEM file.");
        }
    }

    private static GnomonException unreadable(String what, Path file, Exception cause, String remedy) {
        String reason = cause instanceof NoSuchFileException
                ? "there is no such file"
                : Optional.ofNullable(cause.getMessage()).orElse("no reason given");
        return new GnomonException(
                EngineErrorCode.TLS_FAILED,
                "Error opening a TLS connection: the " + what + " " + file.getFileName() + " cannot be read: " + reason,
                remedy,
                cause);
    }

    private static String milliseconds(int seconds) {
        return Long.toString(Math.min((long) seconds * MILLISECONDS, Integer.MAX_VALUE));
    }
}
