package dev.gnomon.config;

import dev.gnomon.config.SettingsValue.MissingVariable;
import dev.gnomon.config.SettingsValue.Text;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.schema.syntax.ParsedSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the datasource block of a schema says by itself, without any other settings of a project. */
public final class DatasourceUrls {

    private final Environment environment;
    private final Optional<SchemaDatasourceReader.Block> block;

    private DatasourceUrls(Environment environment, Optional<SchemaDatasourceReader.Block> block) {
        this.environment = environment;
        this.block = block;
    }

    /**
     * Read the block of a schema.
     *
     * @param variables what {@code env("NAME")} is looked up in
     */
    public static DatasourceUrls read(ParsedSchema parsed, Map<String, String> variables) {
        Environment environment = new Environment(variables);
        List<Path> paths = parsed.document().files().stream()
                .map(file -> Path.of(file.path()))
                .toList();
        if (paths.isEmpty()) {
            return new DatasourceUrls(environment, Optional.empty());
        }
        LoadedSchema schema = new LoadedSchema(paths.get(0), false, paths, parsed);
        return new DatasourceUrls(environment, SchemaDatasourceReader.read(schema, environment));
    }

    /** The provider as written. */
    public Optional<String> provider() {
        return block.flatMap(found -> found.datasource().provider());
    }

    /**
     * The direct URL where there is one, else the URL.
     *
     * @throws GnomonException {@code P4003} if there is none, {@code P1012} if its variable is not set
     */
    public String requireUrl() {
        return url(SettingsLayer.DIRECT_URL, true)
                .or(() -> url(SettingsLayer.URL, false))
                .orElseThrow(() ->
                        new GnomonException(EngineErrorCode.NO_URL, "No URL defined in the configured datasource", ""));
    }

    /**
     * The URL of the user's own shadow database; none where its variable is not set, because the same schema
     * serves development and deployment.
     */
    public Optional<String> shadowDatabaseUrl() {
        boolean unset = block.flatMap(found -> found.urls().get(SettingsLayer.SHADOW_URL))
                .filter(MissingVariable.class::isInstance)
                .isPresent();
        if (unset) {
            return Optional.empty();
        }
        return url(SettingsLayer.SHADOW_URL, true);
    }

    /** The folder of the file that holds the block: relative file names in its URLs start there. */
    public Path folder(Path workingDirectory) {
        return block.map(found -> workingDirectory
                        .resolve(found.urls().file())
                        .toAbsolutePath()
                        .getParent())
                .orElse(workingDirectory);
    }

    private Optional<String> url(String name, boolean mayBeEmpty) {
        Optional<SettingsValue> value = block.flatMap(found -> found.urls().get(name));
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return switch (value.get()) {
            case Text text -> {
                UnexpandedReference.refuse(text.text(), text.position().toString());
                yield Optional.of(text.text()).filter(url -> !url.isEmpty());
            }
            case MissingVariable missing when mayBeEmpty && environment.isSet(missing.variable()) -> Optional.empty();
            case MissingVariable missing ->
                throw new GnomonException(
                        EngineErrorCode.SCHEMA_INVALID,
                        "Environment variable not found: " + missing.variable() + ".",
                        "");
            case SettingsValue.Flag other -> Optional.empty();
            case SettingsValue.Amount other -> Optional.empty();
            case SettingsValue.Items other -> Optional.empty();
            case SettingsValue.Group other -> Optional.empty();
            case SettingsValue.Unreadable other -> Optional.empty();
        };
    }
}
