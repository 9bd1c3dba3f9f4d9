package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.ConstraintKind;
import dev.gnomon.engine.dialect.ConstraintScope;
import dev.gnomon.engine.dialect.NameLimit;
import dev.gnomon.engine.dialect.NameTraits;
import java.util.List;
import java.util.Optional;

/** What names a schema for MySQL and MariaDB may give. */
final class MysqlNameTraits implements NameTraits {

    @Override
    public int maxIdentifierLength() {
        return 64;
    }

    @Override
    public Optional<NameLimit> nameLimit() {
        return Optional.of(new NameLimit(64, NameLimit.Unit.CHARACTERS));
    }

    @Override
    public Optional<String> defaultNamespace() {
        return Optional.empty();
    }

    @Override
    public List<ConstraintScope> constraintScopes() {
        return List.of(
                ConstraintScope.global(ConstraintKind.FOREIGN_KEY), ConstraintScope.perTable(ConstraintKind.INDEX));
    }
}
