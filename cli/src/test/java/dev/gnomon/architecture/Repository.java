package dev.gnomon.architecture;

import java.nio.file.Path;

/** Where the repository lies that the tests belong to. */
public final class Repository {

    private Repository() {}

    /** Its folder. */
    public static Path root() {
        return ArchitectureTest.root();
    }
}
