package dev.gnomon.schema.validation;

import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.ConstraintNames;
import dev.gnomon.engine.dialect.SchemaFeature;
import dev.gnomon.engine.dialect.SchemaTraits;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.schema.model.IndexField;
import dev.gnomon.schema.resolution.DiagnosticCollector;
import dev.gnomon.schema.resolution.Flaws;
import dev.gnomon.schema.resolution.ResolvedDatasource;
import dev.gnomon.schema.resolution.ResolvedField;
import dev.gnomon.schema.resolution.ResolvedIndex;
import dev.gnomon.schema.resolution.ResolvedKey;
import dev.gnomon.schema.resolution.ResolvedModel;
import dev.gnomon.schema.resolution.ResolvedRelation;
import dev.gnomon.schema.resolution.ResolvedRelationField;
import dev.gnomon.schema.resolution.ResolvedScalarField;
import dev.gnomon.schema.resolution.ResolvedSchema;
import dev.gnomon.schema.syntax.Argument;
import dev.gnomon.schema.syntax.Arguments;
import dev.gnomon.schema.syntax.Attribute;
import dev.gnomon.schema.syntax.Span;
import dev.gnomon.schema.target.TargetDatabase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What all rules look up: the schema, the dialect's traits, names; and where they complain. */
final class RuleContext {

    private final ResolvedSchema schema;
    private final TargetDatabase target;
    private final SchemaTraits traits;
    private final Flaws flaws;
    private final DiagnosticCollector diagnostics;
    private final ConstraintNames names;
    private final Map<String, Map<String, ResolvedScalarField>> scalarFields = new HashMap<>();
    private final Map<String, Map<String, ResolvedRelationField>> relationFields = new HashMap<>();

    RuleContext(ResolvedSchema schema, TargetDatabase target, Flaws flaws, DiagnosticCollector diagnostics) {
        this.schema = schema;
        this.target = target;
        this.traits = target.traits();
        this.flaws = flaws;
        this.diagnostics = diagnostics;
        this.names = traits.names().constraintNames();
        for (ResolvedModel model : schema.models()) {
            Map<String, ResolvedScalarField> scalars = new HashMap<>();
            Map<String, ResolvedRelationField> relations = new HashMap<>();
            for (ResolvedField field : model.fields()) {
                switch (field) {
                    case ResolvedScalarField scalar -> scalars.put(scalar.name(), scalar);
                    case ResolvedRelationField relation -> relations.put(relation.name(), relation);
                }
            }
            scalarFields.put(model.name(), scalars);
            relationFields.put(model.name(), relations);
        }
    }

    ResolvedSchema schema() {
        return schema;
    }

    TargetDatabase target() {
        return target;
    }

    SchemaTraits traits() {
        return traits;
    }

    /** Tell whether the datasource names a dialect that is there: only then it is known what goes without saying. */
    boolean hasDialect() {
        return !(traits instanceof NoDialectTraits);
    }

    boolean supports(SchemaFeature feature) {
        return target.supports(feature);
    }

    boolean can(Capability capability) {
        return target.can(capability);
    }

    boolean usesForeignKeys() {
        return schema.usesForeignKeys();
    }

    /** Tell which parts of the schema earlier errors speak of. */
    Flaws flaws() {
        return flaws;
    }

    boolean isSound(ResolvedModel model) {
        return flaws.isSound(model.name());
    }

    /** Tell whether a preview feature is certainly not asked for. */
    boolean lacksPreviewFeature(String feature) {
        return flaws.knowsPreviewFeatures() && !schema.previewFeatures().contains(feature);
    }

    /** Tell whether it is known which database this is for, or known that it is for any. */
    boolean knowsDialect() {
        return !(traits instanceof NoDialectTraits) || flaws.knowsDatasource();
    }

    /** Give the provider's name for messages. */
    String providerName() {
        return traits.providerName()
                .or(() -> schema.datasource().map(ResolvedDatasource::provider))
                .orElse("Default");
    }

    /** Tell whether the datasource says {@code schemas}. */
    boolean listsNamespaces() {
        return schema.datasource().flatMap(ResolvedDatasource::namespacesSpan).isPresent();
    }

    DiagnosticCollector diagnostics() {
        return diagnostics;
    }

    ResolvedModel model(String name) {
        return schema.model(name).orElseThrow();
    }

    /** Find the field that a key or index uses. */
    ResolvedScalarField field(ResolvedModel model, String name) {
        ResolvedScalarField field =
                scalarFields.getOrDefault(model.name(), Map.of()).get(name);
        if (field == null) {
            throw new IllegalStateException("no field " + name + " in " + model.name());
        }
        return field;
    }

