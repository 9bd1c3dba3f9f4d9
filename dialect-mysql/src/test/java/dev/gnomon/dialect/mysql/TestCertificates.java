package dev.gnomon.dialect.mysql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An authority and what it certifies, as files in a folder, made with the JDK's own tool. */
final class TestCertificates {

    static final String PASSWORD = "changeit";

    private static final int LINE_LENGTH = 64;

    private final Path folder;

    TestCertificates(Path folder) {
        this.folder = folder;
    }

    /** Make an authority; its certificate is in the file of this name with {@code .pem}. */
    Path authority(String name) throws IOException {
        keytool(name, "-genkeypair", "-alias", name, "-dname", "CN=" + name, "-keyalg", "RSA", "-ext", "bc:c");
        keytool(
                name,
                "-exportcert",
                "-alias",
                name,
                "-rfc",
                "-file",
                file(name, ".pem").toString());
        return file(name, ".pem");
    }

    /**
     * Certify a key of its own: {@code .p12} holds both, {@code .pem} the certificate, {@code .key} the key.
     *
     * @param names the subject alternative names, as {@code keytool} wants them; empty for none
     */
    void certify(String name, String authority, String names) throws IOException, GeneralSecurityException {
        keytool(name, "-genkeypair", "-alias", name, "-dname", "CN=" + name, "-keyalg", "RSA");
        Path request = file(name, ".csr");
        keytool(name, "-certreq", "-alias", name, "-file", request.toString());
        List<String> sign = new ArrayList<>(List.of(
                "-gencert",
                "-alias",
                authority,
                "-rfc",
                "-infile",
                request.toString(),
                "-outfile",
                file(name, ".pem").toString()));
        if (!names.isEmpty()) {
            sign.addAll(List.of("-ext", "san=" + names));
        }
        keytool(authority, sign.toArray(String[]::new));
        keytool(
                name,
                "-importcert",
                "-alias",
                authority,
                "-noprompt",
                "-file",
                file(authority, ".pem").toString());
        keytool(
                name,
                "-importcert",
                "-alias",
                name,
                "-noprompt",
                "-file",
                file(name, ".pem").toString());
        writeKey(name);
    }

    Path file(String name, String ending) {
        return folder.resolve(name + ending);
    }

    private void writeKey(String name) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream source = Files.newInputStream(file(name, ".p12"))) {
            store.load(source, PASSWORD.toCharArray());
        }
        byte[] key = store.getKey(name, PASSWORD.toCharArray()).getEncoded();
        String text = Base64.getMimeEncoder(LINE_LENGTH, new byte[] {'\n'}).encodeToString(key);
        Files.writeString(
                file(name, ".key"),
                "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n",
                StandardCharsets.US_ASCII);
    }

    private void keytool(String store, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(
                List.of("-keystore", file(store, ".p12").toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Path log = file(store, ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("keytool failed: " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
