package dev.gnomon.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.EnumType;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.OperatorClass;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.engine.model.SortOrder;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import dev.gnomon.engine.model.UnmodelledFeature;
import dev.gnomon.engine.model.UnmodelledFeature.Kind;
import dev.gnomon.engine.tck.server.TestServers;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a real database. */
class PostgresqlIntrospectorTest {

    private ScratchDatabase database;

    @BeforeEach
    void createDatabase() {
        database = ScratchDatabase.create();
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        database.close();
    }

    private Table table(String sql) throws SQLException {
        database.execute(sql);
        return database.introspect().table(ObjectName.of("t")).orElseThrow();
    }

    private Column column(String type) throws SQLException {
        return table("CREATE TABLE t (c " + type + ")").columns().get(0);
    }

    /** One table with a column for each line: what SQL says, an arrow, what is expected of it. */
    private Map<Column, String> columns(String lines) throws SQLException {
        List<String> rows = lines.lines().toList();
        StringBuilder sql = new StringBuilder("CREATE TABLE t (");
        for (int index = 0; index < rows.size(); index++) {
            sql.append(index == 0 ? "c" : ", c")
                    .append(index)
                    .append(' ')
                    .append(rows.get(index).split(" => ")[0]);
        }
        List<Column> columns = table(sql.append(")").toString()).columns();
        Map<Column, String> result = new LinkedHashMap<>();
        for (int index = 0; index < rows.size(); index++) {
            result.put(columns.get(index), rows.get(index).split(" => ")[1]);
        }
        return result;
    }

    @Test
    void names_types_as_the_schema_language_does() throws SQLException {
        columns("""
                smallint => SmallInt
                integer => Integer
                bigint => BigInt
                oid => Oid
                real => Real
                float8 => DoublePrecision
                numeric => Decimal
                numeric(10,2) => Decimal(10,2)
                money => Money
                boolean => Boolean
                text => Text
                varchar => VarChar
                varchar(20) => VarChar(20)
                char => Char(1)
                char(3) => Char(3)
                bit(4) => Bit(4)
                varbit => VarBit
                varbit(8) => VarBit(8)
                uuid => Uuid
                xml => Xml
                inet => Inet
                bytea => ByteA
                json => Json
                jsonb => JsonB
                date => Date
                time => Time(6)
                timetz(2) => Timetz(2)
                timestamp(3) => Timestamp(3)
                timestamptz => Timestamptz(6)
                timestamptz[] => Timestamptz in a list
                timestamp(3)[] => Timestamp(3) in a list
                numeric(8,0)[] => Decimal(8,0) in a list
                """).forEach((column, expected) -> {
            ColumnType type = column.type();
            assertThat(type.nativeType().orElseThrow() + (type.isList() ? " in a list" : ""))
                    .isEqualTo(expected);
        });
    }

    @Test
    void keeps_the_names_of_types_that_the_language_cannot_say() throws SQLException {
        columns("""
                point => point
                interval => interval
                int4range => int4range
                box[] => box
                """)
                .forEach((column, expected) ->
                        assertThat(column.type().family()).isEqualTo(new TypeFamily.Unsupported(expected)));
    }

    @Test
    void looks_through_domains() throws SQLException {
        database.execute("CREATE DOMAIN code AS varchar(8); CREATE DOMAIN strict_code AS code CHECK (VALUE <> '')");

        assertThat(column("strict_code NOT NULL").type())
                .isEqualTo(ColumnType.of(Scalar.STRING, Arity.REQUIRED, NativeType.of("VarChar", 8)));
    }

