package dev.gnomon.schema.resolution;

import dev.gnomon.schema.syntax.Attribute;
import java.util.List;

/**
 * The fields by which rows are spread over shards; nothing in SQL.
 *
 * @param fields  names in the schema, in order
 * @param onField it is written at the field, as {@code @shardKey}
 * @param syntax  the attribute
 */
public record ShardKey(List<String> fields, boolean onField, Attribute syntax) {

    public ShardKey {
        fields = List.copyOf(fields);
    }
}
