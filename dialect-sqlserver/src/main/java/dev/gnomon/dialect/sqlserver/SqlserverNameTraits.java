package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.dialect.ConstraintKind;
import dev.gnomon.engine.dialect.ConstraintScope;
import dev.gnomon.engine.dialect.NameLimit;
import dev.gnomon.engine.dialect.NameTraits;
import java.util.List;
import java.util.Optional;

/** What names a schema for SQL Server may give. */
final class SqlserverNameTraits implements NameTraits {

    @Override
    public int maxIdentifierLength() {
        return 128;
    }

    @Override
    public Optional<NameLimit> nameLimit() {
        return Optional.of(new NameLimit(128, NameLimit.Unit.CHARACTERS));
    }

    @Override
    public Optional<String> defaultNamespace() {
        return Optional.of("dbo");
    }

    @Override
    public List<ConstraintScope> constraintScopes() {
        return List.of(
                ConstraintScope.global(ConstraintKind.PRIMARY_KEY, ConstraintKind.FOREIGN_KEY, ConstraintKind.DEFAULT),
                ConstraintScope.perTable(ConstraintKind.PRIMARY_KEY, ConstraintKind.INDEX));
    }
}
