package dev.gnomon.engine.core.cache;

import dev.gnomon.engine.dialect.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Tells one build of the program from another by the bytes of its files, since two builds may call themselves the
 * same version.
 */
final class ProgramIdentity {

    private ProgramIdentity() {}

    /** Of the engine with a dialect; empty where their files cannot be found. */
    static Optional<String> of(Dialect dialect) {
        StringBuilder identity = new StringBuilder();
        for (Class<?> part : List.of(Dialect.class, ProgramIdentity.class, dialect.getClass())) {
            Optional<String> sum = of(part);
            if (sum.isEmpty()) {
                return Optional.empty();
            }
            identity.append(sum.get()).append(' ');
        }
        return Optional.of(identity.toString());
    }

    private static Optional<String> of(Class<?> part) {
        @Nullable ProtectionDomain domain = part.getProtectionDomain();
        @Nullable CodeSource source = domain == null ? null : domain.getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            Path file = Path.of(source.getLocation().toURI());
            CRC32 sum = new CRC32();
            if (Files.isDirectory(file)) {
                addFolder(file, sum);
            } else {
                sum.update(Files.readAllBytes(file));
            }
            return Optional.of(file.getFileName() + " " + Long.toHexString(sum.getValue()));
        } catch (IOException | URISyntaxException | IllegalArgumentException | UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }

    private static void addFolder(Path folder, CRC32 sum) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                sum.update(folder.relativize(file).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
                sum.update(Files.readAllBytes(file));
            }
        }
    }
}