    @Test
    void understands_defaults() throws SQLException {
        columns("""
                text DEFAULT 'it''s' => Literal[value=Text[value=it's]]
                text DEFAULT 'a\\b' => Literal[value=Text[value=a\\b]]
                varchar(9) DEFAULT 'x'::text => Literal[value=Text[value=x]]
                int DEFAULT -3 => Literal[value=Number[digits=-3]]
                bigint DEFAULT 9007199254740993 => Literal[value=Number[digits=9007199254740993]]
                numeric DEFAULT 10.50 => Literal[value=Number[digits=10.50]]
                float8 DEFAULT -0.5 => Literal[value=Number[digits=-0.5]]
                bool DEFAULT false => Literal[value=Bool[value=false]]
                timestamptz DEFAULT now() => CurrentTimestamp[]
                timestamp DEFAULT CURRENT_TIMESTAMP => CurrentTimestamp[]
                date DEFAULT CURRENT_DATE => Expression[sql=CURRENT_DATE]
                bytea DEFAULT '\\x6869' => Literal[value=Bytes[hex=6869]]
                jsonb DEFAULT '{"a": 1}' => Literal[value=Json[text={"a": 1}]]
                bit(4) DEFAULT '1010' => Literal[value=Text[value=1010]]
                int DEFAULT 1 + 2 => Expression[sql=(1 + 2)]
                text DEFAULT upper('x') => Expression[sql=upper('x'::text)]
                text DEFAULT 'a' || 'b' => Expression[sql=('a'::text || 'b'::text)]
                int[] DEFAULT ARRAY[1, 2] => Literal[value=ListOf[elements=[Number[digits=1], Number[digits=2]]]]
                bigint[] DEFAULT ARRAY[1] => Literal[value=ListOf[elements=[Number[digits=1]]]]
                text[] DEFAULT '{}' => Literal[value=ListOf[elements=[]]]
                text[] DEFAULT ARRAY['a,b', 'c'']'] => Literal[value=ListOf[elements=[Text[value=a,b], Text[value=c']]]]]
                text[] DEFAULT '{"a b",c}' => Literal[value=ListOf[elements=[Text[value=a b], Text[value=c]]]]
                """)
                .forEach((column, expected) -> assertThat(
                                String.valueOf(column.defaultValue().orElseThrow()))
                        .isEqualTo(expected));
    }

    @Test
    void takes_null_for_no_default() throws SQLException {
        assertThat(column("text DEFAULT NULL").defaultValue()).isEmpty();
    }

    @Test
    void knows_numbering_by_sequences_and_by_identity() throws SQLException {
        Table table = table("CREATE SEQUENCE \"Own\"; CREATE TABLE t (a serial, b int GENERATED ALWAYS AS IDENTITY,"
                + " c int GENERATED BY DEFAULT AS IDENTITY, d bigint DEFAULT nextval('\"Own\"'), e int)");

        assertThat(table.columns()).extracting(Column::autoIncrement).containsExactly(true, true, true, true, false);
        assertThat(table.columns().get(0).defaultValue())
                .contains(new DefaultValue.NextValue(ObjectName.of("t_a_seq")));
        assertThat(table.columns().get(1).dialectObjects()).containsExactly(new PostgresqlIdentity(true));
        assertThat(table.columns().get(3).defaultValue()).contains(new DefaultValue.NextValue(ObjectName.of("Own")));
    }

    @Test
    void keeps_the_expression_of_a_generated_column() throws SQLException {
        Table table = table("CREATE TABLE t (w int, g int GENERATED ALWAYS AS (w * 2) STORED)");

        assertThat(table.columns().get(1).defaultValue()).contains(new DefaultValue.Expression("(w * 2)"));
        assertThat(table.columns().get(1).dialectObjects())
                .containsExactly(new PostgresqlGeneratedColumn("(w * 2)", true));
    }

    @Test
    void reads_enums_with_their_values_in_order() throws SQLException {
        database.execute("CREATE TYPE mood AS ENUM ('sad', 'it''s', ''); ALTER TYPE mood ADD VALUE 'ok' BEFORE 'sad'");
        Column column = column("mood DEFAULT 'sad'");

        assertThat(database.introspect().enums())
                .containsExactly(new EnumType(ObjectName.of("mood"), List.of("ok", "sad", "it's", "")));
        assertThat(column.type().family()).isEqualTo(new TypeFamily.EnumReference(ObjectName.of("mood")));
        assertThat(column.defaultValue()).contains(new DefaultValue.Literal(new LiteralValue.EnumValue("sad")));
    }

