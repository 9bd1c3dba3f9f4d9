package org.example.gnomon.h2;

import dev.gnomon.engine.dialect.ConstraintKind;
import dev.gnomon.engine.dialect.ConstraintScope;
import dev.gnomon.engine.dialect.NameTraits;
import java.util.List;
import java.util.Optional;

/** What names a schema for H2 may give. */
final class H2NameTraits implements NameTraits {

    /** H2 cuts names at 256 characters; this many bytes are never more. */
    private static final int LONGEST_NAME = 256;

    @Override
    public int maxIdentifierLength() {
        return LONGEST_NAME;
    }

    @Override
    public Optional<String> defaultNamespace() {
        return Optional.of("PUBLIC");
    }

    @Override
    public List<ConstraintScope> constraintScopes() {
        return List.of(
                ConstraintScope.global(ConstraintKind.PRIMARY_KEY, ConstraintKind.INDEX, ConstraintKind.FOREIGN_KEY));
    }
}
