package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.ConstraintKind;
import dev.gnomon.engine.dialect.ConstraintScope;
import dev.gnomon.engine.dialect.NameTraits;
import java.util.List;
import java.util.Optional;

/** What names a schema for SQLite may give. */
final class SqliteNameTraits implements NameTraits {

    /** SQLite has no limit; this one keeps names within reason. */
    @Override
    public int maxIdentifierLength() {
        return 10_000;
    }

    @Override
    public Optional<String> defaultNamespace() {
        return Optional.empty();
    }

    @Override
    public List<ConstraintScope> constraintScopes() {
        return List.of(ConstraintScope.global(ConstraintKind.INDEX));
    }
}
