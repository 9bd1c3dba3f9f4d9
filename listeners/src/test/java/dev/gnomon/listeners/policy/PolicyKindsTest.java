package dev.gnomon.listeners.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.event.EngineEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyKindsTest {

    @TempDir
    private Path folder;

    /** Files of rules hold these: a word may come, none goes. */
    @Test
    void the_words_stay_what_they_are() {
        assertThat(String.join(" ", PolicyKinds.ALL))
                .isEqualTo("CreateNamespace DropExtension CreateExtension AlterExtension DropView DropUserDefinedType"
                        + " CreateEnum AlterEnum DropForeignKey DropIndex AlterTable DropTable DropEnum CreateTable"
                        + " RedefineTables CreateIndex RenameForeignKey AddForeignKey RenameIndex RedefineIndex"
                        + " DropPrimaryKey RenamePrimaryKey DropColumn AddColumn AlterColumn RecreateColumn"
                        + " AddPrimaryKey RedefineTable RenameTable Truncate Delete Update Insert DropNamespace"
                        + " DropType DropDatabase Opaque Apply Push Reset Resolve Execute CreateDatabase"
                        + " WriteMigration");
    }

    @Test
    void a_rule_can_be_about_every_change_there_is() {
        assertThat(PolicyKinds.ALL)
                .containsAll(Stream.of(SchemaChange.class, TableChange.class)
                        .flatMap(type -> Stream.of(type.getPermittedSubclasses()))
                        .filter(Class::isRecord)
                        .map(Class::getSimpleName)
                        .toList());
    }

    /** Each changes nothing of the user's, or is judged by another event; what comes has to be judged, or be named here. */
    @Test
    void what_no_rule_judges_is_named() throws IOException {
        PolicyGate gate = PolicyGate.read(
                Files.writeString(folder.resolve("gnomon.policy.toml"), "[[rule]]\naction = \"deny\"\n"),
                Optional.empty(),
                warning -> {});
        assertThat(proposals(EngineEvent.Proposed.class)
                        .filter(kind -> !gate.watches(kind))
                        .map(Class::getSimpleName)
                        .sorted())
                .containsExactly(
                        "ApplyProposed",
                        "DiagnoseProposed",
                        "DiffProposed",
                        "DropLeftoverProposed",
                        "EvaluateProposed",
                        "IntrospectProposed",
                        "LockProposed",
                        "MigrationReplayProposed",
                        "ProtectionProposed",
                        "RenderProposed",
                        "ReplayProposed",
                        "ScriptReplayProposed",
                        "ShadowIntrospectProposed",
                        "ShadowProposed",
                        "StatementProposed",
                        "StatementRendered");
    }

    @SuppressWarnings("unchecked")
    private static Stream<Class<? extends EngineEvent>> proposals(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(PolicyKindsTest::proposals)
                : Stream.of((Class<? extends EngineEvent>) type);
    }
}
