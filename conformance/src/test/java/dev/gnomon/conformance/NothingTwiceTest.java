package dev.gnomon.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.schema.PrismaSchema;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a schema says is applied once: the database then has it, in whatever words the database tells it. */
class NothingTwiceTest {

    private static final String PROVIDER = "postgresql";

    private static final String TYPES = """
            Int
            Int @db.Integer
            Int @db.SmallInt
            Int @db.Oid
            BigInt
            BigInt @db.BigInt
            Float
            Float @db.DoublePrecision
            Float @db.Real
            Decimal
            Decimal @db.Decimal
            Decimal @db.Decimal(5, 0)
            Decimal @db.Decimal(10, 2)
            Decimal @db.Money
            String
            String @db.Text
            String @db.VarChar
            String @db.VarChar(9)
            String @db.Char
            String @db.Char(1)
            String @db.Char(7)
            String @db.Uuid
            String @db.Xml
            String @db.Inet
            String @db.Citext
            String @db.Bit
            String @db.Bit(1)
            String @db.Bit(5)
            String @db.VarBit
            String @db.VarBit(5)
            Boolean
            Boolean @db.Boolean
            Bytes
            Bytes @db.ByteA
            DateTime
            DateTime @db.Timestamp
            DateTime @db.Timestamp(0)
            DateTime @db.Timestamp(6)
            DateTime @db.Timestamptz
            DateTime @db.Timestamptz(0)
            DateTime @db.Timestamptz(6)
            DateTime @db.Date
            DateTime @db.Time
            DateTime @db.Time(0)
            DateTime @db.Time(6)
            DateTime @db.Timetz
            DateTime @db.Timetz(2)
            Json
            Json @db.Json
            Json @db.JsonB
            Kind
            Unsupported("point")
            Unsupported("interval")
            Unsupported("int4range")
            Unsupported("cidr")
            Unsupported("tsvector")
            """;

    private static final String DEFAULTS = """
            Int @default(0)
            Int @default(-1)
            Int? @default(5)
            Int[] @default([])
            Int[] @default([1, -2])
            Int @default(autoincrement())
            BigInt @default(autoincrement())
            Int @db.SmallInt @default(autoincrement())
            BigInt @default(-9223372036854775808)
            BigInt[] @default([9007199254740993])
            Float @default(1.5)
            Float @default(-1.5)
            Float @default(3)
            Float[] @default([1.5, -2])
            Float @db.Real @default(0.1)
            Decimal @default(12.340)
            Decimal @default(-0.1)
            Decimal @default("1.10")
            Decimal @db.Decimal(10, 2) @default(7)
            Decimal[] @default([1.5, 2])
            Decimal @db.Money @default(5)
            String @default("")
            String @default("it's")
            String @default("a\\\\b")
            String @default("a\\nb")
            String @default("NULL")
            String @default("42")
            String @default("'::text")
            String @default("now()")
            String[] @default(["a", "it's", "x,y", "{z}"])
            String @db.VarChar(9) @default("it's")
            String @db.VarChar @default("a")
            String @db.Char(3) @default("a")
            String @db.Char @default("a")
            String @db.Uuid @default("00000000-0000-0000-0000-00000000000a")
            String @db.Inet @default("10.0.0.1")
            String @db.Bit(4) @default("1010")
            String @db.VarBit @default("101")
            String @db.Xml @default("<a/>")
            String @default(uuid())
            String @default(cuid())
            String @default(nanoid())
            String[] @db.VarChar(9) @default(["a"])
            Boolean @default(true)
            Boolean @default(false)
            Boolean[] @default([true, false])
            Bytes @default("aGVsbG8=")
            Bytes @default("")
            Bytes[] @default(["aGVsbG8="])
            Json @default("{}")
            Json @default("[1, \\"it's\\"]")
            Json @db.Json @default("{\\"a\\": 1}")
            Json[] @default(["{}"])
            Kind @default(one)
            Kind? @default(two)
            Kind[] @default([])
            Kind[] @default([one, two])
            DateTime @default(now())
            DateTime @updatedAt
            DateTime @db.Timestamp @default(now())
            DateTime @db.Timestamptz(3) @default(now())
            DateTime @db.Date @default(now())
            DateTime @db.Time @default(now())
            DateTime @db.Timetz(2) @default(now())
            DateTime @default("2020-01-01T00:00:00Z")
            DateTime @default("2020-01-01T12:34:56.789+02:00")
            DateTime @db.Timestamptz(3) @default("2020-01-01T12:34:56.789+02:00")
            DateTime @db.Date @default("2020-01-01T00:00:00Z")
            DateTime @db.Time @default("1970-01-01T12:34:56Z")
            DateTime[] @default(["2020-01-01T00:00:00Z"])
            Int @default(dbgenerated())
            Int @default(dbgenerated("(1 + 2)"))
            String @default(dbgenerated("gen_random_uuid()"))
            String @db.Uuid @default(dbgenerated("gen_random_uuid()"))
            Unsupported("point")? @default(dbgenerated("point((0)::double precision, (0)::double precision)"))
            """;

    @Test
    void no_type_and_no_default_of_postgresql_is_applied_twice() throws SQLException {
        StringBuilder fields = new StringBuilder();
        int count = 0;
        for (String type : TYPES.lines().toList()) {
            int at = type.indexOf(" @");
            for (String arity : List.of("", "?", "[]")) {
                String field = at < 0 ? type + arity : type.substring(0, at) + arity + type.substring(at);
                fields.append("  field%d %s%n".formatted(count++, field));
            }
        }
        for (String field : DEFAULTS.lines().toList()) {
            fields.append("  field%d %s%n".formatted(count++, field));
        }
        String schema = """
                datasource db {
                  provider = "postgresql"
                }
                enum Kind {
                  one
                  two
                }
                model T {
                  id String @id
                %s}
                """.formatted(fields);
        PrismaSchema desired = SchemaDiffAnswer.parse(schema);
        assertThat(desired.errors()).isEmpty();
        try (ScratchDatabase database = ScratchDatabase.create(PROVIDER)) {
            database.run("CREATE EXTENSION citext");
            database.run(SchemaDiffAnswer.of(Optional.empty(), schema, PROVIDER).script());
            BeforeAfter<DatabaseSchema> schemas = new BeforeAfter<>(
                    database.introspect(List.of()), SchemaDiffAnswer.lower(desired, database.dialect()));
            assertThat(SchemaDiffAnswer.between(schemas, database.dialect())
                            .script()
                            .strip())
                    .isEqualTo("-- This is an empty migration.");
        }
    }
}
