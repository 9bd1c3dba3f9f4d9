package dev.gnomon.engine.dialect;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a database is, with what it takes to get in. Prints without its secrets.
 *
 * @param url           in Prisma's form or JDBC's, passwords included: never print it
 * @param baseDirectory what relative file names in the URL are relative to
 */
public record DatabaseTarget(String url, Path baseDirectory) {

    public DatabaseTarget {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(baseDirectory, "baseDirectory");
    }

    /** The same server reached by another URL. */
    public DatabaseTarget withUrl(String otherUrl) {
        return new DatabaseTarget(otherUrl, baseDirectory);
    }

    @Override
    public String toString() {
        return SecretMask.mask(url);
    }
}