    @Test
    void reads_indexes_with_order_method_class_and_predicate() throws SQLException {
        Table table = table("CREATE TABLE t (id int PRIMARY KEY, a int, b text, j jsonb, UNIQUE (a));"
                + " CREATE INDEX i1 ON t (a DESC, b); CREATE INDEX i2 ON t USING gin (j jsonb_path_ops);"
                + " CREATE INDEX i3 ON t USING hash (b); CREATE UNIQUE INDEX i4 ON t (b) WHERE a > 0 AND b <> ')';"
                + " CREATE INDEX i5 ON t (lower(b)); CREATE INDEX i6 ON t (b text_pattern_ops)");

        assertThat(table.primaryKey().orElseThrow().name()).contains("t_pkey");
        assertThat(table.indexes()).extracting(Index::name).containsExactly("i1", "i2", "i3", "i4", "i6", "t_a_key");
        assertThat(table.indexes().get(0).columns())
                .extracting(column -> column.sortOrder().orElseThrow())
                .containsExactly(SortOrder.DESCENDING, SortOrder.ASCENDING);
        assertThat(table.indexes().get(1).algorithm()).contains("Gin");
        assertThat(table.indexes().get(1).columns().get(0).operatorClass())
                .contains(new OperatorClass("jsonb_path_ops", false));
        assertThat(table.indexes().get(3).predicate()).contains("((a > 0) AND (b <> ')'::text))");
        assertThat(table.indexes().get(0).columns())
                .allMatch(column -> column.operatorClass().orElseThrow().isImplied());
        assertThat(table.indexes().get(4).columns().get(0).operatorClass())
                .contains(new OperatorClass("text_pattern_ops", true));
        assertThat(table.indexes().get(5).constraint()).isTrue();
        assertThat(table.unmodelled()).containsExactly(UnmodelledFeature.of(Kind.EXPRESSION_INDEX, "i5"));
    }

    @Test
    void reads_foreign_keys_in_the_order_of_their_columns() throws SQLException {
        Table table = table("CREATE TABLE r (x int, y int, PRIMARY KEY (y, x));"
                + " CREATE TABLE t (a int, b int, CONSTRAINT k FOREIGN KEY (b, a) REFERENCES r (y, x)"
                + " ON DELETE SET NULL ON UPDATE CASCADE)");

        assertThat(table.foreignKeys())
                .containsExactly(new ForeignKey(
                        Optional.of("k"),
                        List.of("b", "a"),
                        ObjectName.of("r"),
                        List.of("y", "x"),
                        ReferentialAction.SET_NULL,
                        ReferentialAction.CASCADE));
    }

    @Test
    void notes_what_the_schema_language_cannot_say() throws SQLException {
        Table table = table("CREATE TABLE r (id int PRIMARY KEY);"
                + " CREATE TABLE t (id int PRIMARY KEY DEFERRABLE, r int CONSTRAINT fk REFERENCES r DEFERRABLE,"
                + " n int CONSTRAINT positive CHECK (n > 0), EXCLUDE USING btree (n WITH =));"
                + " CREATE INDEX i ON t (n NULLS FIRST); ALTER TABLE t ENABLE ROW LEVEL SECURITY;"
                + " COMMENT ON TABLE t IS 'x'; COMMENT ON COLUMN t.n IS 'y'; CREATE TABLE child () INHERITS (t)");

        assertThat(table.unmodelled())
                .containsExactly(
                        UnmodelledFeature.of(Kind.CHECK_CONSTRAINT, "positive"),
                        UnmodelledFeature.of(Kind.EXCLUSION_CONSTRAINT, "t_n_excl"),
                        UnmodelledFeature.of(Kind.DEFERRABLE_CONSTRAINT, "t_pkey"),
                        UnmodelledFeature.of(Kind.DEFERRABLE_CONSTRAINT, "fk"),
                        new UnmodelledFeature(Kind.NULL_SORT_ORDER, Optional.of("i"), Optional.of("n")),
                        UnmodelledFeature.of(Kind.SUBCLASS),
                        UnmodelledFeature.of(Kind.ROW_LEVEL_SECURITY),
                        UnmodelledFeature.of(Kind.COMMENT),
                        new UnmodelledFeature(Kind.COMMENT, Optional.empty(), Optional.of("n")));
        assertThat(table.indexes()).extracting(Index::name).containsExactly("i");
    }

