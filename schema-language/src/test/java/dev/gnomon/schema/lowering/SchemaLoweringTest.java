package dev.gnomon.schema.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.EnumType;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.TestSchemas;
import dev.gnomon.schema.syntax.SchemaFile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaLoweringTest {

    private static DatabaseSchema lower(String provider, String models) {
        return lower(provider, TestSchemas.models(provider, models));
    }

    private static DatabaseSchema lower(String provider, PrismaSchema schema) {
        return SchemaLowering.lower(schema.dataModel(), TestSchemas.dialect(provider), Optional.empty());
    }

    private static Column column(DatabaseSchema schema, String table, String column) {
        return schema.table(ObjectName.of(table)).orElseThrow().column(column).orElseThrow();
    }

    @Test
    void indexes_stand_as_field_uniques_then_indexes_then_uniques() {
        DatabaseSchema schema = lower("postgresql", """
                model T {
                  id Int @id
                  a Int
                  b Int @unique
                  c Int @unique
                  @@unique([a, b])
                  @@index([c])
                  @@index([a])
                }
                """);
        assertThat(schema.tables().getFirst().indexes())
                .extracting(Index::name)
                .containsExactly("T_b_key", "T_c_key", "T_c_idx", "T_a_idx", "T_a_b_key");
    }

    @ParameterizedTest
    @CsvSource({"postgresql,true,false", "mysql,false,true", "sqlserver,false,true", "sqlite,false,true"})
    void pairs_of_a_many_to_many_relation_are_kept_apart(String provider, boolean primaryKey, boolean uniqueIndex) {
        DatabaseSchema schema = lower(provider, """
                model Tag {
                  id BigInt @id
                  posts Post[]
                }
                model Post {
                  id Int @id @default(autoincrement()) @map("post_id")
                  tags Tag[]
                  @@map("posts")
                }
                """);
        Table join = schema.tables().getLast();
        assertThat(join.name()).isEqualTo(ObjectName.of("_PostToTag"));
        assertThat(join.primaryKey().isPresent()).isEqualTo(primaryKey);
        assertThat(join.indexes().stream().anyMatch(Index::isUnique)).isEqualTo(uniqueIndex);
        assertThat(join.columns().getFirst().type().family()).isEqualTo(TypeFamily.Scalar.INT);
        assertThat(join.columns().getLast().type().family()).isEqualTo(TypeFamily.Scalar.BIG_INT);
        assertThat(join.columns()).noneMatch(Column::autoIncrement);
        assertThat(join.foreignKeys())
                .extracting(key -> key.referencedTable().name(), ForeignKey::onDelete)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("posts", ReferentialAction.CASCADE),
                        org.assertj.core.groups.Tuple.tuple("Tag", ReferentialAction.CASCADE));
    }

    @ParameterizedTest
    @CsvSource({"postgresql,RESTRICT", "mysql,RESTRICT", "sqlserver,NO_ACTION", "sqlite,RESTRICT"})
    void a_relation_that_says_nothing_keeps_its_rows(String provider, ReferentialAction whenRequired) {
        DatabaseSchema schema = lower(provider, """
                model A {
                  id Int @id
                  bs B[]
                  cs C[]
                }
                model B {
                  id Int @id
                  aId Int
                  a A @relation(fields: [aId], references: [id])
                }
                model C {
                  id Int @id
                  aId Int?
                  a A? @relation(fields: [aId], references: [id])
                }
                """);
        ForeignKey required =
                schema.table(ObjectName.of("B")).orElseThrow().foreignKeys().getFirst();
        ForeignKey optional =
                schema.table(ObjectName.of("C")).orElseThrow().foreignKeys().getFirst();
        assertThat(required.name()).contains("B_aId_fkey");
        assertThat(required.onDelete()).isEqualTo(whenRequired);
        assertThat(required.onUpdate()).isEqualTo(ReferentialAction.CASCADE);
        assertThat(optional.onDelete()).isEqualTo(ReferentialAction.SET_NULL);
    }

    @Test
    void enums_are_where_each_database_keeps_them() {
        String models = """
                enum Color {
                  RED @map("red")
                  BLUE
                }
                model Car {
                  id Int @id
                  color Color @default(RED)
                  @@map("cars")
                }
                """;
        DatabaseSchema postgresql = lower("postgresql", models);
        assertThat(postgresql.enums()).containsExactly(new EnumType(ObjectName.of("Color"), List.of("red", "BLUE")));
        assertThat(column(postgresql, "cars", "color").defaultValue())
                .contains(new DefaultValue.Literal(new LiteralValue.EnumValue("red")));

        DatabaseSchema mysql = lower("mysql", models);
        assertThat(mysql.enums()).containsExactly(new EnumType(ObjectName.of("cars_color"), List.of("red", "BLUE")));
        assertThat(column(mysql, "cars", "color").type().family())
                .isEqualTo(new TypeFamily.EnumReference(ObjectName.of("cars_color")));

        DatabaseSchema sqlite = lower("sqlite", models);
        assertThat(sqlite.enums()).isEmpty();
        assertThat(column(sqlite, "cars", "color").type().family()).isEqualTo(TypeFamily.Scalar.STRING);
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql,Text,Timestamp(3),'Decimal(65,30)'",
        "mysql,VarChar(191),DateTime(3),'Decimal(65,30)'",
        "sqlserver,NVarChar(1000),DateTime2,'Decimal(32,16)'"
    })
    void fields_without_a_native_type_have_the_usual_one(
            String provider, String text, String dateTime, String decimal) {
        DatabaseSchema schema = lower(provider, """
                model T {
                  id Int @id
                  s String
                  d DateTime
                  n Decimal
                }
                """);
        assertThat(column(schema, "T", "s").type().nativeType().map(NativeType::toString))
                .contains(text);
        assertThat(column(schema, "T", "d").type().nativeType().map(NativeType::toString))
                .contains(dateTime);
        assertThat(column(schema, "T", "n").type().nativeType().map(NativeType::toString))
                .contains(decimal);
    }

    @Test
    void defaults_are_values_expressions_or_the_clients() {
        DatabaseSchema schema = lower("postgresql", """
                model T {
                  id String @id @default(uuid(7))
                  n Decimal @default(1.50)
                  at DateTime @default(now())
                  x String @default(dbgenerated("f(1)"))
                  y String @default(dbgenerated())
                  b Bytes @default("aGVsbG8=")
                  l Int[] @default([1, 2])
                  s Int @default(autoincrement())
                }
                """);
        assertThat(column(schema, "T", "id").defaultValue()).contains(new DefaultValue.ClientGenerated("uuid(7)"));
        assertThat(column(schema, "T", "id").databaseDefault()).isEmpty();
        assertThat(column(schema, "T", "n").defaultValue())
                .contains(new DefaultValue.Literal(new LiteralValue.Number("1.50")));
        assertThat(column(schema, "T", "at").defaultValue()).contains(new DefaultValue.CurrentTimestamp());
        assertThat(column(schema, "T", "x").defaultValue()).contains(new DefaultValue.Expression("f(1)"));
        assertThat(column(schema, "T", "y").defaultValue()).contains(new DefaultValue.AnyExpression());
        assertThat(column(schema, "T", "b").defaultValue())
                .contains(new DefaultValue.Literal(new LiteralValue.Bytes("68656c6c6f")));
        assertThat(column(schema, "T", "l").arity()).isEqualTo(Arity.LIST);
        assertThat(column(schema, "T", "l").defaultValue())
                .contains(new DefaultValue.Literal(
                        new LiteralValue.ListOf(List.of(new LiteralValue.Number("1"), new LiteralValue.Number("2")))));
        assertThat(column(schema, "T", "s").autoIncrement()).isTrue();
    }

    @Test
    void sql_server_names_the_constraints_of_defaults_and_keys() {
        DatabaseSchema schema = lower("sqlserver", """
                model T {
                  id Int @id
                  a Int @default(1)
                  b Int @default(2, map: "my_default")
                }
                """);
        assertThat(column(schema, "T", "a").defaultName()).contains("T_a_df");
        assertThat(column(schema, "T", "b").defaultName()).contains("my_default");
        assertThat(schema.tables().getFirst().primaryKey())
                .hasValueSatisfying(key -> assertThat(key.clustered()).contains(true));
    }

    @Test
    void sqlite_numbers_a_single_integer_key_by_itself() {
        DatabaseSchema schema = lower("sqlite", """
                model T {
                  id Int @id
                }
                model U {
                  id BigInt @id
                }
                """);
        assertThat(column(schema, "T", "id").autoIncrement()).isTrue();
        assertThat(column(schema, "U", "id").autoIncrement()).isFalse();
        assertThat(schema.tables().getFirst().primaryKey().flatMap(PrimaryKey::name))
                .isEmpty();
    }

    @Test
    void objects_of_the_default_namespace_have_none() {
        PrismaSchema schema = TestSchemas.files(new SchemaFile("schema.prisma", """
                datasource db {
                  provider = "postgresql"
                  schemas  = ["public", "other"]
                }

                model A {
                  id Int @id
                  @@schema("public")
                }

                model B {
                  id Int @id
                  @@schema("other")
                }
                """));
        DatabaseSchema lowered = lower("postgresql", schema);
        assertThat(lowered.defaultNamespace()).contains("public");
        assertThat(lowered.namespaces()).containsExactly("other", "public");
        assertThat(lowered.tables())
                .extracting(Table::name)
                .containsExactly(ObjectName.of("A"), ObjectName.of("other", "B"));
    }

    @Test
    void without_foreign_keys_relations_leave_join_tables_only() {
        PrismaSchema schema = TestSchemas.files(new SchemaFile("schema.prisma", """
                datasource db {
                  provider     = "postgresql"
                  relationMode = "prisma"
                }

                model A {
                  id Int @id
                  bs B[]
                  cs C[]
                }

                model B {
                  id Int @id
                  as A[]
                }

                model C {
                  id Int @id
                  aId Int
                  a A @relation(fields: [aId], references: [id])
                  @@index([aId])
                }
                """));
        DatabaseSchema lowered = lower("postgresql", schema);
        assertThat(lowered.tables()).extracting(table -> table.name().name()).containsExactly("A", "B", "C", "_AToB");
        assertThat(lowered.tables())
                .allSatisfy(table -> assertThat(table.foreignKeys()).isEmpty());
    }

    @Test
    void predicates_of_partial_indexes_are_sql() {
        PrismaSchema schema = TestSchemas.files(new SchemaFile("schema.prisma", """
                generator client {
                  provider        = "prisma-client"
                  previewFeatures = ["partialIndexes"]
                }

                datasource db {
                  provider = "postgresql"
                }

                model T {
                  id Int @id
                  a Int
                  s String @map("status")
                  b Boolean
                  d DateTime?
                  @@index([a], where: { d: null, a: 3, b: true, s: { not: "it's" } })
                  @@index([b], where: raw("a > 3"))
                }
                """));
        assertThat(lower("postgresql", schema).tables().getFirst().indexes())
                .extracting(index -> index.predicate().orElseThrow())
                .containsExactly("\"d\" IS NULL AND \"a\" = 3 AND \"b\" = true AND \"status\" != 'it''s'", "a > 3");
    }

    @Test
    void views_are_nobodys_tables() {
        PrismaSchema schema = TestSchemas.files(new SchemaFile("schema.prisma", """
                generator client {
                  provider        = "prisma-client"
                  previewFeatures = ["views"]
                }

                datasource db {
                  provider = "postgresql"
                }

                view V {
                  id Int @unique
                }
                """));
        assertThat(lower("postgresql", schema).tables()).isEmpty();
    }
}
