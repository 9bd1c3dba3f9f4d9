package dev.gnomon.schema.resolution;

import dev.gnomon.schema.model.ScalarFieldType;
import dev.gnomon.schema.syntax.FieldDeclaration;
import dev.gnomon.schema.syntax.FieldType;
import dev.gnomon.schema.syntax.ModelBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model of which only the types of the fields are known. */
final class ModelDraft {

    private final ModelBlock syntax;
    private final LostText lost;
    private final Map<String, FieldDraft> fields = new LinkedHashMap<>();
    private final Map<String, FieldDeclaration> declarations = new HashMap<>();
    private boolean incomplete;

    /** A field of which only the type is known. */
    sealed interface FieldDraft {
        FieldDeclaration syntax();
    }

    record ScalarDraft(FieldDeclaration syntax, ScalarFieldType type) implements FieldDraft {}

    record RelationDraft(FieldDeclaration syntax, String relatedModel) implements FieldDraft {}

    private ModelDraft(ModelBlock syntax, LostText lost) {
        this.syntax = syntax;
        this.lost = lost;
        syntax.fields().forEach(field -> declarations.putIfAbsent(field.name().name(), field));
    }

    /** Find out what the fields of a model hold. Fields of unknown and of composite types are left out. */
    static ModelDraft of(ModelBlock model, BlockIndex blocks, LostText lost, DiagnosticCollector diagnostics) {
        ModelDraft draft = new ModelDraft(model, lost);
        for (FieldDeclaration field : model.fields()) {
            draft.draft(field, blocks, diagnostics)
                    .ifPresent(made -> draft.fields.putIfAbsent(field.name().name(), made));
        }
        return draft;
    }

    /** A field as written, whatever its type. */
    Optional<FieldDeclaration> declaration(String name) {
        return Optional.ofNullable(declarations.get(name));
    }

    private Optional<FieldDraft> draft(FieldDeclaration field, BlockIndex blocks, DiagnosticCollector diagnostics) {
        FieldType type = field.type();
        if (type.unsupported().isPresent()) {
            return Optional.of(new ScalarDraft(
                    field, new ScalarFieldType.Unsupported(type.unsupported().get())));
        }
        Optional<ScalarFieldType> builtin = ScalarTypes.byName(type.name()).map(ScalarFieldType.Builtin::new);
        if (builtin.isPresent()) {
            return Optional.of(new ScalarDraft(field, builtin.get()));
        }
        if (blocks.isEnum(type.name())) {
            return Optional.of(new ScalarDraft(field, new ScalarFieldType.EnumName(type.name())));
        }
        if (blocks.isModel(type.name())) {
            return Optional.of(new RelationDraft(field, type.name()));
        }
        if (lost.mayDefine(type.name())) {
            incomplete = true;
        } else if (!blocks.isCompositeType(type.name())) {
            diagnostics.error(
                    "Type \"" + type.name() + "\" is neither a built-in type, nor refers to another model, composite"
                            + " type, or enum." + suggestion(type.name(), blocks),
                    type.span());
        }
        return Optional.empty();
    }

    private static String suggestion(String name, BlockIndex blocks) {
        return ScalarTypes.byNameInAnyCase(name)
                .map(ScalarTypes::name)
                .or(() -> blocks.nameInLowerCase(name))
                .map(similar -> " Did you mean \"" + similar + "\"?")
                .orElse("");
    }

    /** Tell whether the type of a field may be a block that was not read. */
    boolean isIncomplete() {
        return incomplete;
    }

    /** Tell whether a line that was not read may have been this field. */
    boolean mayHaveLost(String field) {
        return lost.mayHold(syntax, field);
    }

    ModelBlock syntax() {
        return syntax;
    }

    String name() {
        return syntax.name().name();
    }

    Optional<FieldDraft> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    List<FieldDraft> fields() {
        return new ArrayList<>(fields.values());
    }
}