    @Test
    void reads_a_partitioned_table_but_not_its_partitions() throws SQLException {
        database.execute("CREATE TABLE t (d date PRIMARY KEY) PARTITION BY RANGE (d);"
                + " CREATE TABLE t1 PARTITION OF t FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');"
                + " CREATE TABLE u (d date REFERENCES t)");
        DatabaseSchema schema = database.introspect();

        assertThat(schema.tables()).extracting(table -> table.name().name()).containsExactly("t", "u");
        assertThat(schema.tables().get(0).unmodelled()).containsExactly(UnmodelledFeature.of(Kind.PARTITION));
        assertThat(schema.tables().get(1).foreignKeys()).hasSize(1);
    }

    @Test
    void names_objects_of_other_namespaces_in_full() throws SQLException {
        database.execute("CREATE SCHEMA s; CREATE TYPE s.e AS ENUM ('x'); CREATE TABLE s.r (id int PRIMARY KEY);"
                + " CREATE TABLE t (e s.e, r int REFERENCES s.r)");
        DatabaseSchema schema = new PostgresqlIntrospector()
                .introspect(
                        database.connection(),
                        new IntrospectionScope(Optional.of("public"), List.of("public", "s", "absent")));

        assertThat(schema.defaultNamespace()).contains("public");
        assertThat(schema.namespaces()).containsExactly("public", "s");
        assertThat(schema.tables())
                .extracting(Table::name)
                .containsExactly(ObjectName.of("t"), ObjectName.of("s", "r"));
        assertThat(schema.enums()).extracting(EnumType::name).containsExactly(ObjectName.of("s", "e"));
        assertThat(schema.tables().get(0).foreignKeys().get(0).referencedTable())
                .isEqualTo(ObjectName.of("s", "r"));
    }

    @Test
    void reads_a_foreign_key_that_leads_out_of_the_scope() throws SQLException {
        database.execute("CREATE SCHEMA auth; CREATE TABLE auth.users (id int PRIMARY KEY);"
                + " CREATE TABLE \"P\" (uid int, CONSTRAINT \"P_uid_fkey\" FOREIGN KEY (uid) REFERENCES auth.users)");

        DatabaseSchema schema = database.introspect();
        assertThat(schema.tables()).extracting(Table::name).containsExactly(ObjectName.of("P"));
        assertThat(schema.tables().getFirst().foreignKeys())
                .extracting(ForeignKey::referencedTable)
                .containsExactly(ObjectName.of("auth", "users"));
    }

    @Test
    void takes_included_columns_for_no_part_of_the_key() throws SQLException {
        Table table = table("CREATE TABLE t (id int PRIMARY KEY, a int, b text, c int, UNIQUE (c) INCLUDE (a));"
                + " CREATE UNIQUE INDEX i1 ON t (a) INCLUDE (b, c)");

        assertThat(table.indexes())
                .extracting(index -> index.name() + index.columnNames() + index.includedColumns())
                .containsExactly("i1[a][b, c]", "t_c_a_key[c][a]");
        assertThat(table.indexes()).allMatch(Index::isBeyondSchema);
    }

    @Test
    void reads_an_index_of_a_method_without_a_word_by_its_columns() throws SQLException {
        database.execute("CREATE ACCESS METHOD mine TYPE INDEX HANDLER hashhandler;"
                + " CREATE OPERATOR CLASS int4_mine DEFAULT FOR TYPE int4 USING mine AS OPERATOR 1 =,"
                + " FUNCTION 1 hashint4(int4);"
                + " CREATE TABLE \"a USING b\" (id int PRIMARY KEY, a int, b int);"
                + " CREATE INDEX \"i USING 1\" ON \"a USING b\" USING mine (b) WITH (fillfactor = 60) WHERE a > 1");
        Table table = database.introspect().tables().getFirst();

        assertThat(table.indexes()).singleElement().satisfies(index -> {
            assertThat(index.columnNames()).containsExactly("b");
            assertThat(index.algorithm()).isEmpty();
            assertThat(index.dialectObjects())
                    .containsExactly(new PostgresqlIndexDefinition(
                            List.of("access method mine", "storage parameters fillfactor=60"),
                            "mine (b) WITH (fillfactor='60') WHERE (a > 1)"));
        });
    }

