package dev.gnomon.conformance.roundtrip;

import dev.gnomon.conformance.roundtrip.SchemaSketch.EnumSketch;
import dev.gnomon.conformance.roundtrip.SchemaSketch.FieldSketch;
import dev.gnomon.conformance.roundtrip.SchemaSketch.ModelSketch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Takes pieces away from a pair of schemas as long as it still shows the failure. */
final class SketchShrinker {
    private static final int MOST_ATTEMPTS = 200;

    private final SketchRepair repair;
    private final Predicate<SchemaPair> fails;
    private int attempts;

    SketchShrinker(Vocabulary vocabulary, Predicate<SchemaPair> fails) {
        this.repair = new SketchRepair(vocabulary);
        this.fails = fails;
    }

    SchemaPair shrink(SchemaPair failing) {
        SchemaPair smallest = failing;
        Optional<SchemaPair> smaller = Optional.of(failing);
        while (smaller.isPresent() && attempts < MOST_ATTEMPTS) {
            smallest = smaller.get();
            smaller = smallerOne(smallest);
        }
        return smallest;
    }

    private Optional<SchemaPair> smallerOne(SchemaPair pair) {
        for (UnaryOperator<SchemaSketch> cut : cuts(pair)) {
            SchemaSketch from = repair.repair(cut.apply(pair.from()));
            SchemaSketch to = repair.repair(cut.apply(pair.to()));
            for (SchemaPair candidate : List.of(
                    new SchemaPair(from, to), new SchemaPair(from, pair.to()), new SchemaPair(pair.from(), to))) {
                if (size(candidate) < size(pair) && attempts++ < MOST_ATTEMPTS && fails.test(candidate)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    private static int size(SchemaPair pair) {
        return SketchText.of(pair.from()).length() + SketchText.of(pair.to()).length();
    }

    private static List<UnaryOperator<SchemaSketch>> cuts(SchemaPair pair) {
        List<UnaryOperator<SchemaSketch>> cuts = new ArrayList<>();
        names(pair, sketch -> sketch.models().stream().map(ModelSketch::name))
                .forEach(name -> cuts.add(sketch -> sketch.withModels(sketch.models().stream()
                        .filter(model -> !model.name().equals(name))
                        .toList())));
        names(pair, sketch -> sketch.relations().stream().map(SchemaSketch.RelationSketch::name))
                .forEach(name -> cuts.add(sketch -> sketch.withRelations(sketch.relations().stream()
                        .filter(relation -> !relation.name().equals(name))
                        .toList())));
        names(pair, sketch -> sketch.enums().stream().map(EnumSketch::name))
                .forEach(name -> cuts.add(sketch -> sketch.withEnums(sketch.enums().stream()
                        .filter(other -> !other.name().equals(name))
                        .toList())));
        cuts.add(sketch -> sketch.withRelations(sketch.relations().stream()
                .map(relation -> relation.withActions(""))
                .toList()));
        for (String model : names(pair, sketch -> sketch.models().stream().map(ModelSketch::name))
                .toList()) {
            cutsOfModel(pair, model)
                    .forEach(cut -> cuts.add(sketch -> sketch.withModels(sketch.models().stream()
                            .map(other -> other.name().equals(model) ? cut.apply(other) : other)
                            .toList())));
        }
        return cuts;
    }

    private static List<UnaryOperator<ModelSketch>> cutsOfModel(SchemaPair pair, String name) {
        List<UnaryOperator<ModelSketch>> cuts = new ArrayList<>();
        List<ModelSketch> models = Stream.of(pair.from(), pair.to())
                .flatMap(sketch -> sketch.model(name).stream())
                .toList();
        cuts.add(model -> model.withIndexes(List.of()));
        models.stream()
                .flatMap(model -> model.indexes().stream())
                .distinct()
                .forEach(index -> cuts.add(model -> model.withIndexes(model.indexes().stream()
                        .filter(other -> !other.equals(index))
                        .toList())));
        for (String field : models.stream()
                .flatMap(model -> model.fields().stream().map(FieldSketch::name))
                .distinct()
                .toList()) {
            cuts.add(model -> model.withFields(model.fields().stream()
                    .filter(other -> !other.name().equals(field))
                    .toList()));
            cuts.add(changeField(field, other -> other.withDefault("")));
            cuts.add(changeField(field, other -> other.withMap(Optional.empty())));
        }
        cuts.add(model -> model.withMap(Optional.empty()));
        return cuts;
    }

    private static UnaryOperator<ModelSketch> changeField(String name, UnaryOperator<FieldSketch> change) {
        return model -> model.withFields(model.fields().stream()
                .map(field -> field.name().equals(name) ? change.apply(field) : field)
                .toList());
    }

    private static Stream<String> names(
            SchemaPair pair, java.util.function.Function<SchemaSketch, Stream<String>> part) {
        return Stream.of(pair.from(), pair.to()).flatMap(part).distinct();
    }
}
