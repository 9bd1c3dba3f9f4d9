package dev.gnomon.engine.core.shadow;

import dev.gnomon.engine.core.workspace.SchemaSource.Scripts.Script;
import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Reach;
import dev.gnomon.engine.dialect.ReachKind;
import dev.gnomon.engine.dialect.ReachScope;
import dev.gnomon.engine.dialect.ScriptReach;
import dev.gnomon.engine.dialect.ScriptStatement;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.migration.Migration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads scripts before they run in a shadow database, and refuses those that would reach out of it. */
final class ReachCheck {

    /** Who has seen this many knows the kind. */
    private static final int MOST_SHOWN = 10;

    private ReachCheck() {}

    /** A statement that reaches out, and the script that it stands in. */
    private record Found(String script, Reach reach) {}

    /** The scripts of migrations; one that cannot be read is for the replay to tell. */
    static List<Script> scriptsOf(List<Migration> migrations) {
        List<Script> scripts = new ArrayList<>();
        for (Migration migration : migrations) {
            migration
                    .script()
                    .ifPresent(
                            sql -> scripts.add(new Script("migration `" + migration.id() + "`, migration.sql", sql)));
        }
        return scripts;
    }

    /** The same with statements that are run one by one after them. */
    static List<Script> scriptsOf(List<Migration> migrations, List<ScriptStatement> statements) {
        List<Script> scripts = scriptsOf(migrations);
        for (ScriptStatement statement : statements) {
            scripts.add(new Script("the migration that was cut off", statement.sql()));
        }
        return scripts;
    }

    /**
     * Make sure that none of these scripts reaches out of the shadow database.
     *
     * @param first the one that prepares the database
     *
     * @throws GnomonException {@code GN-2005} if one does; nothing has run then
     */
    static void refuse(ShadowSite site, Script first, List<Script> scripts) {
        Optional<ScriptReach> reading = site.dialect().scriptReach();
        if (reading.isEmpty()) {
            return;
        }
        ReachScope scope = new ReachScope(databaseOf(site, site.configured()), databaseOf(site, site.main()));
        List<Found> found = new ArrayList<>();
        List<Script> all = new ArrayList<>(scripts);
        all.add(0, first);
        for (Script script : all) {
            for (Reach reach : reading.get().read(script.sql(), scope)) {
                if (!site.settings().allowed().contains(reach.kind())) {
                    found.add(new Found(script.name(), reach));
                }
            }
        }
        if (!found.isEmpty()) {
            throw refused(found);
        }
    }

    private static Optional<String> databaseOf(ShadowSite site, Optional<DatabaseTarget> target) {
        return target.map(site.dialect().connector()::locate).flatMap(DatabaseLocation::database);
    }

    private static GnomonException refused(List<Found> found) {
        Set<ReachKind> kinds = EnumSet.noneOf(ReachKind.class);
        Set<String> remedies = new LinkedHashSet<>();
        for (Found each : found) {
            kinds.add(each.reach().kind());
            if (!each.reach().remedy().isBlank()) {
                remedies.add(each.reach().remedy());
            }
        }
        String lines = found.stream()
                .limit(MOST_SHOWN)
                .map(each -> "\n- %s, line %d: %s"
                        .formatted(
                                each.script(), each.reach().line(), each.reach().what()))
                .collect(Collectors.joining());
        String more = found.size() > MOST_SHOWN ? "\n- and %d more".formatted(found.size() - MOST_SHOWN) : "";
        String targets = kinds.stream().map(ReachKind::target).collect(Collectors.joining(", "));
        String words = kinds.stream().map(kind -> '"' + kind.word() + '"').collect(Collectors.joining(", "));
        return new GnomonException(
                EngineErrorCode.SCRIPT_REACHES_OUT,
                "The history was not replayed, since its scripts reach out of the shadow database, to %s:%s%s\nNothing has run."
                        .formatted(targets, lines, more),
                "%sIf a replay may do this, say so with `[shadow] allow = [%s]` in gnomon.toml or GNOMON_SHADOW_ALLOW=%s: each replay then does it for real."
                        .formatted(
                                remedies.stream().map(remedy -> remedy + " ").collect(Collectors.joining()),
                                words,
                                kinds.stream().map(ReachKind::word).collect(Collectors.joining(","))));
    }
}
