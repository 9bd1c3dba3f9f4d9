package dev.gnomon.engine.support;

import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.util.Locale;

/** {@code GN-2001}: the refusals of a renderer that gets a change which its database has no means for. */
public final class SqlRefusal {

    private SqlRefusal() {}

    /**
     * Refuse a change.
     *
     * @param database its name for people
     */
    public static GnomonException of(String database, SchemaChange change) {
        return of(database, change instanceof SchemaChange.DialectChange own ? own.describe() : words(change));
    }

    /**
     * Refuse a change of a table.
     *
     * @param database its name for people
     */
    public static GnomonException of(String database, TableChange change) {
        return of(database, words(change));
    }

    /**
     * Refuse a change for something that is part of it.
     *
     * @param database its name for people
     * @param change   what cannot be done, for example {@code create an index with a condition}
     */
    public static GnomonException of(String database, String change) {
        return new GnomonException(
                EngineErrorCode.CHANGE_NOT_SUPPORTED,
                database + " has no way to do this: " + change + ".",
                "Write this step by hand in a migration of its own.");
    }

    /** The names of changes say what they do: {@code RenameForeignKey} is to rename a foreign key. */
    private static String words(Object change) {
        StringBuilder words = new StringBuilder();
        for (char letter : change.getClass().getSimpleName().toCharArray()) {
            words.append(Character.isUpperCase(letter) && !words.isEmpty() ? " " : "")
                    .append(letter);
        }
        return words.toString().toLowerCase(Locale.ROOT);
    }
}
