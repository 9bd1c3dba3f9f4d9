package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.JoinTableKey;
import dev.gnomon.engine.dialect.RelationTraits;
import dev.gnomon.engine.model.ReferentialAction;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How relations are kept in MySQL and MariaDB. */
final class MysqlRelationTraits implements RelationTraits {

    private static final Set<ReferentialAction> ACTIONS = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(
            ReferentialAction.CASCADE,
            ReferentialAction.RESTRICT,
            ReferentialAction.NO_ACTION,
            ReferentialAction.SET_NULL,
            ReferentialAction.SET_DEFAULT)));

    private static final Set<ReferentialAction> EMULATED_ACTIONS =
            Collections.unmodifiableSet(new LinkedHashSet<>(List.of(
                    ReferentialAction.CASCADE,
                    ReferentialAction.RESTRICT,
                    ReferentialAction.NO_ACTION,
                    ReferentialAction.SET_NULL)));

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

    @Override
    public Optional<String> adviceAgainst(ReferentialAction action) {
        return action == ReferentialAction.SET_DEFAULT
                ? Optional.of(
                        "MySQL does not actually support the `SetDefault` referential action, so using it may result"
                                + " in unexpected errors. Read more at https://pris.ly/d/mysql-set-default ")
                : Optional.empty();
    }
}
