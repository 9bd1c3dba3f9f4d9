package dev.gnomon.config;

import dev.gnomon.schema.syntax.ConfigBlock;
import dev.gnomon.schema.syntax.ConfigProperty;
import dev.gnomon.schema.syntax.Expression;
import dev.gnomon.schema.syntax.Expression.ArrayLiteral;
import dev.gnomon.schema.syntax.Expression.FunctionCall;
import dev.gnomon.schema.syntax.Expression.StringLiteral;
import dev.gnomon.schema.syntax.SchemaDocument;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the datasource block of a schema: also one that the validation would refuse. */
final class SchemaDatasourceReader {

    /**
     * What the block says.
     *
     * @param datasource its name, provider and namespaces
     * @param urls       {@code url}, {@code directUrl} and {@code shadowDatabaseUrl}, by the names of a config file
     */
    record Block(SchemaDatasource datasource, SettingsLayer urls) {}

    private final LoadedSchema schema;
    private final Environment environment;

    private SchemaDatasourceReader(LoadedSchema schema, Environment environment) {
        this.schema = schema;
        this.environment = environment;
    }

    /** The first datasource block of a schema. */
    static Optional<Block> read(LoadedSchema schema, Environment environment) {
        SchemaDatasourceReader reader = new SchemaDatasourceReader(schema, environment);
        return reader.document().blocks().stream()
                .filter(ConfigBlock.class::isInstance)
                .map(ConfigBlock.class::cast)
                .filter(block -> block.kind() == ConfigBlock.Kind.DATASOURCE)
                .findFirst()
                .map(reader::block);
    }

    private SchemaDocument document() {
        return schema.parsed().document();
    }

    private Block block(ConfigBlock block) {
        Path file = schema.paths().get(block.span().file());
        Optional<String> provider = Optional.empty();
        List<String> namespaces = List.of();
        Map<String, SettingsValue> urls = new LinkedHashMap<>();
        for (ConfigProperty property : block.properties()) {
            if (property.value().isEmpty()) {
                continue;
            }
            Expression value = property.value().get();
            switch (property.name().name()) {
                case "provider" -> provider = text(value);
                case "schemas" -> namespaces = texts(value);
                case "url" -> urls.put(SettingsLayer.URL, url(file, value));
                case "directUrl" -> urls.put(SettingsLayer.DIRECT_URL, url(file, value));
                case "shadowDatabaseUrl" -> urls.put(SettingsLayer.SHADOW_URL, url(file, value));
                default -> {}
            }
        }
        SchemaDatasource datasource = new SchemaDatasource(block.name().name(), provider, namespaces);
        return new Block(datasource, new SettingsLayer(file, urls));
    }

    private static Optional<String> text(Expression value) {
        return value instanceof StringLiteral literal ? Optional.of(literal.value()) : Optional.empty();
    }

    private static List<String> texts(Expression value) {
        return value instanceof ArrayLiteral array
                ? array.elements().stream()
                        .flatMap(element -> text(element).stream())
                        .toList()
                : text(value).map(List::of).orElse(List.of());
    }

    private SettingsValue url(Path file, Expression value) {
        SourcePosition at = SourcePosition.at(
                file,
                document().files().get(value.span().file()).text(),
                value.span().from());
        if (value instanceof StringLiteral literal) {
            return new SettingsValue.Text(at, literal.value());
        }
        if (value instanceof FunctionCall call
                && call.name().equals("env")
                && call.arguments().items().size() == 1
                && call.arguments().items().get(0).value() instanceof StringLiteral name) {
            return environment
                    .get(name.value())
                    .<SettingsValue>map(text -> new SettingsValue.Text(at, text))
                    .orElseGet(() -> new SettingsValue.MissingVariable(at, name.value()));
        }
        return new SettingsValue.Unreadable(at, "something other than a text or `env(\"NAME\")`");
    }
}
