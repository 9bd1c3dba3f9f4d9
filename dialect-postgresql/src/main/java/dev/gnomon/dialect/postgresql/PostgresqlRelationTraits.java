package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.JoinTableKey;
import dev.gnomon.engine.dialect.RelationTraits;
import dev.gnomon.engine.model.ReferentialAction;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How relations are kept in PostgreSQL. */
final class PostgresqlRelationTraits implements RelationTraits {

    private static final Set<ReferentialAction> ACTIONS = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(
            ReferentialAction.CASCADE,
            ReferentialAction.RESTRICT,
            ReferentialAction.NO_ACTION,
            ReferentialAction.SET_NULL,
            ReferentialAction.SET_DEFAULT)));

    private static final Set<ReferentialAction> EMULATED_ACTIONS = Collections.unmodifiableSet(new LinkedHashSet<>(
            List.of(ReferentialAction.CASCADE, ReferentialAction.RESTRICT, ReferentialAction.SET_NULL)));

    @Override
    public Set<ReferentialAction> actions() {
        return ACTIONS;
    }

    @Override
    public Set<ReferentialAction> emulatedActions() {
        return EMULATED_ACTIONS;
    }

    @Override
    public JoinTableKey joinTableKey() {
        return JoinTableKey.PRIMARY_KEY;
    }

    @Override
    public Optional<String> linkAboutSetNull() {
        return Optional.of("https://pris.ly/d/postgres-set-null");
    }
}
