package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.JoinTableKey;
import dev.gnomon.engine.dialect.RelationTraits;
import dev.gnomon.engine.model.ReferentialAction;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How relations are kept in SQLite. */
final class SqliteRelationTraits implements RelationTraits {

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
        return JoinTableKey.UNIQUE_INDEX;
    }
}
