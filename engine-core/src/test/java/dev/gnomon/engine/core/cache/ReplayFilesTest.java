package dev.gnomon.engine.core.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayFilesTest {

    private static final String KEY = "ab".repeat(32);
    private static final String OTHER = "cd".repeat(32);
    private static final byte[] CONTENT = "what a history builds".getBytes(UTF_8);
    /** Beginning, key and sums. */
    private static final int AROUND = 48;

    @TempDir
    private Path parent;

    @Test
    void what_was_kept_is_found() {
        ReplayFiles files = files(1000);
        assertThat(files.find(KEY)).isEmpty();
        files.keep(KEY, CONTENT);
        assertThat(files.find(KEY)).hasValue(CONTENT);
        assertThat(files.find(OTHER)).isEmpty();
    }

    @Test
    void what_others_may_write_to_is_not_believed() throws IOException {
        ReplayFiles files = files(1000);
        files.keep(KEY, CONTENT);
        Path file = listed().get(0);

        for (String open : List.of("rw-rw----", "rw----rw-")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(open));
            assertThat(files.find(KEY)).as(open).isEmpty();
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(files.find(KEY)).hasValue(CONTENT);
        for (String open : List.of("rwxrwx---", "rwxrwxrwx")) {
            Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString(open));
            assertThat(files.find(KEY)).as(open).isEmpty();
            files.keep(OTHER, CONTENT);
            assertThat(listed()).as(open).hasSize(1);
        }
    }

    @Test
    void what_belongs_to_another_user_is_not_believed() throws IOException {
        assumeThat(System.getProperty("user.name"))
                .as("only root can give files away")
                .isEqualTo("root");
        ReplayFiles files = files(1000);
        files.keep(KEY, CONTENT);
        Path file = listed().get(0);
        UserPrincipal nobody =
                file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        UserPrincipal own = Files.getOwner(file);

        Files.setOwner(file, nobody);
        assertThat(files.find(KEY)).isEmpty();
        Files.setOwner(file, own);
        assertThat(files.find(KEY)).hasValue(CONTENT);
        Files.setOwner(file.getParent(), nobody);
        assertThat(files.find(KEY)).isEmpty();
    }

    @Test
    void no_changed_bit_goes_unnoticed() throws IOException {
        ReplayFiles files = files(1000);
        files.keep(KEY, CONTENT);
        Path file = listed().get(0);
        byte[] bytes = Files.readAllBytes(file);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, changed);
            assertThat(files.find(KEY)).as("bit " + bit).isEmpty();
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void a_file_of_any_other_length_is_not_believed() throws IOException {
        ReplayFiles files = files(1000);
        files.keep(KEY, CONTENT);
        Path file = listed().get(0);
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length + 20; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThat(files.find(KEY).isPresent()).isEqualTo(length == bytes.length);
        }
    }

    @Test
    void a_file_under_the_name_of_another_key_is_not_believed() throws IOException {
        ReplayFiles files = files(1000);
        files.keep(KEY, CONTENT);
        Path file = listed().get(0);
        Files.copy(file, file.resolveSibling(String.valueOf(file.getFileName()).replace(KEY, OTHER)));
        assertThat(files.find(OTHER)).isEmpty();
        assertThat(files.find(KEY)).hasValue(CONTENT);
    }

    @Test
    void what_was_used_longest_ago_goes_when_there_is_too_much() throws IOException {
        ReplayFiles files = files(2 * (CONTENT.length + AROUND) + 1);
        files.keep(KEY, CONTENT);
        age(listed().get(0), 9000);
        files.keep(OTHER, CONTENT);
        for (Path file : listed()) {
            if (file.toString().contains(OTHER)) {
                age(file, 8000);
            }
        }
        // Being used makes the older one the newer.
        assertThat(files.find(KEY)).isPresent();

        files.keep("ef".repeat(32), CONTENT);

        assertThat(files.find(KEY)).isPresent();
        assertThat(files.find(OTHER)).isEmpty();
        assertThat(listed()).hasSize(2);
    }

    @Test
    void what_is_too_large_for_the_folder_is_not_kept() throws IOException {
        ReplayFiles files = files(CONTENT.length);
        files.keep(KEY, CONTENT);
        assertThat(Files.exists(folder())).isFalse();
    }

    @Test
    void what_a_killed_run_left_unfinished_goes_after_a_while() throws IOException {
        ReplayFiles files = files(1000);
        files.keep(KEY, CONTENT);
        Path old = Files.createFile(folder().resolve("old.unfinished"));
        age(old, 9000);
        Path recent = Files.createFile(folder().resolve("recent.unfinished"));
        files.keep(OTHER, CONTENT);
        assertThat(old).doesNotExist();
        assertThat(recent).exists();
    }

    @Test
    void nobody_else_may_look_inside() throws IOException {
        files(1000).keep(KEY, CONTENT);
        if (folder().getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(listed().get(0))))
                    .isEqualTo("rw-------");
        } else {
            System.out.println("skipped: this file system knows no owners");
        }
    }

    private static void age(Path file, int seconds) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(seconds)));
    }

    private Path folder() {
        return parent.resolve("replays");
    }

    private ReplayFiles files(long mostBytes) {
        return new ReplayFiles(folder(), mostBytes);
    }

    private List<Path> listed() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.toList();
        }
    }
}
