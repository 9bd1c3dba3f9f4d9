package dev.gnomon.engine.core.cache;

import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.ReplayConditions;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.model.DatabaseSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What earlier runs found out about histories, for one dialect in one place.
 *
 * <p>The key of a result is everything that it depends on: the program, the dialect, its conditions, what is read, the
 * script that prepares the shadow database, and the scripts of the migrations in order.
 */
public final class KeptReplays {

    private final ReplayFiles files;
    private final ReplayConditions conditions;
    private final String base;
    private final String place;
    private final String initScript;
    private final Map<String, Boolean> repeatable = new LinkedHashMap<>();

    private KeptReplays(ReplayFiles files, ReplayConditions conditions, String base, String place, String initScript) {
        this.files = files;
        this.conditions = conditions;
        this.base = base;
        this.place = place;
        this.initScript = initScript;
    }

    /**
     * Open what is kept.
     *
     * @param told       the conditions of a replay, as the dialect tells them
     * @param place      what is read, and from where
     * @param initScript runs before the first migration
     * @return empty where the dialect or the program's own files do not allow it
     */
    public static Optional<KeptReplays> open(
            ReplayFiles files, Dialect dialect, String told, String place, String initScript) {
        Optional<ReplayConditions> conditions = dialect.replayConditions();
        Optional<String> program = ProgramIdentity.of(dialect);
        if (conditions.isEmpty() || program.isEmpty()) {
            return Optional.empty();
        }
        String base = new KeyText()
                .add(program.get())
                .add(dialect.id().value())
                .add(String.valueOf(dialect.apiLevel()))
                .add(told)
                .add(place)
                .add(initScript)
                .digest();
        return Optional.of(new KeptReplays(
                files, conditions.get(), base, new KeyText().add(place).digest(), initScript));
    }

    /** What a history builds, if an earlier run found out. */
    public Optional<DatabaseSchema> find(List<Migration> migrations) {
        return key(migrations).flatMap(key -> files.find(key).flatMap(content -> read(key, content)));
    }

    private Optional<DatabaseSchema> read(String key, byte[] content) {
        try {
            return Optional.of(SchemaReader.read(content, conditions.objects()));
        } catch (RuntimeException unreadable) {
            files.remove(key);
            return Optional.empty();
        }
    }

    /** Keep what a history built, if it would build the same again and can be written down without a loss. */
    public void keep(List<Migration> migrations, DatabaseSchema schema) {
        Optional<String> key = key(migrations);
        if (key.isEmpty() || !isRepeatable(migrations)) {
            return;
        }
        byte[] content;
        try {
            content = SchemaWriter.write(schema, conditions.objects());
            if (!SchemaReader.read(content, conditions.objects()).equals(schema)) {
                return;
            }
        } catch (IllegalArgumentException unwritable) {
            return;
        }
        files.keep(key.get(), content);
    }

    /** The digest of what is read and from where: of all its histories the same. */
    public String place() {
        return place;
    }

    /** Whether a history would build the same again. */
    public boolean isRepeatable(List<Migration> migrations) {
        return isRepeatable(initScript)
                && migrations.stream()
                        .allMatch(migration ->
                                migration.script().filter(this::isRepeatable).isPresent());
    }

    private boolean isRepeatable(String script) {
        return repeatable.computeIfAbsent(script, conditions::isRepeatable);
    }

    /** The digest of all that the result of a history depends on; empty where a script is missing. */
    public Optional<String> key(List<Migration> migrations) {
        KeyText key = new KeyText().add(base);
        for (Migration migration : migrations) {
            if (migration.script().isEmpty()) {
                return Optional.empty();
            }
            key.add(migration.script().get());
        }
        return Optional.of(key.digest());
    }
}