    @Test
    void takes_an_invalid_index_for_none() throws SQLException {
        database.execute("CREATE TABLE t (a int); INSERT INTO t VALUES (1), (1)");
        try (Statement statement = database.connection().createStatement()) {
            assertThatThrownBy(() -> statement.execute("CREATE UNIQUE INDEX CONCURRENTLY a_u ON t (a)"))
                    .hasMessageContaining("could not create unique index");
        }
        Table table = database.introspect().tables().getFirst();

        assertThat(table.indexes()).isEmpty();
        assertThat(table.unmodelled())
                .containsExactly(UnmodelledFeature.of(UnmodelledFeature.Kind.INVALID_INDEX, "a_u"));
        assertThat(table.dialectObjects()).containsExactly(new PostgresqlInvalidIndex("a_u"));
    }

    @Test
    void names_the_elements_of_a_list_that_the_language_has_no_word_for() throws SQLException {
        Table table = table("CREATE SCHEMA s; CREATE TYPE s.\"My Type\" AS (a int); CREATE DOMAIN \"Dom\" AS text;"
                + " CREATE TABLE t (a interval[], b interval(3)[], c point[], d \"Dom\"[], e s.\"My Type\"[],"
                + " f s.\"My Type\", g interval(3), h \"Dom\")");

        assertThat(table.columns())
                .extracting(column -> column.type().family() instanceof TypeFamily.Unsupported unsupported
                        ? unsupported.databaseType() + (column.type().isList() ? "[]" : "")
                        : String.valueOf(column.type().nativeType().orElseThrow()))
                .containsExactly(
                        "interval[]",
                        "interval(3)[]",
                        "point[]",
                        "\"Dom\"[]",
                        "s.\"My Type\"[]",
                        "s.\"My Type\"",
                        "interval(3)",
                        "Text");
    }

    @Test
    void tells_of_what_a_schema_forgets() throws SQLException {
        database.execute("CREATE DOMAIN email AS text; CREATE TABLE p (id int PRIMARY KEY);"
                + " CREATE TABLE t (e email, i int GENERATED ALWAYS AS IDENTITY (START 100), s serial,"
                + " p int, w int, g int GENERATED ALWAYS AS (w * 2) STORED,"
                + " CONSTRAINT t_p FOREIGN KEY (p) REFERENCES p MATCH FULL)");
        Table table = database.introspect().tables().get(1);

        assertThat(table.unmodelled())
                .extracting(feature -> feature.kind() + " " + feature.name().orElse("")
                        + feature.column().map(column -> " of " + column).orElse(""))
                .containsExactly(
                        "MATCH_FULL t_p",
                        "DOMAIN email of e",
                        "GENERATED_COLUMN  of g",
                        "SEQUENCE_OPTIONS t_i_seq of i");
    }

    @Test
    void leaves_out_the_history_and_what_belongs_to_extensions() throws SQLException {
        database.execute(new PostgresqlHistoryTable().createStatement(Optional.of("public")));
        database.execute("CREATE TABLE \"Spatial_Ref_Sys\" (id int); CREATE EXTENSION citext;"
                + " CREATE TABLE t (c citext); CREATE VIEW v AS SELECT c FROM t");
        DatabaseSchema schema = database.introspect();

        assertThat(schema.tables()).extracting(table -> table.name().name()).containsExactly("t");
        assertThat(schema.tables().get(0).columns().get(0).type().nativeType()).contains(NativeType.of("Citext"));
        assertThat(schema.extensions())
                .extracting(extension -> extension.name())
                .containsExactly("citext");
        assertThat(schema.views()).hasSize(1);
        assertThat(schema.views().get(0).definition().orElseThrow()).contains("SELECT");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void reads_the_same_from_old_and_new_servers(int version) throws SQLException {
        String sql = "CREATE TABLE r (id serial PRIMARY KEY); CREATE TABLE t (a int NOT NULL REFERENCES r,"
                + " b text DEFAULT 'x', c int GENERATED BY DEFAULT AS IDENTITY, UNIQUE (b), CHECK (a > 0));"
                + " CREATE INDEX i ON t (a DESC)";
        try (ScratchDatabase other = ScratchDatabase.on(TestServers.postgresql(version))) {
            other.execute(sql);
            database.execute(sql);

            assertThat(other.introspect()).isEqualTo(database.introspect());
        }
    }
}
