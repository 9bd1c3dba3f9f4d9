package dev.gnomon.schema.pull;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects what a person should know about a pulled schema, in groups. */
final class PullWarnings {

    /** The groups in the order in which they are shown. */
    enum Group {
        FIELD_WITHOUT_NAME("These fields were commented out because their names are currently not supported by Prisma."
                + " Please provide valid ones that match [a-zA-Z][a-zA-Z0-9_]* using the `@map` attribute:"),
        FIELD_OF_VIEW_WITHOUT_NAME(FIELD_WITHOUT_NAME.heading),
        MAPPED_FIELD("These fields were enriched with `@map` information taken from the previous Prisma schema:"),
        MAPPED_FIELD_OF_VIEW(MAPPED_FIELD.heading),
        ENUM_VALUE_WITHOUT_NAME("These enum values were commented out because their names are currently not supported"
                + " by Prisma. Please provide valid ones that match [a-zA-Z][a-zA-Z0-9_]* using the `@map` attribute:"),
        MODEL_WITHOUT_COLUMNS("The following models were commented out as we could not retrieve columns for them."
                + " Please check your privileges:"),
        VIEW_WITHOUT_COLUMNS("The following views were commented out as we could not retrieve columns for them."
                + " Please check your privileges:"),
        MODEL_WITHOUT_IDENTIFIER(
                "The following models were ignored as they do not have a valid unique identifier or id."
                        + " This is currently not supported by Prisma Client:"),
        CUSTOM_ID_NAME(
                "These models were enriched with custom compound id names taken from the previous Prisma" + " schema:"),
        UNSUPPORTED_TYPE("These fields are not supported by Prisma Client, because Prisma currently does not support"
                + " their types:"),
        UNSUPPORTED_TYPE_IN_VIEW(UNSUPPORTED_TYPE.heading),
        MAPPED_MODEL("These models were enriched with `@@map` information taken from the previous Prisma schema:"),
        MAPPED_VIEW("These views were enriched with `@@map` information taken from the previous Prisma schema:"),
        MAPPED_ENUM_VALUE(
                "These enum values were enriched with `@map` information taken from the previous Prisma schema:"),
        MAPPED_ENUM("These enums were enriched with `@@map` information taken from the previous Prisma schema:"),
        COPIED_RELATIONS("Relations were copied from the previous data model due to not using foreign keys in the"
                + " database. If any of the relation columns changed in the database, the relations might not be"
                + " correct anymore:"),
        DUPLICATE_NAME("These items were renamed due to their names being duplicates in the Prisma schema:"),
        PARTITION("These tables are partition tables, which are not yet fully supported:"),
        SUBCLASS("These tables are inherited tables, which are not yet fully supported:"),
        NULL_SORT_ORDER("These index columns are having a non-default null sort order, which is not yet fully"
                + " supported. Read more: https://pris.ly/d/non-default-index-null-ordering"),
        ROW_LEVEL_SECURITY("These tables contain row level security, which is not yet fully supported."
                + " Read more: https://pris.ly/d/row-level-security"),
        DEFERRABLE_CONSTRAINT("These primary key, foreign key or unique constraints are using non-default deferring in"
                + " the database, which is not yet fully supported. Read more: https://pris.ly/d/constraint-deferring"),
        CHECK_CONSTRAINT("These constraints are not supported by Prisma Client, because Prisma currently does not"
                + " fully support check constraints. Read more: https://pris.ly/d/check-constraints"),
        EXCLUSION_CONSTRAINT("These constraints are not supported by Prisma Client, because Prisma currently does not"
                + " fully support exclusion constraints. Read more: https://pris.ly/d/exclusion-constraints"),
        COMMENT("These objects have comments defined in the database, which is not yet fully supported."
                + " Read more: https://pris.ly/d/database-comments"),
        EXPRESSION_INDEX("These indexes are not supported by Prisma Client, because Prisma currently does not fully"
                + " support expression indexes. Read more: https://pris.ly/d/expression-indexes"),
        INDEX_PARTS(
                "These indexes have parts that no schema can say. Migrations leave them as they are; a database made from"
                        + " this schema has the indexes without those parts:"),
        PARTIAL_INDEX(
                "These indexes of only some rows were left out: there is no generator block whose `previewFeatures`"
                        + " could name \"partialIndexes\". Migrations leave them as they are:"),
        INVALID_INDEX("These indexes are invalid: a failed CREATE INDEX CONCURRENTLY left them behind, and they serve"
                + " nothing. They count as missing; DROP INDEX CONCURRENTLY removes them:"),
        GENERATED_COLUMN(
                "These columns are computed by the database. Migrations leave them as they are; a database made"
                        + " from this schema does not compute them:"),
        DOMAIN(
                "These fields are of a domain. Migrations leave it as it is; a database made from this schema has the type"
                        + " beneath in its place:"),
        MATCH_FULL(
                "These foreign keys are MATCH FULL. Migrations leave them as they are; a database made from this schema"
                        + " has MATCH SIMPLE in its place:"),
        SEQUENCE_OPTIONS(
                "These sequences do not count from 1 by 1 to the end of their type. Migrations leave them as they"
                        + " are; in a database made from this schema they do:"),
        FOREIGN_KEY_ELSEWHERE(
                "These foreign keys refer to tables outside of the schema. Migrations leave them alone, and"
                        + " this schema is without them:"),
        ON_UPDATE(
                "The database sets these columns on each update of a row (ON UPDATE), for which the schema has no word."
                        + " They keep that; where the schema is to make it in another database, write it into the default:"
                        + " @default(dbgenerated(\"CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3)\"))");

        private final String heading;

        Group(String heading) {
            this.heading = heading;
        }
    }

    private final Map<Group, List<String>> items = new EnumMap<>(Group.class);

    void add(Group group, String item) {
        items.computeIfAbsent(group, key -> new ArrayList<>()).add(item);
    }

    Optional<String> text() {
        if (items.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder("*** WARNING ***\n");
        items.forEach((group, lines) -> {
            text.append('\n').append(group.heading).append('\n');
            lines.forEach(line -> text.append("  - ").append(line).append('\n'));
        });
        return Optional.of(text.toString());
    }

    static String quoted(String name) {
        return "\"" + name + "\"";
    }
}
