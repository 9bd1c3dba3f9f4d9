package dev.gnomon.listeners.policy;

import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.event.AffectedTable;
import dev.gnomon.engine.event.EngineEvent;
import dev.gnomon.engine.event.EngineEvent.ApplyPendingProposed;
import dev.gnomon.engine.event.EngineEvent.ChangeFound;
import dev.gnomon.engine.event.EngineEvent.CreateDatabaseProposed;
import dev.gnomon.engine.event.EngineEvent.DropDatabaseProposed;
import dev.gnomon.engine.event.EngineEvent.ExecuteProposed;
import dev.gnomon.engine.event.EngineEvent.FindingMade;
import dev.gnomon.engine.event.EngineEvent.Place;
import dev.gnomon.engine.event.EngineEvent.Proposed;
import dev.gnomon.engine.event.EngineEvent.Purpose;
import dev.gnomon.engine.event.EngineEvent.PushProposed;
import dev.gnomon.engine.event.EngineEvent.ResetProposed;
import dev.gnomon.engine.event.EngineEvent.ResolveProposed;
import dev.gnomon.engine.event.EngineEvent.ScriptStatementProposed;
import dev.gnomon.engine.event.EngineEvent.WriteProposed;
import dev.gnomon.engine.event.Gate;
import dev.gnomon.engine.event.Occurrence;
import dev.gnomon.engine.event.Verdict;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.listeners.policy.PolicyRule.Action;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Denies what a file of rules does not allow, and warns of what it is wary of. Sees the changes of a plan, the findings
 * with the rows they put at risk, every statement of the migrations that are about to be applied, and whole commands.
 */
public final class PolicyGate implements Gate {

    private static final String USUAL_ENVIRONMENT = "development";

    private static final Set<Class<? extends EngineEvent>> WATCHED = Set.of(
            ChangeFound.class,
            FindingMade.class,
            ScriptStatementProposed.class,
            ApplyPendingProposed.class,
            PushProposed.class,
            ResetProposed.class,
            ResolveProposed.class,
            ExecuteProposed.class,
            CreateDatabaseProposed.class,
            DropDatabaseProposed.class,
            WriteProposed.class);

    /** It may be any table: no pattern leaves it out. */
    private static final List<String> ANY_TABLE = List.of("");

    private final Path file;
    private final String environment;
    private final List<PolicyRule> rules;
    private final Consumer<String> warnings;

    /** A change is seen as part of a plan and again as a statement: one warning is enough. */
    private final Set<String> warned = new LinkedHashSet<>();

    private PolicyGate(Path file, String environment, List<PolicyRule> rules, Consumer<String> warnings) {
        this.file = file;
        this.environment = environment;
        this.rules = rules;
        this.warnings = warnings;
    }

    /**
     * Read a file of rules.
     *
     * @param environment what this place is called; empty: what the file says, else {@code development}
     * @param warnings    takes each warning, one line
     * @throws dev.gnomon.engine.error.GnomonException {@code GN-1002} with file and line if there is a mistake in it
     */
    public static PolicyGate read(Path file, Optional<String> environment, Consumer<String> warnings) {
        PolicyFile.Contents contents = new PolicyFile(file).read();
        Optional<String> said = environment.or(contents::environment).map(String::strip);
        said.ifPresent(name -> warnOfUnknown(file, name, contents.rules(), warnings));
        String place = said.orElse(USUAL_ENVIRONMENT);
        return new PolicyGate(
                file,
                place,
                contents.rules().stream().filter(rule -> rule.countsIn(place)).toList(),
                warnings);
    }

    /** A slip in the name of an environment switches rules off without a word. */
    private static void warnOfUnknown(
            Path file, String environment, List<PolicyRule> rules, Consumer<String> warnings) {
        List<String> known = rules.stream()
                .flatMap(rule -> rule.environments().stream())
                .map(String::strip)
                .distinct()
                .toList();
        if (!known.isEmpty() && rules.stream().noneMatch(rule -> rule.knows(environment))) {
            warnings.accept("no rule of %s names the environment `%s`; its rules name %s"
                    .formatted(file.getFileName(), environment, String.join(", ", known)));
        }
    }

    @Override
    public String name() {
        return "the policy in " + file.getFileName();
    }

    @Override
    public boolean watches(Class<? extends EngineEvent> kind) {
        return WATCHED.contains(kind);
    }