    Optional<ResolvedRelationField> forward(ResolvedRelation relation) {
        return relation.forwardField().map(name -> relationField(relation.referencing(), name));
    }

    Optional<ResolvedRelationField> back(ResolvedRelation relation) {
        return relation.backField().map(name -> relationField(relation.referenced(), name));
    }

    ResolvedRelationField relationField(String model, String name) {
        ResolvedRelationField field =
                relationFields.getOrDefault(model, Map.of()).get(name);
        if (field == null) {
            throw new IllegalStateException("no relation field " + name + " in " + model);
        }
        return field;
    }

    /** Give the primary key's name in the database; empty where the database gives it none. */
    Optional<String> constraintName(ResolvedModel model, ResolvedKey key) {
        return supports(SchemaFeature.NAMED_PRIMARY_KEYS)
                ? Optional.of(key.mappedName().orElseGet(() -> names.primaryKey(model.databaseName())))
                : Optional.empty();
    }

    String constraintName(ResolvedModel model, ResolvedIndex index) {
        return index.mappedName().orElseGet(() -> {
            List<String> columns = columns(model, index.fieldNames());
            return index.isUnique()
                    ? names.unique(model.databaseName(), columns)
                    : names.index(model.databaseName(), columns);
        });
    }

    /** Give the foreign key's name; empty where the schema does not say enough. */
    Optional<String> constraintName(ResolvedRelation relation) {
        Optional<ResolvedRelationField> forward = forward(relation);
        if (forward.isEmpty() || forward.get().fields().orElse(List.of()).isEmpty()) {
            return Optional.empty();
        }
        ResolvedModel model = model(relation.referencing());
        return forward.get()
                .mappedName()
                .or(() -> Optional.of(names.foreignKey(
                        model.databaseName(),
                        columns(model, forward.get().fields().orElse(List.of())))));
    }

    Optional<String> constraintName(ResolvedModel model, ResolvedScalarField field) {
        return field.defaultValue()
                .map(value -> value.constraintName()
                        .orElseGet(() -> names.defaultValue(model.databaseName(), field.databaseName())));
    }

    private List<String> columns(ResolvedModel model, List<String> fields) {
        List<String> columns = new ArrayList<>(fields.size());
        for (String field : fields) {
            columns.add(field(model, field).databaseName());
        }
        return columns;
    }

    /** Give the lists of fields by which one row of a model can be told from the others, the key's first. */
    List<List<String>> uniqueCriteria(ResolvedModel model) {
        List<List<String>> criteria = new ArrayList<>();
        model.primaryKey().ifPresent(key -> criteria.add(key.fieldNames()));
        for (ResolvedIndex index : model.indexes()) {
            if (index.isUnique() && !index.fields().isEmpty()) {
                criteria.add(index.fieldNames());
            }
        }
        return criteria;
    }

    ReferentialAction onDelete(ResolvedRelationField forward, ResolvedModel referencing) {
        if (forward.onDelete().isPresent()) {
            return forward.onDelete().get().action();
        }
        boolean required = forward.fields().orElse(List.of()).stream()
                .allMatch(name -> field(referencing, name).isRequired());
        if (!required) {
            return ReferentialAction.SET_NULL;
        }
        if (usesForeignKeys()) {
            return traits.relations().defaultOnDelete(true);
        }
        return traits.relations().emulatedActions().contains(ReferentialAction.RESTRICT)
                ? ReferentialAction.RESTRICT
                : ReferentialAction.NO_ACTION;
    }

    ReferentialAction onUpdate(ResolvedRelationField forward) {
        return forward.onUpdate().map(ResolvedRelationField.ActionUse::action).orElse(ReferentialAction.CASCADE);
    }

    /** Complain where a written name of a constraint is too long. */
    void checkLength(ResolvedModel model, Optional<String> writtenName, String attributeName, Span span) {
        if (writtenName.isPresent()
                && writtenName.get().getBytes(StandardCharsets.UTF_8).length
                        > traits.names().maxIdentifierLength()) {
            diagnostics.model(
                    "model",
                    model.name(),
                    "The constraint name '" + writtenName.get() + "' specified in the `map` argument for the `"
                            + attributeName
                            + "` constraint is too long for your chosen provider. The maximum allowed length is "
                            + traits.names().maxIdentifierLength() + " bytes.",
                    span);
        }
    }

    static Optional<Span> argumentSpan(Attribute attribute, String name) {
        return attribute.arguments().map(Arguments::items).orElse(List.of()).stream()
                .filter(argument -> argument.name().isPresent()
                        && argument.name().get().name().equals(name))
                .findFirst()
                .map(Argument::span);
    }

    static boolean hasLength(IndexField field) {
        return field.length().isPresent();
    }
}
