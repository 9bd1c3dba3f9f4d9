package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.ConstraintKind;
import dev.gnomon.engine.dialect.ConstraintScope;
import dev.gnomon.engine.dialect.NameLimit;
import dev.gnomon.engine.dialect.NameTraits;
import java.util.List;
import java.util.Optional;

/** What names a schema for PostgreSQL may give. */
final class PostgresqlNameTraits implements NameTraits {

    @Override
    public int maxIdentifierLength() {
        return 63;
    }

    @Override
    public Optional<NameLimit> nameLimit() {
        return Optional.of(new NameLimit(63, NameLimit.Unit.BYTES));
    }

    @Override
    public Optional<String> defaultNamespace() {
        return Optional.of("public");
    }

    @Override
    public List<ConstraintScope> constraintScopes() {
        return List.of(
                ConstraintScope.global(ConstraintKind.PRIMARY_KEY, ConstraintKind.INDEX),
                ConstraintScope.perTable(ConstraintKind.PRIMARY_KEY, ConstraintKind.INDEX, ConstraintKind.FOREIGN_KEY));
    }
}
