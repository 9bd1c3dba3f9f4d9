package dev.gnomon.listeners.policy;

import java.util.List;

/** What rules can be about. */
final class PolicyKinds {

    /** Kinds of changes in a plan, of statements in a script, and of whole commands. */
    static final List<String> ALL = List.of(
            // Changes of a plan; those of tables also as statements of a script.
            "CreateNamespace",
            "DropExtension",
            "CreateExtension",
            "AlterExtension",
            "DropView",
            "DropUserDefinedType",
            "CreateEnum",
            "AlterEnum",
            "DropForeignKey",
            "DropIndex",
            "AlterTable",
            "DropTable",
            "DropEnum",
            "CreateTable",
            "RedefineTables",
            "CreateIndex",
            "RenameForeignKey",
            "AddForeignKey",
            "RenameIndex",
            "RedefineIndex",
            "DropPrimaryKey",
            "RenamePrimaryKey",
            "DropColumn",
            "AddColumn",
            "AlterColumn",
            "RecreateColumn",
            "AddPrimaryKey",
            // Statements of a script only.
            "RedefineTable",
            "RenameTable",
            "Truncate",
            "Delete",
            "Update",
            "Insert",
            "DropNamespace",
            "DropType",
            "Opaque",
            // Whole commands; the last but one also as a statement of a script.
            "Apply",
            "Push",
            "Reset",
            "Resolve",
            "Execute",
            "CreateDatabase",
            "DropDatabase",
            "WriteMigration");

    private PolicyKinds() {}
}
