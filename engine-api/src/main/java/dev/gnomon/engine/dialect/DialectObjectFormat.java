package dev.gnomon.engine.dialect;

import dev.gnomon.engine.model.DialectObject;

/** Writes a dialect's own objects as texts, and reads them back as equal objects. */
public interface DialectObjectFormat {

    /**
     * Write an object.
     *
     * @throws IllegalArgumentException if it is none of this dialect's
     */
    StoredObject write(DialectObject object);

    /**
     * Read an object that {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it was not
     */
    DialectObject read(StoredObject stored);
}
