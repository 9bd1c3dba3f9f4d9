package dev.gnomon.schema.resolution;

import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.schema.model.SettingValue;
import dev.gnomon.schema.syntax.Arguments;
import dev.gnomon.schema.syntax.ConfigBlock;
import dev.gnomon.schema.syntax.ConfigProperty;
import dev.gnomon.schema.syntax.Expression;
import dev.gnomon.schema.syntax.Span;
import dev.gnomon.schema.target.TargetDatabase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the datasource and the generators. */
final class ConfigurationReader {

    private final Function<String, Optional<TargetDatabase>> dialects;
    private final LostText lost;
    private final DiagnosticCollector diagnostics;
    private final List<ResolvedGenerator> generators = new ArrayList<>();
    private Optional<ResolvedDatasource> datasource = Optional.empty();
    private Optional<TargetDatabase> target = Optional.empty();

    ConfigurationReader(
            Function<String, Optional<TargetDatabase>> dialects, LostText lost, DiagnosticCollector diagnostics) {
        this.dialects = dialects;
        this.lost = lost;
        this.diagnostics = diagnostics;
    }

    Optional<ResolvedDatasource> datasource() {
        return datasource;
    }

    Optional<TargetDatabase> target() {
        return target;
    }

    List<ResolvedGenerator> generators() {
        return generators;
    }

    void read(List<ConfigBlock> blocks) {
        List<ConfigBlock> datasources = blocks.stream()
                .filter(block -> block.kind() == ConfigBlock.Kind.DATASOURCE)
                .toList();
        int good = 0;
        for (ConfigBlock block : datasources) {
            Optional<ResolvedDatasource> read = readDatasource(block);
            good += read.isPresent() ? 1 : 0;
            datasource = datasource.or(() -> read);
        }
        if (good > 1) {
            for (ConfigBlock block : datasources) {
                diagnostics.datasource(
                        block.name().name(),
                        "You defined more than one datasource. This is not allowed yet because support for multiple"
                                + " databases has not been implemented yet.",
                        block.span());
            }
        }
        target = datasource.flatMap(read -> dialects.apply(read.provider()));
        PreviewFeatureReader previewFeatures =
                new PreviewFeatureReader(target.map(TargetDatabase::traits), diagnostics);
        for (ConfigBlock block : blocks) {
            if (block.kind() == ConfigBlock.Kind.GENERATOR) {
                readGenerator(block, previewFeatures).ifPresent(generators::add);
            }
        }
    }

    /** The properties of a block that nobody has asked for yet; empty where one of them has no value. */
    private Optional<Map<String, ConfigProperty>> properties(ConfigBlock block) {
        Map<String, ConfigProperty> properties = new LinkedHashMap<>();
        for (ConfigProperty property : block.properties()) {
            if (property.value().isEmpty()) {
                diagnostics.error(
                        "Property %s in %s %s needs to be assigned a value"
                                .formatted(
                                        property.name().name(),
                                        block.keyword(),
                                        block.name().name()),
                        block.span());
                return Optional.empty();
            }
            properties.put(property.name().name(), property);
        }
        return Optional.of(properties);
    }

