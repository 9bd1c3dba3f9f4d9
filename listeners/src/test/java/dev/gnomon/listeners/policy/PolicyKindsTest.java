package dev.gnomon.listeners.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.TableChange;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PolicyKindsTest {

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
}
