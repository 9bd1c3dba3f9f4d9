package dev.gnomon.schema.resolution;

import dev.gnomon.schema.syntax.Block;
import dev.gnomon.schema.syntax.ConfigBlock;
import dev.gnomon.schema.syntax.EnumBlock;
import dev.gnomon.schema.syntax.Expression;
import dev.gnomon.schema.syntax.ModelBlock;
import dev.gnomon.schema.syntax.ParsedSchema;
import dev.gnomon.schema.target.TargetDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Resolves a schema in passes: names, types, attributes, relations, settings. */
public final class SchemaResolver {

    private SchemaResolver() {}

    /**
     * What the passes found.
     *
     * @param schema           as far as it could be understood
     * @param traits           of the datasource's dialect
     * @param unknownFunctions of defaults, which some dialects may know
     * @param flaws            the parts that errors speak of
     */
    public record Resolution(
            ResolvedSchema schema,
            Optional<TargetDatabase> target,
            List<Expression.FunctionCall> unknownFunctions,
            Flaws flaws) {}

    /**
     * Resolve a schema.
     *
     * @param dialects    finds the database that a provider names
     * @param diagnostics gets all that is wrong; what the parser found is added first
     */
    public static Resolution resolve(
            ParsedSchema parsed, Function<String, Optional<TargetDatabase>> dialects, DiagnosticCollector diagnostics) {
        LostText lost = LostText.of(parsed.document());
        Models models = readModels(parsed, lost, diagnostics);
        ConfigurationReader configuration = new ConfigurationReader(dialects, lost, diagnostics);
        configuration.read(parsed.document().blocks().stream()
                .filter(ConfigBlock.class::isInstance)
                .map(ConfigBlock.class::cast)
                .toList());
        ResolvedSchema schema = models.schema(configuration.datasource(), configuration.generators());
        Flaws flaws = Flaws.of(parsed.document(), diagnostics.errors(), models.incomplete(), lost);
        return new Resolution(schema, configuration.target(), models.unknownFunctions(), flaws);
    }

    /**
     * Resolve everything but the datasource and the generators.
     *
     * @param diagnostics gets all that is wrong; what the parser found is added first
     */
    public static ResolvedSchema resolveModels(ParsedSchema parsed, DiagnosticCollector diagnostics) {
        return readModels(parsed, LostText.of(parsed.document()), diagnostics).schema(Optional.empty(), List.of());
    }

    /**
     * What does not stand in configuration blocks.
     *
     * @param incomplete models with fields whose type may be a block that was not read
     */
    private record Models(
            List<ResolvedModel> models,
            List<ResolvedEnum> enums,
            RelationInference relations,
            List<Expression.FunctionCall> unknownFunctions,
            Set<String> incomplete) {

        ResolvedSchema schema(Optional<ResolvedDatasource> datasource, List<ResolvedGenerator> generators) {
            return new ResolvedSchema(
                    datasource, generators, models, enums, relations.relations(), relations.manyToMany());
        }
    }

    private static Models readModels(ParsedSchema parsed, LostText lost, DiagnosticCollector diagnostics) {
        parsed.diagnostics().forEach(diagnostics::add);
        List<Block> blocks = parsed.document().blocks();
        NameRules.check(blocks, diagnostics);
        BlockIndex index = new BlockIndex(blocks);
        Map<String, ModelDraft> drafts = drafts(blocks, index, lost, diagnostics);
        DefaultReader defaults = new DefaultReader(index, lost, diagnostics);
        List<ResolvedModel> models = new ArrayList<>();
        List<ResolvedEnum> enums = new ArrayList<>();
        readAttributes(blocks, drafts, defaults, models, enums, diagnostics);
        Set<String> incomplete = drafts.values().stream()
                .filter(ModelDraft::isIncomplete)
                .map(ModelDraft::name)
                .collect(Collectors.toSet());
        return new Models(models, enums, new RelationInference(models), defaults.unknownFunctions(), incomplete);
    }

    private static Map<String, ModelDraft> drafts(
            List<Block> blocks, BlockIndex index, LostText lost, DiagnosticCollector diagnostics) {
        Map<String, ModelDraft> drafts = new LinkedHashMap<>();
        for (Block block : blocks) {
            if (block instanceof ModelBlock model && model.kind() != ModelBlock.Kind.TYPE) {
                ModelDraft draft = ModelDraft.of(model, index, lost, diagnostics);
                drafts.putIfAbsent(draft.name(), draft);
            }
        }
        return drafts;
    }

    private static void readAttributes(
            List<Block> blocks,
            Map<String, ModelDraft> drafts,
            DefaultReader defaults,
            List<ResolvedModel> models,
            List<ResolvedEnum> enums,
            DiagnosticCollector diagnostics) {
        Map<String, Map<String, ResolvedRelationField>> relationFields = new LinkedHashMap<>();
        RelationFieldReader reader = new RelationFieldReader(drafts, diagnostics);
        for (ModelDraft draft : drafts.values()) {
            Map<String, ResolvedRelationField> ofModel = new LinkedHashMap<>();
            for (ModelDraft.FieldDraft field : draft.fields()) {
                if (field instanceof ModelDraft.RelationDraft relation) {
                    ofModel.put(relation.syntax().name().name(), reader.read(draft, relation));
                }
            }
            relationFields.put(draft.name(), ofModel);
        }
        EnumReader enumReader = new EnumReader(diagnostics);
        for (Block block : blocks) {
            switch (block) {
                case EnumBlock definition -> enums.add(enumReader.read(definition));
                case ModelBlock model -> {
                    ModelDraft draft = drafts.get(model.name().name());
                    if (draft != null && draft.syntax() == model) {
                        Map<String, ResolvedRelationField> ofModel =
                                relationFields.getOrDefault(draft.name(), Map.of());
                        models.add(new ModelReader(draft, ofModel, defaults, diagnostics).read(ofModel));
                    }
                }
                case ConfigBlock config -> {}
            }
        }
    }
}