    private Optional<ResolvedDatasource> readDatasource(ConfigBlock block) {
        Optional<Map<String, ConfigProperty>> found = properties(block);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Map<String, ConfigProperty> properties = found.get();
        Optional<String> provider = provider(block, take(properties, "provider"));
        if (provider.isEmpty()) {
            return Optional.empty();
        }
        Optional<TargetDatabase> dialect = dialects.apply(provider.get());
        if (dialect.isEmpty()) {
            diagnostics.error(
                    "Datasource provider not known: \"" + provider.get() + "\".",
                    block.properties().stream()
                            .filter(property -> property.name().name().equals("provider"))
                            .reduce((earlier, last) -> last)
                            .flatMap(ConfigProperty::value)
                            .map(Expression::span)
                            .orElse(block.span()));
            return Optional.empty();
        }
        boolean usesForeignKeys = usesForeignKeys(block, properties);
        List<ResolvedExtension> extensions = dialect.get().can(Capability.EXTENSIONS)
                ? take(properties, "extensions")
                        .map(value -> new ExtensionReader(diagnostics).read(value))
                        .orElse(List.of())
                : List.of();
        Optional<Span> extensionsSpan =
                dialect.get().can(Capability.EXTENSIONS) ? span(block, "extensions") : Optional.empty();
        Optional<SettingValue> url = take(properties, "url").flatMap(this::setting);
        Optional<SettingValue> shadowDatabaseUrl = take(properties, "shadowDatabaseUrl")
                .flatMap(this::setting)
                .filter(value -> !(value instanceof SettingValue.Literal literal
                        && literal.value().isEmpty()));
        Optional<SettingValue> directUrl = take(properties, "directUrl").flatMap(this::setting);
        checkShadowDatabase(block, shadowDatabaseUrl, directUrl, "directUrl");
        checkShadowDatabase(block, shadowDatabaseUrl, url, "url");
        ConfigProperty previewFeatures = properties.remove("previewFeatures");
        if (previewFeatures != null) {
            diagnostics.error(
                    "Preview features are only supported in the generator block. Please move this field to the generator"
                            + " block.",
                    previewFeatures.span());
        }
        Optional<Span> namespacesSpan = span(block, "schemas");
        List<NamespaceReference> namespaces =
                take(properties, "schemas").map(this::namespaces).orElse(List.of());
        for (ConfigProperty property : properties.values()) {
            diagnostics.error("Property not known: \"" + property.name().name() + "\".", property.span());
        }
        return Optional.of(new ResolvedDatasource(
                block.name().name(),
                provider.get(),
                url,
                directUrl,
                shadowDatabaseUrl,
                usesForeignKeys,
                namespaces,
                namespacesSpan,
                extensions,
                extensionsSpan,
                block));
    }

    private static Optional<Expression> take(Map<String, ConfigProperty> properties, String name) {
        return Optional.ofNullable(properties.remove(name)).flatMap(ConfigProperty::value);
    }

    private static Optional<Span> span(ConfigBlock block, String name) {
        return block.properties().stream()
                .filter(property -> property.name().name().equals(name))
                .findFirst()
                .flatMap(ConfigProperty::value)
                .map(Expression::span);
    }

    private Optional<String> provider(ConfigBlock block, Optional<Expression> value) {
        String name = block.name().name();
        if (value.isEmpty() && lost.mayHold(block, "provider")) {
            return Optional.empty();
        }
        if (value.isEmpty()) {
            diagnostics.error("Argument \"provider\" is missing in data source block \"" + name + "\".", block.span());
            return Optional.empty();
        }
        if (value.get() instanceof Expression.FunctionCall call && call.name().equals("env")) {
            diagnostics.error("A datasource must not use the env() function in the provider argument.", block.span());
            return Optional.empty();
        }
        if (!(value.get() instanceof Expression.StringLiteral provider)) {
            diagnostics.datasource(
                    name,
                    "The provider argument in a datasource must be a string literal",
                    value.get().span());
            return Optional.empty();
        }
        if (provider.value().isEmpty()) {
            diagnostics.datasource(
                    name,
                    "The provider argument in a datasource must not be empty",
                    value.get().span());
            return Optional.empty();
        }
        return Optional.of(provider.value());
    }

    private boolean usesForeignKeys(ConfigBlock block, Map<String, ConfigProperty> properties) {
        ConfigProperty mode = properties.remove("relationMode");
        ConfigProperty legacy = properties.remove("referentialIntegrity");
        if (legacy != null) {
            diagnostics.warning(
                    "The `referentialIntegrity` attribute is deprecated. Please use `relationMode` instead. Learn more at"
                            + " https://pris.ly/d/relation-mode",
                    legacy.span());
        }
        if (mode != null && legacy != null) {
            diagnostics.error(
                    "The `referentialIntegrity` and `relationMode` attributes cannot be used together. Please use only"
                            + " `relationMode` instead.",
                    legacy.span());
            return true;
        }
        ConfigProperty given = mode != null ? mode : legacy;
        if (given == null) {
            return true;
        }
        Optional<String> value = given.value().flatMap(expression -> Expressions.string(expression, diagnostics));
        if (value.isEmpty()) {
            return true;
        }
        return switch (value.get()) {
            case "prisma" -> false;
            case "foreignKeys" -> true;
            default -> {
                diagnostics.datasource(
                        "relationMode",
                        "Invalid relation mode setting: \"" + value.get()
                                + "\". Supported values: \"prisma\", \"foreignKeys\"",
                        block.span());
                yield true;
            }
        };
    }

