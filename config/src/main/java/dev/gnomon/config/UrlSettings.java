package dev.gnomon.config;

import dev.gnomon.config.SettingsValue.MissingVariable;
import dev.gnomon.config.SettingsValue.Unreadable;
import dev.gnomon.engine.dialect.DatabaseTarget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the addresses of the databases out of what the user, the environment, the files and the schema say. */
final class UrlSettings {

    private static final String URL_VARIABLE = "GNOMON_URL";
    private static final String SHADOW_URL_VARIABLE = "GNOMON_SHADOW_DATABASE_URL";

    private final SettingsOverrides overrides;
    private final Environment environment;
    private final LayeredSettings layered;
    private final Optional<SettingsLayer> schemaBlock;
    private final SettingsProblems problems;
    private final Path folder;

    /**
     * @param schemaBlock the datasource block of the schema
     * @param folder      what relative file names of the command line and the environment start from
     */
    UrlSettings(
            SettingsOverrides overrides,
            Environment environment,
            LayeredSettings layered,
            Optional<SettingsLayer> schemaBlock,
            SettingsProblems problems,
            Path folder) {
        this.overrides = overrides;
        this.environment = environment;
        this.layered = layered;
        this.schemaBlock = schemaBlock;
        this.problems = problems;
        this.folder = folder;
    }

    /** The two URLs of one source: a direct URL does not belong to the URL of another source. */
    record UrlLayer(Optional<DatabaseUrl> url, Optional<DatabaseUrl> directUrl) {}

    Optional<UrlLayer> main() {
        Optional<DatabaseUrl> given = given(overrides.url(), "--url", URL_VARIABLE);
        if (given.isPresent()) {
            return Optional.of(new UrlLayer(given, Optional.empty()));
        }
        for (SettingsLayer layer : urlLayers()) {
            Optional<DatabaseUrl> url = url(layer, SettingsLayer.URL);
            Optional<DatabaseUrl> direct = url(layer, SettingsLayer.DIRECT_URL);
            if (url.isPresent() || direct.isPresent()) {
                return Optional.of(new UrlLayer(url, direct));
            }
        }
        return Optional.empty();
    }

    Optional<DatabaseUrl> shadow() {
        return given(overrides.shadowDatabaseUrl(), "--shadow-database-url", SHADOW_URL_VARIABLE)
                .or(() -> urlLayers().stream()
                        .flatMap(layer -> url(layer, SettingsLayer.SHADOW_URL).stream())
                        .findFirst());
    }

    private Optional<DatabaseUrl> given(Optional<String> override, String option, String variable) {
        Optional<DatabaseUrl> fromOption =
                override.map(url -> new DatabaseUrl.Known(new DatabaseTarget(url, folder), option));
        return fromOption.or(() ->
                environment.get(variable).map(url -> new DatabaseUrl.Known(new DatabaseTarget(url, folder), variable)));
    }

    private List<SettingsLayer> urlLayers() {
        List<SettingsLayer> all = new ArrayList<>(layered.layers());
        schemaBlock.ifPresent(all::add);
        return all;
    }

    private Optional<DatabaseUrl> url(SettingsLayer layer, String name) {
        Optional<SettingsValue> value = layer.get(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        boolean inSchema = schemaBlock.filter(layer::equals).isPresent();
        if (value.get() instanceof MissingVariable missing) {
            // Version 6 takes an empty variable of these two for "not set".
            return inSchema && environment.isSet(missing.variable()) && !name.equals(SettingsLayer.URL)
                    ? Optional.empty()
                    : Optional.of(new DatabaseUrl.MissingVariable(
                            missing.variable(), missing.position() + layered.doubts(layer), inSchema));
        }
        if (value.get() instanceof Unreadable unreadable) {
            SettingsProblem problem = layered.problem(unreadable, name);
            problems.defer(name, problem);
            return Optional.of(
                    new DatabaseUrl.Unreadable(problem, unreadable.position().toString()));
        }
        return layered.asText(value.get(), name)
                .filter(text -> !text.text().isEmpty() || name.equals(SettingsLayer.URL))
                .map(text -> new DatabaseUrl.Known(
                        new DatabaseTarget(text.text(), layer.folder()),
                        text.position().toString()));
    }
}
