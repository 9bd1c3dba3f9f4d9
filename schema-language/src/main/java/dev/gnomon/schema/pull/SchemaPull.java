package dev.gnomon.schema.pull;

import dev.gnomon.engine.model.EnumType;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.View;
import dev.gnomon.schema.format.SchemaFormatter;
import dev.gnomon.schema.model.EnumModel;
import dev.gnomon.schema.syntax.Block;
import dev.gnomon.schema.syntax.ConfigBlock;
import dev.gnomon.schema.syntax.SchemaFile;
import dev.gnomon.schema.target.EnumStorage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the schema of a database, in the words of the schema that was there before as far as those
 * still fit.
 */
public final class SchemaPull {

    private static final String NEW_FILE = "introspected.prisma";

    private final PullRequest request;
    private final PullContext context;
    private final Map<String, Integer> fileOfBlock = new HashMap<>();
    private final List<List<String>> blocksByFile = new ArrayList<>();
    private final int newFile;

    private SchemaPull(PullRequest request) {
        this.request = request;
        this.context = new PullContext(request);
        List<SchemaFile> files = request.document().files();
        for (int i = 0; i <= files.size(); i++) {
            blocksByFile.add(new ArrayList<>());
        }
        for (Block block : request.document().blocks()) {
            if (!(block instanceof ConfigBlock)) {
                fileOfBlock.put(block.name().name(), block.name().span().file());
            }
        }
        this.newFile = files.size() == 1 ? 0 : files.size();
    }

    /**
     * Write the schema of what a database holds.
     *
     * <p>Models and enums that were in the schema keep their names, their order, their comments, their file
     * and what only the client knows of them; new ones follow in the order of the database, in a file
     * {@code introspected.prisma} where there is more than one file.
     */
    public static PulledSchema pull(PullRequest request) {
        return new SchemaPull(request).pull();
    }

    private PulledSchema pull() {
        EnumWriter enums = new EnumWriter(context);
        ModelWriter models = new ModelWriter(
                context, new FieldWriter(context, enums), new IndexWriter(context), new RelationPlan(context));
        List<Written> enumBlocks = enums(enums);
        List<Written> modelBlocks = models(models);
        List<Written> viewBlocks = views(models);
        writeConfig();
        modelBlocks.forEach(this::place);
        viewBlocks.forEach(this::place);
        enumBlocks.forEach(this::place);
        boolean empty = modelBlocks.isEmpty() && viewBlocks.isEmpty() && enumBlocks.isEmpty();
        return new PulledSchema(files(), context.warnings().text(), pulledViews(), empty);
    }

    private record Written(String name, boolean kept, String text) {}

    private List<Written> enums(EnumWriter writer) {
        if (context.target().enumStorage() == EnumStorage.TEXT) {
            return keptEnums();
        }
        List<Written> blocks = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (EnumType type : context.inPreviousOrder(context.shownEnums(), each -> context.enumName(each.name()))) {
            PulledName name = context.enumName(type.name());
            if (names.add(name.name())) {
                blocks.add(new Written(name.name(), name.isKept(), writer.write(type)));
            }
        }
        return blocks;
    }

    /** The database keeps no enums, so those of the schema stay as they are. */
    private List<Written> keptEnums() {
        List<Written> blocks = new ArrayList<>();
        if (!request.force()) {
            for (EnumModel enumModel : context.previous().enums()) {
                blocks.add(new Written(enumModel.name(), true, KeptEnumWriter.write(enumModel, context.writtenMaps())));
            }
        }
        return blocks;
    }

    private List<Written> models(ModelWriter writer) {
        List<Written> blocks = new ArrayList<>();
        for (Table table : context.inPreviousOrder(context.tables(), each -> context.modelName(each.name()))) {
            blocks.add(written(table.name(), writer.write(table)));
        }
        return blocks;
    }

    private List<Written> views(ModelWriter writer) {
        List<Written> blocks = new ArrayList<>();
        for (View view : context.inPreviousOrder(context.shownViews(), each -> context.modelName(each.name()))) {
            blocks.add(written(view.name(), writer.write(view)));
        }
        return blocks;
    }

    private Written written(ObjectName object, String text) {
        PulledName name = context.modelName(object);
        return new Written(name.name(), name.isKept(), text);
    }

    /** Generators stand in front of the datasource. */
    private void writeConfig() {
        ConfigWriter writer = new ConfigWriter(
                request.document(),
                request.namespaces(),
                context.hasPartialIndex() ? Optional.of("partialIndexes") : Optional.empty());
        for (ConfigBlock.Kind kind : List.of(ConfigBlock.Kind.GENERATOR, ConfigBlock.Kind.DATASOURCE)) {
            for (Block block : request.document().blocks()) {
                if (block instanceof ConfigBlock config && config.kind() == kind) {
                    blocksByFile.get(config.name().span().file()).add(writer.write(config));
                }
            }
        }
    }

    private void place(Written block) {
        int file = block.kept() ? fileOfBlock.getOrDefault(block.name(), newFile) : newFile;
        blocksByFile.get(file).add(block.text());
    }

    private List<SchemaFile> files() {
        List<SchemaFile> files = new ArrayList<>();
        for (int i = 0; i < blocksByFile.size(); i++) {
            List<String> blocks = blocksByFile.get(i);
            boolean isNew = i == request.document().files().size();
            if (isNew && blocks.isEmpty()) {
                continue;
            }
            String path =
                    isNew ? newFilePath() : request.document().files().get(i).path();
            files.add(new SchemaFile(path, SchemaFormatter.layOut(String.join("\n", blocks))));
        }
        return files;
    }

    /** In the folder that all files are in. */
    private String newFilePath() {
        List<Path> folders = request.document().files().stream()
                .map(file ->
                        Optional.ofNullable(Path.of(file.path()).getParent()).orElse(Path.of("")))
                .toList();
        Path common = folders.getFirst();
        for (Path folder : folders) {
            while (!common.toString().isEmpty() && !folder.startsWith(common)) {
                common = Optional.ofNullable(common.getParent()).orElse(Path.of(""));
            }
        }
        return common.resolve(NEW_FILE).toString();
    }

    private List<PulledSchema.PulledView> pulledViews() {
        List<PulledSchema.PulledView> views = new ArrayList<>();
        for (View view : context.shownViews()) {
            view.definition()
                    .ifPresent(query -> views.add(new PulledSchema.PulledView(
                            context.namespaceOf(view.name()), view.name().name(), QueryLayout.of(query))));
        }
        return views;
    }
}