    private void checkShadowDatabase(
            ConfigBlock block, Optional<SettingValue> shadow, Optional<SettingValue> other, String name) {
        if (shadow.isPresent() && other.isPresent() && shadow.get().saysTheSameAs(other.get())) {
            diagnostics.error(
                    "shadowDatabaseUrl is the same as " + name + " for datasource \""
                            + block.name().name()
                            + "\". Please specify a different database as shadow database to avoid data loss.",
                    other.get().span());
        }
    }

    private List<NamespaceReference> namespaces(Expression expression) {
        Optional<List<NamespaceReference>> read = Expressions.array(
                expression,
                element -> Expressions.string(element, diagnostics)
                        .map(name -> new NamespaceReference(name, element.span())));
        if (read.isEmpty()) {
            return List.of();
        }
        if (read.get().isEmpty()) {
            diagnostics.error("If provided, the schemas array can not be empty.", expression.span());
            return List.of();
        }
        List<NamespaceReference> sorted = new ArrayList<>(read.get());
        sorted.sort(Comparator.comparing(NamespaceReference::name));
        for (int index = 1; index < sorted.size(); index++) {
            if (sorted.get(index).name().equals(sorted.get(index - 1).name())) {
                diagnostics.error(
                        "Duplicated schema names are not allowed",
                        sorted.get(index - 1).span());
            }
        }
        return sorted;
    }

    /** Read a text that may stand in the environment. */
    private Optional<SettingValue> setting(Expression expression) {
        if (expression instanceof Expression.FunctionCall call && call.name().equals("env")) {
            Arguments arguments = call.arguments();
            if (arguments.items().size() != 1 || !arguments.incomplete().isEmpty()) {
                diagnostics.error("The env function expects a singular, unnamed, string argument.", expression.span());
                return Optional.empty();
            }
            Optional<String> variable =
                    Expressions.string(arguments.items().getFirst().value(), diagnostics);
            if (arguments.items().getFirst().name().isPresent()) {
                diagnostics.warning("The env function doesn't expect named arguments", expression.span());
            }
            return variable.map(name -> new SettingValue.EnvironmentVariable(name, expression.span()));
        }
        return Expressions.string(expression, diagnostics)
                .map(value -> new SettingValue.Literal(value, expression.span()));
    }

    private Optional<ResolvedGenerator> readGenerator(ConfigBlock block, PreviewFeatureReader previewFeatures) {
        Optional<Map<String, ConfigProperty>> found = properties(block);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Map<String, ConfigProperty> properties = found.get();
        Optional<Expression> engineType =
                Optional.ofNullable(properties.get("engineType")).flatMap(ConfigProperty::value);
        if (engineType.isPresent() && !(engineType.get() instanceof Expression.StringLiteral)) {
            Expressions.mismatch("String", engineType.get(), diagnostics);
        }
        Optional<Expression> provider = take(properties, "provider");
        if (provider.isEmpty() && lost.mayHold(block, "provider")) {
            return Optional.empty();
        }
        if (provider.isEmpty()) {
            diagnostics.error(
                    "Argument \"provider\" is missing in generator block \""
                            + block.name().name() + "\".",
                    block.span());
            return Optional.empty();
        }
        if (setting(provider.get()).isEmpty()) {
            return Optional.empty();
        }
        take(properties, "output").ifPresent(this::setting);
        take(properties, "binaryTargets").ifPresent(targets -> Expressions.array(targets, this::setting));
        List<String> features =
                take(properties, "previewFeatures").map(previewFeatures::read).orElse(List.of());
        return Optional.of(new ResolvedGenerator(block.name().name(), features, block));
    }
}
