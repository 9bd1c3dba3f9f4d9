package dev.gnomon.conformance;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.core.database.SchemaView;
import dev.gnomon.engine.core.dataloss.DataLossPlan;
import dev.gnomon.engine.core.diff.ChangeSummary;
import dev.gnomon.engine.core.diff.SchemaDiffer;
import dev.gnomon.engine.core.script.MigrationScript;
import dev.gnomon.engine.core.workspace.SchemaFeatures;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.migration.DataLossReport;
import dev.gnomon.engine.migration.RenderedMigration;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.lowering.SchemaLowering;
import dev.gnomon.schema.syntax.SchemaFile;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What gnomon says of two schemas.
 *
 * @param refusal   why a schema was refused; empty if none was, and then the rest counts
 * @param script    of the migration, without a comment in front
 * @param migration the same with the comment
 */
record SchemaDiffAnswer(
        Optional<String> refusal, String script, String migration, String summary, DataLossReport dataLoss) {

    /** Ask for the way from one schema to another; an empty one stands for nothing at all. */
    static SchemaDiffAnswer of(Optional<String> from, String to, String provider) {
        return of(from, to, provider, UnaryOperator.identity());
    }

    /**
     * Ask for the way from one schema to another.
     *
     * @param arrangement what is done with the structure of the first before it is compared
     */
    static SchemaDiffAnswer of(
            Optional<String> from, String to, String provider, UnaryOperator<DatabaseSchema> arrangement) {
        Dialect dialect = Dialects.of(provider);
        DatabaseSchema before = DatabaseSchema.EMPTY;
        if (from.isPresent()) {
            PrismaSchema schema = parse(from.get());
            if (schema.hasErrors()) {
                return refused(schema);
            }
            before = lower(schema, dialect);
        }
        PrismaSchema schema = parse(to);
        return schema.hasErrors()
                ? refused(schema)
                : between(new BeforeAfter<>(arrangement.apply(before), lower(schema, dialect)), dialect);
    }

    /** What takes part in a comparison, by the preview features of a schema. */
    static SchemaView view(PrismaSchema schema, Dialect dialect) {
        return SchemaView.of(Workspace.of(dialect)
                .features(new SchemaFeatures(
                        schema.dataModel().previewFeatures().contains("postgresqlExtensions"),
                        schema.dataModel().previewFeatures().contains("partialIndexes")))
                .build());
    }

    /** Ask for the way from one structure to another. */
    static SchemaDiffAnswer between(BeforeAfter<DatabaseSchema> schemas, Dialect dialect) {
        ChangeSet changes = SchemaDiffer.diff(schemas, dialect);
        RenderedMigration rendered = MigrationScript.render(changes, dialect.renderer());
        DataLossReport dataLoss = DataLossPlan.of(changes, dialect).evaluate();
        return new SchemaDiffAnswer(
                Optional.empty(),
                MigrationScript.assemble(rendered, dialect.renderer()),
                MigrationScript.assemble(rendered, dataLoss, dialect.renderer()),
                ChangeSummary.describe(changes),
                dataLoss);
    }

    static PrismaSchema parse(String text) {
        return PrismaSchema.parse(List.of(new SchemaFile("schema.prisma", text)), Dialects::find);
    }

    static DatabaseSchema lower(PrismaSchema schema, Dialect dialect) {
        return SchemaLowering.lower(schema.dataModel(), dialect, Optional.empty());
    }

    /** A schema without the URLs that it has in recordings of older versions. */
    static String withoutUrl(String schema) {
        return schema.replaceAll("(?m)^\\s*(url|shadowDatabaseUrl|directUrl)\\s*=.*$", "");
    }

    private static SchemaDiffAnswer refused(PrismaSchema schema) {
        return new SchemaDiffAnswer(Optional.of(schema.print(schema.errors())), "", "", "", DataLossReport.NONE);
    }
}