    @Override
    public Verdict before(Occurrence occurrence, Proposed event) {
        return switch (event) {
            case ChangeFound found
            when found.purpose() == Purpose.MIGRATION || found.purpose() == Purpose.PUSH ->
                judge(occurrence, found.change(), names(found.change()), new Rows.NotCountedYet());
            case FindingMade made -> judge(occurrence, made);
            case ScriptStatementProposed statement
            when statement.place() == Place.DATABASE -> judge(occurrence, statement.affected());
            case ApplyPendingProposed ignored -> judge(occurrence, JudgedCommand.APPLY);
            case PushProposed ignored -> judge(occurrence, JudgedCommand.PUSH);
            case ResetProposed ignored -> judge(occurrence, JudgedCommand.RESET);
            case ResolveProposed ignored -> judge(occurrence, JudgedCommand.RESOLVE);
            case ExecuteProposed ignored -> judge(occurrence, JudgedCommand.EXECUTE);
            case CreateDatabaseProposed ignored -> judge(occurrence, JudgedCommand.CREATE_DATABASE);
            case DropDatabaseProposed ignored -> judge(occurrence, JudgedCommand.DROP_DATABASE);
            case WriteProposed ignored -> judge(occurrence, JudgedCommand.WRITE_MIGRATION);
            default -> Verdict.proceed();
        };
    }

    private Verdict judge(Occurrence occurrence, JudgedCommand command) {
        return judge(occurrence, List.of(command.word()), List.of(), new Rows.NotCountedYet(), command.word());
    }

    /** A change may be about several tables; a finding is about the one whose rows were counted. */
    private Verdict judge(Occurrence occurrence, FindingMade made) {
        List<String> tables =
                made.finding().table().map(table -> List.of(table.name())).orElseGet(() -> names(made.change()));
        return judge(occurrence, made.change(), tables, Rows.of(made.rows()));
    }

    private Verdict judge(Occurrence occurrence, SchemaChange change, List<String> tables, Rows rows) {
        List<String> all = names(change);
        String what = change.word() + (all.isEmpty() ? "" : " " + String.join(", ", all));
        return judge(occurrence, PolicyKinds.of(change), tables, rows, what);
    }

    private static List<String> names(SchemaChange change) {
        return change.tableNames().stream().map(ObjectName::name).toList();
    }

    private Verdict judge(Occurrence occurrence, List<AffectedTable> affected) {
        for (AffectedTable table : affected) {
            Verdict verdict = judge(
                    occurrence,
                    List.of(table.kind().word()),
                    table.table().isBlank() ? ANY_TABLE : List.of(table.table()),
                    table.kind().destroys() ? Rows.of(table.rows()) : new Rows.Counted(0),
                    table.kind().word() + " "
                            + (table.table().isBlank() ? "(it does not say of what)" : table.table()));
            if (verdict instanceof Verdict.Veto) {
                return verdict;
            }
        }
        return Verdict.proceed();
    }

    private Verdict judge(
            Occurrence occurrence, Collection<String> kinds, List<String> tables, Rows rows, String what) {
        for (PolicyRule rule : rules) {
            if (kinds.stream().noneMatch(rule::isAboutKind) || !isAboutAny(rule, tables) || !rule.isAboutRows(rows)) {
                continue;
            }
            String message = rule.name() + " " + (rule.action() == Action.DENY ? "denies " : "warns of ") + what
                    + rows.inWords()
                    + " in " + environment + (rule.reason().isEmpty() ? "" : ": " + rule.reason());
            if (rule.action() == Action.DENY) {
                return Verdict.veto(message);
            }
            warn(occurrence.run().id() + rule.name() + what, message);
        }
        return Verdict.proceed();
    }

    private static boolean isAboutAny(PolicyRule rule, List<String> tables) {
        if (tables.equals(ANY_TABLE)) {
            return true;
        }
        return tables.isEmpty()
                ? rule.isAboutTable(Optional.empty())
                : tables.stream().anyMatch(table -> rule.isAboutTable(Optional.of(table)));
    }

    private void warn(String once, String message) {
        boolean isNew;
        synchronized (warned) {
            if (warned.size() > 1000) {
                warned.clear();
            }
            isNew = warned.add(once);
        }
        if (isNew) {
            warnings.accept(message);
        }
    }
}
