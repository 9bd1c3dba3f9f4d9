package dev.gnomon.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.schema.syntax.SchemaFile;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Schemas of tests, for the dialects on the class path. */
public final class TestSchemas {

    private static final List<Dialect> DIALECTS = ServiceLoader.load(Dialect.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    private TestSchemas() {}

    public static Dialect dialect(String provider) {
        return find(provider).orElseThrow();
    }

    private static Optional<Dialect> find(String provider) {
        return DIALECTS.stream()
                .filter(dialect -> dialect.id().value().equals(provider))
                .findFirst();
    }

    /** Read models for a provider that must be valid. */
    public static PrismaSchema models(String provider, String models) {
        return files(
                new SchemaFile("schema.prisma", "datasource db {\n  provider = \"" + provider + "\"\n}\n\n" + models));
    }

    /** Read files that must be valid. */
    public static PrismaSchema files(SchemaFile... files) {
        PrismaSchema schema = PrismaSchema.parse(Arrays.asList(files), TestSchemas::find);
        assertThat(schema.print(schema.errors())).isEmpty();
        return schema;
    }
}
