package dev.gnomon.project;

import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.core.workspace.SchemaSource.Scripts.Script;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.schema.PrismaSchema;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * One side of a comparison, before it is known which kind of database the comparison is about.
 *
 * @param dialect the kind of database that the side itself names
 * @param schema  the schema, where the side is one
 * @param maker   makes what the engine compares, for the dialect of the whole comparison
 */
public record ComparisonSide(
        Optional<Dialect> dialect, Optional<PrismaSchema> schema, Function<Dialect, SchemaSource> maker) {

    public ComparisonSide {
        Objects.requireNonNull(dialect, "dialect");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(maker, "maker");
    }

    /** Nothing at all. */
    public static ComparisonSide empty() {
        return of(Optional.empty(), new SchemaSource.Empty());
    }

    /**
     * A schema.
     *
     * @param dialect of its datasource, if it has one
     */
    public static ComparisonSide schema(Optional<Dialect> dialect, PrismaSchema schema) {
        return new ComparisonSide(dialect, Optional.of(schema), ofAll -> Project.lowered(schema, ofAll));
    }

    /** A live database. */
    public static ComparisonSide live(Dialect dialect, DatabaseTarget target) {
        return of(Optional.of(dialect), new SchemaSource.Live(target));
    }

    /** What a history builds. */
    public static ComparisonSide migrations(Dialect dialect, MigrationHistory history) {
        return of(Optional.of(dialect), new SchemaSource.Migrations(history));
    }

    /** What scripts build. */
    public static ComparisonSide scripts(List<Script> scripts) {
        return of(Optional.empty(), new SchemaSource.Scripts(scripts));
    }

    private static ComparisonSide of(Optional<Dialect> dialect, SchemaSource source) {
        return new ComparisonSide(dialect, Optional.empty(), ofAll -> source);
    }

    /** What the engine compares. */
    public SchemaSource source(Dialect ofAll) {
        return maker.apply(ofAll);
    }
}
