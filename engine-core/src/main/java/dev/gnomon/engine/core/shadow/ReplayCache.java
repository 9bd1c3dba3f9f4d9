package dev.gnomon.engine.core.shadow;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.DialectId;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.model.DatabaseSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What replays in this process built, so that commands that follow one another replay a history once. */
final class ReplayCache {

    private static final int CAPACITY = 16;

    /** All that decides what a replay builds. */
    private record Key(
            DialectId dialect,
            Optional<DatabaseTarget> main,
            Optional<DatabaseTarget> configured,
            IntrospectionScope scope,
            String initScript,
            List<String> migrations) {

        static Key of(ShadowSite site, List<Migration> migrations) {
            return new Key(
                    site.dialect().id(),
                    site.main(),
                    site.configured(),
                    site.scope(),
                    site.workspace().initScript(),
                    migrations.stream()
                            .map(migration -> migration.script().orElseThrow())
                            .toList());
        }
    }

    private final Map<Key, DatabaseSchema> schemas = new LinkedHashMap<>(CAPACITY, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, DatabaseSchema> eldest) {
            return size() > CAPACITY;
        }
    };

    synchronized Optional<DatabaseSchema> find(ShadowSite site, List<Migration> migrations) {
        if (migrations.stream().anyMatch(migration -> migration.script().isEmpty())) {
            return Optional.empty();
        }
        return Optional.ofNullable(schemas.get(Key.of(site, migrations)));
    }

    synchronized void remember(ShadowSite site, List<Migration> migrations, DatabaseSchema schema) {
        schemas.put(Key.of(site, migrations), schema);
    }
}
